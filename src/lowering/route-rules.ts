import type { RouteSite } from "../binding/references.js";
import { backendFor } from "../binding/references.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { Backend, ForwardAction, RespondAction, Route, RouteMatch, RouteTimeouts } from "../ir/route.js";
import { qualifiedName } from "../model/addresses.js";
import type { HttpBackendReference, HttpRouteRule } from "../model/http-route.js";
import type { ResourceView } from "../model/resource-set.js";
import { durationMs } from "./durations.js";
import { destinationIdOf } from "./names.js";
import type { LoweredFilters } from "./route-filters.js";
import { lowerBackendFilters, lowerRuleFilters } from "./route-filters.js";
import { lowerMatch, matchEverything } from "./route-matches.js";

/** A route of the table and its place in the object it comes from. */
export interface LoweredMatch {
  readonly route: Route;
  readonly rule: number;
  readonly index: number;
}

/** Every match of every rule of a route, with its consequence, for requests to one parent service. */
export function lowerHttpRoute(site: RouteSite, view: ResourceView, report: Report): readonly LoweredMatch[] {
  const { rules } = site.route.spec;
  return rules.flatMap((rule, index) => {
    const origin = at(site.route.origin, "spec", "rules", index);
    const unique = rule.name !== undefined && rules.filter(({ name }) => name === rule.name).length === 1;
    const name = `${qualifiedName(site.route)}/${unique ? rule.name : `rule[${index}]`}`;
    const ruled = lowerRule({ ...site, rule, origin }, view, report);
    const matches = rule.matches.length > 0 ? rule.matches : [matchEverything];
    return matches.flatMap((written, matchIndex): LoweredMatch[] => {
      const match = lowerMatch(written, at(origin, "matches", matchIndex), report);
      if (match === undefined) return [];
      const consequence = prefixless(ruled, match, report);
      const route = { name: `${name}/match[${matchIndex}]`, match, ...consequence, origin };
      return [{ route, rule: index, index: matchIndex }];
    });
  });
}

interface RuleSite extends RouteSite {
  readonly rule: HttpRouteRule;
  readonly origin: Origin;
}

type Consequence = Pick<Route, "action" | "requestHeaders" | "responseHeaders" | "timeouts">;
type LoweredRule = Consequence & { readonly prefixOrigin?: Origin };

function lowerRule(site: RuleSite, view: ResourceView, report: Report): LoweredRule {
  const { rule, origin } = site;
  warnOfUnknownFields(rule, origin, report);
  const filters = lowerRuleFilters(rule.filters, at(origin, "filters"), report);
  return {
    action: actionOf(site, filters, { view, report }),
    ...(filters.requestHeaders !== undefined && { requestHeaders: filters.requestHeaders }),
    ...(filters.responseHeaders !== undefined && { responseHeaders: filters.responseHeaders }),
    ...(filters.prefixOrigin !== undefined && { prefixOrigin: filters.prefixOrigin }),
    timeouts: timeoutsOf(rule, at(origin, "timeouts"), report),
  };
}

/** Gateway API: what can be neither forwarded nor redirected is answered with 500. */
function actionOf(
  site: RuleSite,
  filters: LoweredFilters,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): Route["action"] {
  const { rule, origin } = site;
  const { redirect, rewrite, broken } = filters;
  const backends = rule.backendRefs.map((reference, index) => {
    return lowerBackend({ ...site, reference, origin: at(origin, "backendRefs", index) }, view, report);
  });
  if (broken !== undefined) return respond(broken);
  if (redirect !== undefined) {
    if (backends.length > 0) {
      const message = "a rule that redirects forwards nothing to its backends";
      report(diagnostic("WM4025", { origin: at(origin, "backendRefs"), message, severity: "warning" }));
    }
    return redirect;
  }
  if (backends.length === 0) {
    report(diagnostic("WM4011", { origin, message: "the rule has no backend and no redirect: it answers 500" }));
    return respond("the rule has no backend");
  }
  if (backends.every(({ weight }) => weight === 0)) {
    const message = "every backend has weight 0: the rule answers 500";
    report(diagnostic("WM4012", { origin: at(origin, "backendRefs"), message }));
    return respond("every backend has weight 0");
  }
  return { kind: "forward", backends, ...(rewrite !== undefined && { rewrite }) } satisfies ForwardAction;
}

function lowerBackend(
  site: RouteSite & { readonly reference: HttpBackendReference; readonly origin: Origin },
  view: ResourceView,
  report: Report,
): Backend {
  const { reference, origin } = site;
  const filters = lowerBackendFilters(reference.filters, at(origin, "filters"), report);
  const share = {
    weight: reference.weight,
    ...(filters.requestHeaders !== undefined && { requestHeaders: filters.requestHeaders }),
    ...(filters.responseHeaders !== undefined && { responseHeaders: filters.responseHeaders }),
    origin,
  };
  const found = backendFor(reference, site, view);
  if (found.kind === "invalid") {
    const { reason, message, advice } = found;
    report(diagnostic(backendCodes[reason], { origin, message, advice }));
    return { ...share, to: { kind: "invalid", status: 500, reason } };
  }
  if (filters.broken !== undefined) return { ...share, to: { kind: "invalid", status: 500, reason: filters.broken } };
  return { ...share, to: { kind: "destination", id: destinationIdOf(found.service, found.port.port, view.mesh) } };
}

const backendCodes = {
  BackendNotFound: "WM4007",
  RefNotPermitted: "WM4008",
  InvalidKind: "WM4009",
  UnsupportedProtocol: "WM4010",
} as const;

function respond(because: string): RespondAction {
  return { kind: "respond", status: 500, because };
}

/** A replaced prefix needs a matched one: without it there is nothing sensible to forward. */
function prefixless({ prefixOrigin, ...ruled }: LoweredRule, match: RouteMatch, report: Report): Consequence {
  if (prefixOrigin === undefined || match.path.kind === "prefix" || ruled.action.kind === "respond") return ruled;
  const message = `there is no prefix to replace in a match by ${match.path.kind} path`;
  report(
    diagnostic("WM4017", { origin: prefixOrigin, message, advice: "match by PathPrefix, or use ReplaceFullPath" }),
  );
  return { ...ruled, action: respond(message) };
}

/** The schema has refused what is no duration. */
function timeoutsOf({ timeouts }: HttpRouteRule, origin: Origin, report: Report): RouteTimeouts {
  const limit = (text: string | undefined) => (text === undefined ? undefined : durationMs(text));
  const requestMs = limit(timeouts?.request);
  const backendRequestMs = limit(timeouts?.backendRequest);
  if (requestMs && backendRequestMs && backendRequestMs > requestMs) {
    const message = `one try may take ${timeouts?.backendRequest}, but the whole request only ${timeouts?.request}`;
    report(diagnostic("WM4023", { origin: at(origin, "backendRequest"), message }));
  }
  return { ...(requestMs !== undefined && { requestMs }), ...(backendRequestMs !== undefined && { backendRequestMs }) };
}

function warnOfUnknownFields(rule: HttpRouteRule, origin: Origin, report: Report): void {
  for (const field of ["retry", "sessionPersistence"] as const) {
    if (rule[field] === undefined) continue;
    const message = `${field} is not honoured yet; the rule is in effect without it`;
    report(diagnostic("WM4014", { origin: at(origin, field), message }));
  }
}
