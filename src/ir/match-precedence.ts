/**
 * Which of two matches is the more specific one (Gateway API, HTTPRouteRule and GRPCRouteRule, "precedence"). It is
 * decided once, when a table is made; that the same list also tells why keeps what is said true.
 */
import type { RouteMatch } from "./route.js";

/** A match, with what decides and is not part of it. */
export interface RankedMatch {
  readonly match: RouteMatch;
  /** Routes of the clients' own namespace come before those of the service's. */
  readonly consumer: boolean;
  /** Characters of a gRPC service and method that the match names. */
  readonly named?: { readonly service: number; readonly method: number } | undefined;
}

/** The first difference decides: the greater rank comes first. */
export const matchPrecedence: readonly {
  readonly why: string;
  readonly rank: (one: RankedMatch) => number;
}[] = [
  { why: "routes for the client's own namespace come first", rank: ({ consumer }) => Number(consumer) },
  { why: "the more specific kind of match comes first", rank: ({ match }) => -kindOfPath(match) },
  { why: "the longer prefix comes first", rank: ({ match }) => prefixLength(match) },
  { why: "the one that names more of the gRPC service comes first", rank: (one) => namedIn(one, "service") },
  { why: "the one that names more of the gRPC method comes first", rank: (one) => namedIn(one, "method") },
  { why: "one for gRPC comes before one for every request", rank: ({ match }) => Number(match.grpc === true) },
  { why: "a method comes before none", rank: ({ match }) => Number(match.method !== undefined) },
  { why: "more headers and claims come first", rank: ({ match }) => headerCount(match) },
  { why: "more query parameters come first", rank: ({ match }) => match.query.length },
];

/** Smaller is more specific. */
function kindOfPath(match: RouteMatch): number {
  const { path, grpc, method, query } = match;
  if (path.kind === "exact") return 0;
  if (path.kind === "regex") return grpc === true ? 2 : 4;
  if (path.value !== "/") return 1;
  return grpc === true || method !== undefined || query.length > 0 || headerCount(match) > 0 ? 3 : 5;
}

function headerCount({ headers, claims }: RouteMatch): number {
  return headers.length + (claims?.length ?? 0);
}

function prefixLength({ path }: RouteMatch): number {
  return path.kind === "prefix" ? path.value.length : 0;
}

function namedIn({ match, named }: RankedMatch, part: "service" | "method"): number {
  return match.path.kind === "regex" ? (named?.[part] ?? 0) : 0;
}
