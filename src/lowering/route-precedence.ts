/**
 * The data plane takes the first route that matches, the Gateway API the most specific one of all routes attached to a
 * service port: so the order is decided once, here (HTTPRouteRule, "precedence").
 */
import type { RouteMatch } from "../ir/route.js";

/** What decides between two matches that both match a request. */
export interface Rank {
  readonly match: RouteMatch;
  /** Routes of the clients' own namespace come before those of the service's. */
  readonly consumer: boolean;
  /** RFC 3339; absent (manifests that were never created) counts as youngest. */
  readonly created: string | undefined;
  /** `namespace/name` of the route. */
  readonly route: string;
  readonly rule: number;
  readonly index: number;
}

type Comparison = (one: Rank, other: Rank) => number;

const pathKinds = { exact: 0, prefix: 1, regex: 2 } as const;

/** First difference decides. Regular expressions have no place of their own in the specification: behind prefixes. */
const comparisons: readonly Comparison[] = [
  (one, other) => Number(other.consumer) - Number(one.consumer),
  (one, other) => pathKinds[one.match.path.kind] - pathKinds[other.match.path.kind],
  (one, other) => prefixLength(other) - prefixLength(one),
  (one, other) => Number(other.match.method !== undefined) - Number(one.match.method !== undefined),
  (one, other) => other.match.headers.length - one.match.headers.length,
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

function prefixLength({ match }: Rank): number {
  return match.path.kind === "prefix" ? match.path.value.length : 0;
}

/** A finite number, so that two unknown ages are equal. */
function createdMs({ created }: Rank): number {
  const parsed = created === undefined ? Number.NaN : Date.parse(created);
  return Number.isNaN(parsed) ? Number.MAX_SAFE_INTEGER : parsed;
}
