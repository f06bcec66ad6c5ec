/**
 * The data plane takes the first route that matches, the Gateway API the most specific one of all routes attached to a
 * service port: so the order is decided once, here (HTTPRouteRule and GRPCRouteRule, "precedence"). Both kinds of route
 * are in one order, because a port may have both: a GRPCRoute sees gRPC requests only, so an HTTPRoute keeps the rest.
 *
 * 1. Routes of the client's own namespace come before those of the service's: they are all that such a client gets.
 * 2. By path: an exact one; longer prefixes, and services named as a whole; patterns of gRPC services and methods;
 *    anything else that a gRPC request, a method, a header, a claim or a parameter narrows; regular expressions (which
 *    have no place in the specification); everything.
 * 3. The longer prefix; of patterns for gRPC, the one with more characters of service, then of method.
 * 4. For gRPC; with a method; more headers and claims; more parameters.
 * 5. The older route; the name; the order in the route.
 */
import { type RankedMatch } from "../ir/match-precedence.js";
/** What decides between two matches that both match a request. */
export interface Rank extends RankedMatch {
    /** RFC 3339; absent (manifests that were never created) counts as youngest. */
    readonly created: string | undefined;
    /** `namespace/name` of the route. */
    readonly route: string;
    readonly rule: number;
    readonly index: number;
}
/** Negative if `one` is asked before `other`. */
export declare function byPrecedence(one: Rank, other: Rank): number;
