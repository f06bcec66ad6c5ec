import { envoy } from "../../generated/envoy.js";
import type { DestinationId } from "../ir/destination.js";
import type { Backend, ForwardAction, Route } from "../ir/route.js";
type EnvoyRoute = envoy.config.route.v3.Route;
/**
 * Forwards the requests of one route. Envoy shares requests among clusters within a route, but paths and copies belong
 * to a route: where a backend has its own, each gets a route. So it does for sessions that chose it before.
 *
 * @param base name, match and whatever else is the same for all of them
 */
export declare function forwardRoutes(base: EnvoyRoute, forwarding: Forwarding): readonly EnvoyRoute[];
export interface Forwarding {
    readonly route: Route;
    readonly action: ForwardAction;
    /** The service port to which the requests came. */
    readonly port: DestinationId;
}
/** What the share of invalid backends is answered with: one status for all of a route, since Envoy knows one only. */
export declare function invalidStatus(backends: readonly Backend[]): 500 | 503;
export {};
