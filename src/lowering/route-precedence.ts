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
import type { RouteMatch } from "../ir/route.js";

/** What decides between two matches that both match a request. */
export interface Rank {
  readonly match: RouteMatch;
  /** Routes of the clients' own namespace come before those of the service's. */
  readonly consumer: boolean;
  /** Characters of a gRPC service and method that the match names. */
  readonly named?: { readonly service: number; readonly method: number } | undefined;
  /** RFC 3339; absent (manifests that were never created) counts as youngest. */
  readonly created: string | undefined;
  /** `namespace/name` of the route. */
  readonly route: string;
  readonly rule: number;
  readonly index: number;
}

type Comparison = (one: Rank, other: Rank) => number;

/** First difference decides. */
const comparisons: readonly Comparison[] = [
  (one, other) => Number(other.consumer) - Number(one.consumer),
  (one, other) => kindOfPath(one) - kindOfPath(other),
  (one, other) => prefixLength(other) - prefixLength(one),
  (one, other) => namedIn(other, "service") - namedIn(one, "service"),
  (one, other) => namedIn(other, "method") - namedIn(one, "method"),
  (one, other) => Number(other.match.grpc === true) - Number(one.match.grpc === true),
  (one, other) => Number(other.match.method !== undefined) - Number(one.match.method !== undefined),
  (one, other) => headerCount(other) - headerCount(one),
  (one, other) => other.match.query.length - one.match.query.length,
  (one, other) => createdMs(one) - createdMs(other),
  (one, other) => (one.route < other.route ? -1 : one.route > other.route ? 1 : 0),
  (one, other) => one.rule - other.rule,
  (one, other) => one.index - other.index,
];

/** Negative if `one` is asked before `other`. */
export function byPrecedence(one: Rank, other: Rank): number {
  for (const compare of comparisons) {
    const order = compare(one, other);
    if (order !== 0) return order;
  }
  return 0;
}

function kindOfPath({ match }: Rank): number {
  const { path, grpc, method, query } = match;
  if (path.kind === "exact") return 0;
  if (path.kind === "regex") return grpc === true ? 2 : 4;
  if (path.value !== "/") return 1;
  return grpc === true || method !== undefined || query.length > 0 || headerCount({ match }) > 0 ? 3 : 5;
}

function headerCount({ match }: Pick<Rank, "match">): number {
  return match.headers.length + (match.claims?.length ?? 0);
}

function prefixLength({ match }: Rank): number {
  return match.path.kind === "prefix" ? match.path.value.length : 0;
}

function namedIn({ match, named }: Rank, part: "service" | "method"): number {
  return match.path.kind === "regex" ? (named?.[part] ?? 0) : 0;
}

/** A finite number, so that two unknown ages are equal. */
function createdMs({ created }: Rank): number {
  const parsed = created === undefined ? Number.NaN : Date.parse(created);
  return Number.isNaN(parsed) ? Number.MAX_SAFE_INTEGER : parsed;
}
