import { type BackendReference } from "../model/backend-reference.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RequestRoute } from "./routes.js";
import type { WaypointGateway } from "./waypoints.js";
/** The services that a route names as its parents, hosts of service entries included. */
export declare function parentServicesOf(route: RequestRoute, view: ResourceView): readonly Resource<"Service">[];
/** The namespaces, other than the service's own, whose clients have routes of their own to a service; sorted. */
export declare function consumersOf(service: Resource<"Service">, view: ResourceView): readonly string[];
/** The waypoints of other services whose routes send requests on to this one, copies included. */
export declare function waypointsForwardingTo(service: Resource<"Service">, view: ResourceView): readonly WaypointGateway[];
/** Every backend that a route names: of its rules, and of the filters that copy requests. */
export declare function backendsOf({ spec }: RequestRoute): readonly BackendReference[];
