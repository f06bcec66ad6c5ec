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
import { matchPrecedence } from "../ir/match-precedence.js";
/** First difference decides. */
const comparisons = [
    ...matchPrecedence.map(({ rank }) => (one, other) => rank(other) - rank(one)),
    (one, other) => createdMs(one) - createdMs(other),
    (one, other) => (one.route < other.route ? -1 : one.route > other.route ? 1 : 0),
    (one, other) => one.rule - other.rule,
    (one, other) => one.index - other.index,
];
/** Negative if `one` is asked before `other`. */
export function byPrecedence(one, other) {
    for (const compare of comparisons) {
        const order = compare(one, other);
        if (order !== 0)
            return order;
    }
    return 0;
}
/** A finite number, so that two unknown ages are equal. */
function createdMs({ created }) {
    const parsed = created === undefined ? Number.NaN : Date.parse(created);
    return Number.isNaN(parsed) ? Number.MAX_SAFE_INTEGER : parsed;
}
//# sourceMappingURL=route-precedence.js.map