import { type RouteTable } from "../ir/route.js";
import type { ServicePort, WaypointSettings } from "../ir/waypoint.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/** The routes of a service port. The host that a client asks for does not choose the service: the address did. */
export declare function routeConfiguration(port: ServicePort, table: RouteTable, settings: Pick<WaypointSettings, "trustDomains">): GeneratedOf<typeof resourceTypes.routes>;
