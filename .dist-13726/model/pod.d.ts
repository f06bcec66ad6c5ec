import type { Schema } from "./schema/schema.js";
/** `Pod` (v1), the fields that decide who it is and what it listens on. */
export interface PodSpec {
    readonly serviceAccountName: string;
    readonly containers: readonly Container[];
    readonly hostNetwork: boolean;
    readonly nodeName?: string;
    readonly hostname?: string;
    readonly subdomain?: string;
}
interface Container {
    readonly name: string;
    readonly image?: string;
    readonly ports: readonly ContainerPort[];
    readonly env: readonly {
        readonly name: string;
        readonly value?: string;
    }[];
}
export interface ContainerPort {
    readonly containerPort: number;
    readonly name?: string;
    readonly protocol: "TCP" | "UDP" | "SCTP";
}
/** The part of a pod's status that the mesh looks at. */
export interface PodStatus {
    readonly phase?: string;
    /** The first address, and all of them (one a family); empty while the pod has none. */
    readonly podIPs: readonly string[];
    /** `undefined` when the status says nothing about readiness, as in hand-written manifests. */
    readonly ready?: boolean;
}
/** What the status of `pod` says; anything malformed in it counts as not said. */
export declare function podStatus(pod: {
    readonly status?: unknown;
}): PodStatus;
/** Also the `spec` of the pod template of a Deployment. */
export declare const podSchema: Schema;
export {};
