import type { WaypointGateway } from "../binding/waypoints.js";
import type { AddressedWorkload } from "../binding/workloads.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Destination } from "../ir/destination.js";
import type { ServedPort, ServicePort } from "../ir/waypoint.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PortSite } from "./port-protocol.js";
/** The skeleton of a service port on its waypoint; undefined for ports that no client can reach there (UDP, headless). */
export declare function lowerPort(site: PortSite, view: ResourceView, report: Report): ServicePort | undefined;
/** A port of a pod that is reached at the pod's own address, through the waypoint for workloads. */
export interface WorkloadPort {
    readonly served: ServedPort;
    /** The pod itself. */
    readonly destination: Destination;
}
/** The declared TCP ports of a pod bound to a waypoint; only the waypoint's own policies (Gateway, class) judge them. */
export declare function lowerWorkloadPorts({ workload, waypoint }: {
    readonly workload: AddressedWorkload;
    readonly waypoint: WaypointGateway;
}, view: ResourceView, report: Report): readonly WorkloadPort[];
