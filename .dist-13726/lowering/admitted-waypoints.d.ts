/**
 * The waypoints that a pod's door must let in beside what policies allow: those through which requests for the pod
 * come, and which are therefore all that its door sees.
 */
import type { WaypointGateway } from "../binding/waypoints.js";
import type { Workload } from "../binding/workloads.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Policy } from "../ir/access.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** The rule that lets the waypoints of a pod in; undefined where there is none, or a policy keeps them out. */
export declare function admittedWaypoints(door: {
    readonly workload: Workload;
    readonly waypoints: readonly WaypointGateway[];
    /** The ALLOW policies in force. */
    readonly policies: readonly Resource<"AuthorizationPolicy">[];
}, { mesh }: Pick<ResourceView, "mesh">, report: Report): Policy | undefined;
/** Says which denials by client do not hold for clients that come through a waypoint. */
export declare function reportHiddenClients(deny: readonly Policy[], waypoints: readonly WaypointGateway[], report: Report): void;
