import type { envoy } from "../../generated/envoy.js";
import type { DestinationId } from "../ir/destination.js";
import type { Route } from "../ir/route.js";
type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
/** Answers preflights; acts only where a route asks for it. */
export declare const corsFilter: HttpFilter;
/** Keeps sessions at their endpoint; acts only where a route asks for it. */
export declare const sessionFilter: HttpFilter;
/** What a route brings along for the filters of its listener, which are empty: so it travels with the route. */
export declare function routeExtensions(route: Pick<Route, "access" | "action" | "cors" | "plugins">, port: DestinationId): Pick<envoy.config.route.v3.Route, "typedPerFilterConfig">;
export {};
