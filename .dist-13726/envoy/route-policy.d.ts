import type { envoy } from "../../generated/envoy.js";
import type { Access } from "../ir/access.js";
type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
type Route = envoy.config.route.v3.Route;
/**
 * Judges a request by the policies of its route, behind everything in the policy slot that may make Envoy look for the
 * route again. Empty by themselves: routes bring along what is judged, so their policies travel with them and no edit
 * of one touches the listener.
 *
 * Envoy looks up what a route brings for RBAC when the request comes there, but fills a filter chain when the request
 * arrives. So only authorizers, who cannot be had otherwise, are asked from a chain: they are those of the route that
 * was found first.
 */
export declare const routePolicyFilters: readonly HttpFilter[];
/** What a route brings along for `routePolicyFilters`. */
export declare function routePolicy(access: Access | undefined): Pick<Route, "typedPerFilterConfig">;
export {};
