import type { Report } from "../diagnostics/diagnostic.js";
import type { UpstreamTls } from "../ir/destination.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RoutedPort } from "./routed-port.js";
/**
 * TLS that the mesh speaks to a port in place of its clients: a BackendTLSPolicy, else `trafficPolicy.tls` of a
 * DestinationRule. The server must
 * show a certificate for the names that the rule or the service entry lists, else for the name that is asked for.
 * `unusable`: it is asked for in a way that cannot be had, so nothing may be sent.
 */
export declare function lowerUpstreamTls({ service, port }: RoutedPort, view: ResourceView, report: Report): UpstreamTls | "unusable" | undefined;
