import type { envoy } from "../../generated/envoy.js";
import type { RouteMatch } from "../ir/route.js";
type EnvoyMatch = envoy.config.route.v3.RouteMatch;
/** All conditions of a route. Clients are told apart by the identity that they proved, never by their address. */
export declare function routeMatch(match: RouteMatch, trustDomains: readonly string[]): EnvoyMatch;
/** The prefix as it is matched: without the slash at its end, which says nothing. */
export declare function prefixElements(prefix: string): string;
export {};
