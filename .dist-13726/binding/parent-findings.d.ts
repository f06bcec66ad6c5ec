/** Parents of routes, checked once per route: those that are not there, or at which the route has no effect. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { ParentReference } from "../model/http-route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RequestRoute } from "./routes.js";
/** Says where a route is not in effect, and what in it as a whole is likely not as meant. */
export declare function reportParents(route: RequestRoute, view: ResourceView, report: Report): void;
/** Says that a route of a kind that is not applied has no effect on the services it is for. */
export declare function reportLayer4Route(route: Resource<"TLSRoute"> | Resource<"TCPRoute"> | Resource<"UDPRoute">, _view: ResourceView, report: Report): void;
/** The services that a parentRef of a known kind leads to; undefined for kinds that are nobody's here. */
export declare function servicesNamed(parent: ParentReference, namespace: string, view: ResourceView): readonly Resource<"Service">[] | undefined;
