import type { Route, RouteMatch } from "../ir/route.js";
import { prefixElements } from "./route-matches.js";

/** Why one route comes before another that matches as well (Gateway API, precedence of HTTPRouteRule). */
export function whyBefore(one: Route, other: Route): string {
  for (const [what, rank] of ranks) {
    const difference = rank(one.match) - rank(other.match);
    if (difference > 0) return what;
    if (difference < 0) break;
  }
  return "it comes first: by age, then by name, then by its place in the list";
}

const ranks: readonly (readonly [what: string, rank: (match: RouteMatch) => number])[] = [
  [
    "routes for the client's own namespace come first",
    ({ clientNamespaces }) => (clientNamespaces === undefined ? 0 : 1),
  ],
  ["an exact path comes before any other", ({ path }) => (path.kind === "exact" ? 1 : 0)],
  ["the longer path comes first", ({ path }) => pathLength(path)],
  ["a method comes before none", ({ method }) => (method === undefined ? 0 : 1)],
  ["more headers come first", ({ headers }) => headers.length],
  ["more query parameters come first", ({ query }) => query.length],
  ["conditions on claims come before none", ({ claims }) => claims?.length ?? 0],
];

function pathLength({ kind, value }: RouteMatch["path"]): number {
  return kind === "prefix" ? prefixElements(value).length : value.length;
}
