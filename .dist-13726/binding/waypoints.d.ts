/**
 * Who serves whom. An object asks for a waypoint by label (`istio.io/use-waypoint`), its namespace for all objects in
 * it; the waypoint's Gateway says what kind of traffic it takes and from which namespaces. A wish that cannot be
 * granted is `broken`, never "no waypoint": without its waypoint an object would lose the rules it relies on.
 */
import type { Origin } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { Workload } from "./workloads.js";
/** A Gateway that is a waypoint. */
export interface WaypointGateway {
    readonly namespace: string;
    readonly name: string;
    readonly className: string;
    readonly serviceAccount: string;
    readonly address: string;
    /** Of its HBONE listener. */
    readonly port: number;
    readonly origin: Origin;
}
export type WaypointBinding = {
    readonly kind: "bound";
    readonly waypoint: WaypointGateway;
    readonly because: "own-label" | "namespace-label";
} | {
    readonly kind: "none";
    readonly because: NoWaypointReason;
} | BrokenBinding;
/**
 * `other-traffic`: the namespace's waypoint is not for this kind of object. `is-waypoint`: it belongs to a waypoint
 * itself. `headless`: clients go to the pods' addresses, nothing names the service on the wire.
 */
export type NoWaypointReason = "not-labelled" | "opted-out" | "other-traffic" | "is-waypoint" | "headless" | "not-in-mesh";
export interface BrokenBinding {
    readonly kind: "broken";
    /** `namespace/name` of the Gateway asked for. */
    readonly wanted: string;
    readonly because: "not-found" | "not-a-waypoint" | "other-traffic" | "forbidden";
    /** The label that asks for it. */
    readonly origin: Origin;
}
/** The `controllerName` of gateway classes whose Gateways are waypoints of waymark. */
export declare const waypointController = "waymark.dev/waypoint-controller";
export declare const useWaypointLabel = "istio.io/use-waypoint";
export declare const useWaypointNamespaceLabel = "istio.io/use-waypoint-namespace";
export declare const waypointForLabel = "istio.io/waypoint-for";
/** Every waypoint, by namespace and name. */
export declare function waypointsOf(view: ResourceView): readonly WaypointGateway[];
/** Whether a Gateway's class makes it a waypoint. */
export declare function isWaypoint(gateway: Resource<"Gateway">, view: ResourceView): boolean;
/** The waypoint that serves a service, or why none does. */
export declare function waypointFor(service: Resource<"Service">, view: ResourceView): WaypointBinding;
/** The waypoint that a service asks for, even if it never sees requests for it because the service is headless. */
export declare function waypointAskedFor(service: Resource<"Service">, view: ResourceView): WaypointBinding;
/** The waypoint that serves traffic to a pod's own address, or why none does. */
export declare function waypointForWorkload(workload: Workload, view: ResourceView): WaypointBinding;
/** The listener for mesh traffic: HBONE on port 15008. */
export declare function hboneListener(gateway: Resource<"Gateway">): Resource<"Gateway">["spec"]["listeners"][number] | undefined;
