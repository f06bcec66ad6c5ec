import type { ResourceView } from "../model/resource-set.js";
import type { WaypointGateway } from "./waypoints.js";
import type { Workload } from "./workloads.js";
/** The waypoints through which requests for a pod come: its own, those of its services, and those whose routes lead straight to them. */
export declare function waypointsBefore(workload: Workload, view: ResourceView): readonly WaypointGateway[];
