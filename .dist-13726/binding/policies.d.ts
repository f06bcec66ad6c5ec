import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import type { WaypointGateway } from "./waypoints.js";
import type { Workload } from "./workloads.js";
/** What a policy may be about; on waypoints, nothing else. */
export type TargetKind = "service" | "service-entry" | "gateway" | "class" | "route" | "unsupported";
/** What a waypoint's policies are about: a service, or (without one) traffic to a pod's own address. */
export interface Judged {
    readonly service?: Resource<"Service">;
    readonly waypoint: WaypointGateway;
}
/** The authorization policies that a waypoint enforces on a service, by namespace and name. */
export declare function authorizationPoliciesFor(judged: Judged, view: ResourceView): readonly Resource<"AuthorizationPolicy">[];
/** The request authentications that a waypoint performs for a service, by namespace and name. */
export declare function authenticationsFor(judged: Judged, view: ResourceView): readonly Resource<"RequestAuthentication">[];
/** The plugins that a waypoint runs for a service. */
export declare function pluginsFor(judged: Judged, view: ResourceView): readonly PluginObject[];
/** An object that asks for a plugin. */
export type PluginObject = Resource<"WasmPlugin"> | Resource<"TrafficExtension">;
/** The authorization policies at a pod's own door: of its namespace, of the whole mesh, and those that select it. */
export declare function layer4PoliciesFor(workload: Workload, view: ResourceView): readonly Resource<"AuthorizationPolicy">[];
/** What a target reference means for waypoints, whether or not the object exists. */
export declare function targetKind({ group, kind }: PolicyTargetReference): TargetKind;
/** Whether a target is where policies may look for it: in their own namespace. */
export declare function inOwnNamespace(target: PolicyTargetReference, namespace: string): boolean;
