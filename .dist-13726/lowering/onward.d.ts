import type { WaypointGateway } from "../binding/waypoints.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Access } from "../ir/access.js";
import type { DestinationId } from "../ir/destination.js";
import type { SessionPersistence } from "../ir/route.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RoutedPort } from "./routed-port.js";
/**
 * Where requests to `parent` go that a route sends on to a service port. Undefined, and said at `origin`, where that
 * port's own waypoint cannot be had: around it, requests would lose the rules that they are under.
 */
export declare function sentOn({ service, port }: RoutedPort, { parent, origin }: {
    readonly parent: Resource<"Service">;
    readonly origin: Origin;
}, { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): DestinationId | undefined;
/** The rules of a waypoint, with the roads to those whom it asks about requests: authorizers, and services with keys. */
export declare function withRoads<A extends Access>(access: A, waypoint: WaypointGateway, view: ResourceView): A;
/** A session needs endpoints to choose from: what is behind another waypoint is chosen there. Undefined if nothing is left of it. */
export declare function sessionAtHand(session: SessionPersistence | undefined, { backends, origin }: {
    readonly backends: readonly DestinationId[];
    readonly origin: Origin;
}, report: Report): SessionPersistence | undefined;
