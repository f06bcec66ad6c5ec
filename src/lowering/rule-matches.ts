import type { RequestRoute } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import type { RouteMatch } from "../ir/route.js";
import { lowerGrpcMatch, matchEveryCall } from "./grpc-matches.js";
import { lowerMatch, matchEverything } from "./route-matches.js";

/** What a match asks of requests, and its place in the rule. */
export interface RuleMatch {
  readonly match: RouteMatch;
  readonly index: number;
  /** Characters of service and method that the match names, which decide between gRPC routes. */
  readonly named?: { readonly service: number; readonly method: number };
}

/** The matches of a rule of either kind of route; those that cannot be used are said and left out. */
export function lowerRuleMatches(route: RequestRoute, rule: number, report: Report): readonly RuleMatch[] {
  const origin = at(route.origin, "spec", "rules", rule, "matches");
  if (route.kind === "HTTPRoute") {
    const { matches = [] } = route.spec.rules[rule] ?? {};
    return orDefault(matches, matchEverything).flatMap((written, index) => {
      const match = lowerMatch(written, at(origin, index), report);
      return match === undefined ? [] : [{ match, index }];
    });
  }
  const { matches = [] } = route.spec.rules[rule] ?? {};
  return orDefault(matches, matchEveryCall).flatMap((written, index) => {
    const match = lowerGrpcMatch(written, at(origin, index), report);
    const { service = "", method = "" } = written.method ?? {};
    return match === undefined ? [] : [{ match, index, named: { service: service.length, method: method.length } }];
  });
}

function orDefault<T>(written: readonly T[], whole: T): readonly T[] {
  return written.length > 0 ? written : [whole];
}
