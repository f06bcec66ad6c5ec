/**
 * Requests that a waypoint sends on to another one. They travel as any request to a waypoint does: as a CONNECT for the
 * virtual address of the service, so that everything that is in force there is applied to them. Who the client is goes
 * along in headers of that CONNECT, and the other waypoint believes them from those that it knows (`forwarders`).
 *
 * Every client has inner connections of its own, told apart by what is shared here; the HBONE connection between the two
 * waypoints is one for all of them. Where nothing is sent on, nothing of this is set, and clients share connections.
 */
import { envoy, type TypedMessage } from "../../generated/envoy.js";
import { type DestinationId } from "../ir/destination.js";
import { type Route, type RouteTable } from "../ir/route.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
type EnvoyRoute = envoy.config.route.v3.Route;
type FilterStateValue = envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue;
/**
 * The way to other waypoints: like connect_originate, with the headers that tell about the client. Always the same; only
 * waypoints that send requests on have it.
 */
export declare function onwardListener(): GeneratedOf<typeof resourceTypes.listener>;
/** Keeps for the way what it is to be known by the next waypoint; acts only where a route asks for it. */
export declare const onwardFilter: HttpFilter;
/** What a route brings along for `onwardFilter`. `at`: the service port to which the requests came. */
export declare function onwardState(route: Pick<Route, "action">, at: DestinationId): Record<string, TypedMessage>;
/** Answers requests that have been at this port before, and would go round for ever. */
export declare function loopRoutes(table: RouteTable, at: DestinationId): readonly EnvoyRoute[];
/** The stops so far, and this one. */
export declare function wayFrom(at: DestinationId): string;
/** The text of a filter state. */
export declare function stateText(key: string): string;
/** Goes along with a request. Hashable, or one client's request would travel through the connection of another. */
export declare function keptForWay(objectKey: string, inlineString: string): FilterStateValue;
export {};
