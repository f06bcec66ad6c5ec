/** How a waypoint reaches a service that requests are sent on to. */
import type { Origin } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { WaypointGateway } from "./waypoints.js";
/** `straight`: to its endpoints, because no other waypoint has rules for it. */
export type Road = {
    readonly kind: "straight";
} | {
    readonly kind: "waypoint";
    readonly waypoint: WaypointGateway;
} | {
    readonly kind: "refused";
    readonly because: string;
    readonly origin: Origin;
};
/** The road of a waypoint (undefined: of nobody in particular) to a service: through the service's own waypoint, if that is another one. */
export declare function roadTo(service: Resource<"Service">, from: Pick<WaypointGateway, "namespace" | "name"> | undefined, view: ResourceView): Road;
/** Whether somebody relies on a waypoint to apply rules to a service. */
export declare function hasRules(service: Resource<"Service">, view: ResourceView): boolean;
/** The road of the waypoint of `parent`. */
export declare function roadBetween(parent: Resource<"Service">, service: Resource<"Service">, view: ResourceView): Road;
