import type { Report } from "../diagnostics/diagnostic.js";
import type { RouteTable } from "../ir/route.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RoutedPort } from "./routed-port.js";
/**
 * The routes of a service port in the order in which they are asked. A client in a namespace with routes of its own
 * (a consumer) gets these instead of the service's, and 404 where none of them matches (GEP-1294, "Multiple routes for
 * a Service": routes are merged within each group only). Its backends are what its own namespace may refer to.
 */
export declare function lowerRoutes(site: RoutedPort, view: ResourceView, report: Report): RouteTable;
