import type { DiagnosticCode } from "../../diagnostics/catalogue.js";
import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../diagnostics/origin.js";
import { at } from "../../diagnostics/origin.js";
import { lowerGrpcMatch } from "../../lowering/grpc-matches.js";
import { lowerRuleFilters } from "../../lowering/route-filters.js";
import { lowerMatch } from "../../lowering/route-matches.js";
import { lowerSession } from "../../lowering/route-sessions.js";
import type { GrpcRouteRule } from "../../model/grpc-route.js";
import type { HttpRouteRule } from "../../model/http-route.js";
import type { Resource } from "../../model/resource.js";
import type { Rule } from "../rule.js";

/**
 * What API servers refuse in any route. The translation says it of routes that it translates, in the same words at the same
 * place, so that nothing is told twice; this says it of the others, too: those of other Gateways, and those without parents.
 */
export const refusedRoute: Rule = {
  codes: [],
  check: (view, report) => {
    const some: Report = (found) => {
      if (ofApi.has(found.code) && found.severity === "error") report(found);
    };
    for (const { origin, spec } of view.all("HTTPRoute")) {
      for (const [index, rule] of spec.rules.entries()) {
        const place = at(origin, "spec", "rules", index);
        for (const [number, match] of rule.matches.entries()) lowerMatch(match, at(place, "matches", number), some);
        lowerRuleFilters(rule.filters, at(place, "filters"), some);
        reportSession(rule, place, some);
        reportPrefixes(rule, place, report);
      }
    }
    for (const route of view.all("GRPCRoute")) reportGrpcRoute(route, some);
  },
};

const ofApi: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "WM4025",
  "WM4026",
  "WM4032",
  "WM4035",
  "WM4038",
  "WM4039",
]);

function reportGrpcRoute({ origin, spec }: Resource<"GRPCRoute">, report: Report): void {
  for (const [index, rule] of spec.rules.entries()) {
    const place = at(origin, "spec", "rules", index);
    for (const [number, match] of rule.matches.entries()) lowerGrpcMatch(match, at(place, "matches", number), report);
    lowerRuleFilters(rule.filters, at(place, "filters"), report);
    reportSession(rule, place, report);
  }
}

function reportSession({ sessionPersistence }: HttpRouteRule | GrpcRouteRule, origin: Origin, report: Report): void {
  if (sessionPersistence === undefined) return;
  lowerSession(
    sessionPersistence,
    { origin: at(origin, "sessionPersistence"), cookieName: "any", backends: 1 },
    report,
  );
}

/** Which of several prefixes is to be replaced is clear to waymark, but API servers refuse the question. */
function reportPrefixes({ matches, filters }: HttpRouteRule, origin: Origin, report: Report): void {
  if (matches.length < 2 || matches.some(({ path }) => path.type !== "PathPrefix")) return;
  for (const [index, filter] of filters.entries()) {
    const path = filter.type === "URLRewrite" ? filter.urlRewrite.path : undefined;
    const redirected = filter.type === "RequestRedirect" ? filter.requestRedirect.path : undefined;
    if ((path ?? redirected)?.type !== "ReplacePrefixMatch") continue;
    const message = `a prefix is replaced in a rule with ${matches.length} matches: API servers take exactly one`;
    report(
      diagnostic("WM4017", { origin: at(origin, "filters", index), message, advice: "write a rule for each match" }),
    );
  }
}
