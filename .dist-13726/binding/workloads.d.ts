import type { Origin } from "../diagnostics/origin.js";
import type { ContainerPort } from "../model/pod.js";
import type { ResourceView } from "../model/resource-set.js";
/** A pod: one that was declared, or one that a deployment is played by. */
export interface Workload {
    readonly namespace: string;
    /** Of the pod. */
    readonly name: string;
    readonly serviceAccount: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    /** All container ports. */
    readonly ports: readonly ContainerPort[];
    readonly ready: boolean;
    /** Shares the network of its node, so nothing can stand at its door. */
    readonly hostNetwork: boolean;
    /** Empty where the pod has none; the address to use is `addressOf`. */
    readonly declaredAddresses: readonly string[];
    readonly origin: Origin;
}
/** A workload with its address. */
export interface AddressedWorkload extends Workload {
    readonly address: string;
}
/** The workloads of a namespace, by name. */
export declare function workloadsIn(namespace: string, view: ResourceView): readonly AddressedWorkload[];
/** The workload `namespace/name`. */
export declare function workloadNamed(namespace: string, name: string, view: ResourceView): Workload | undefined;
/** The workloads of a namespace without their addresses, by name: cheaper where most of them are not wanted. */
export declare function podsIn(namespace: string, view: ResourceView): readonly Workload[];
/** Every namespace that has workloads, by name. */
export declare function workloadNamespaces(view: ResourceView): readonly string[];
/** Where a workload can be reached: what it declares, else an automatic address that nobody else has. */
export declare function addressOf(workload: Workload, view: ResourceView): string;
/** Whether the mesh carries traffic to and from a workload. The pod's own label wins over its namespace's. */
export declare function isInMesh(workload: Workload, view: ResourceView): boolean;
/** Orders texts by code unit: the same everywhere, whatever the locale. */
export declare function compareText(one: string, other: string): number;
