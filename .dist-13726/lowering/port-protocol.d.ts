import type { Judged } from "../binding/policies.js";
import type { WaypointGateway } from "../binding/waypoints.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ChosenProtocol } from "./protocols.js";
import type { RoutedPort } from "./routed-port.js";
/** A service port and the waypoint that serves it. */
export interface PortSite extends RoutedPort {
    readonly waypoint: WaypointGateway;
}
/** How the bytes of a service port are understood on its waypoint. */
export declare function protocolFor(site: PortSite, view: ResourceView): ChosenProtocol;
/** The protocol of requests to a port that declares none: gRPC needs HTTP/2, and everybody understands HTTP/1.1. */
export declare function assumedProtocol({ service, port }: RoutedPort, view: ResourceView): "http" | "http2";
/** Whether there are policies that can judge only HTTP requests: by tokens, or by what is inside a request; or plugins, which see requests. */
export declare function looksIntoRequests(judged: Judged, view: ResourceView): boolean;
