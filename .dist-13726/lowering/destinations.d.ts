import type { Report } from "../diagnostics/diagnostic.js";
import type { Destination, DestinationId } from "../ir/destination.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RoutedPort } from "./routed-port.js";
/** Where requests for a service port can be sent. An id that leads nowhere (any more) has no endpoints. */
export declare function lowerDestination(id: DestinationId, view: ResourceView, report: Report): Destination;
/** The endpoints of a service port, and how to find them where their addresses do not say it. */
export declare function lowerEndpoints({ service, port }: RoutedPort, view: ResourceView, report: Report): Pick<Destination, "endpoints" | "discovery">;
