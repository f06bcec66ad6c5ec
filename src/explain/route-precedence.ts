import { matchPrecedence, type RankedMatch } from "../ir/match-precedence.js";
import type { Route } from "../ir/route.js";

/** Why one route comes before another that matches as well. */
export function whyBefore(one: Route, other: Route): string {
  for (const { why, rank } of matchPrecedence) {
    const difference = rank(ranked(one)) - rank(ranked(other));
    if (difference > 0) return why;
    // What decided is not in the table any more.
    if (difference < 0) break;
  }
  return "it comes first: by age, then by name, then by its place in the list";
}

function ranked({ match }: Route): RankedMatch {
  return { match, consumer: match.clientNamespaces !== undefined };
}
