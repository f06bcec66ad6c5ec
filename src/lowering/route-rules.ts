import type { RouteSite } from "../binding/references.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import { at } from "../diagnostics/origin.js";
import type { RespondAction, Route, RouteMatch, RouteTimeouts } from "../ir/route.js";
import { qualifiedName } from "../model/addresses.js";
import type { HttpRouteRule } from "../model/http-route.js";
import type { ResourceView } from "../model/resource-set.js";
import { durationMs } from "./durations.js";
import { sessionAtHand } from "./onward.js";
import type { LoweredBackend } from "./route-backends.js";
import { lowerBackend, statusWithoutBackend, withoutTarget } from "./route-backends.js";
import type { LoweredFilters } from "./route-filters.js";
import { lowerRuleFilters } from "./route-filters.js";
import { lowerMirrors } from "./route-mirrors.js";
import { lowerRetry } from "./route-retries.js";
import { lowerSession } from "./route-sessions.js";
import type { RuleMatch } from "./rule-matches.js";
import { lowerRuleMatches } from "./rule-matches.js";

/** A route of the table and its place in the object it comes from. */
export interface LoweredMatch extends Pick<RuleMatch, "index" | "named"> {
  readonly route: Route;
  readonly rule: number;
}

/** Every match of every rule of a route, with its consequence, for requests to one parent service. */
export function lowerRoute(site: RouteSite, view: ResourceView, report: Report): readonly LoweredMatch[] {
  const rules: readonly RouteRule[] = site.route.spec.rules;
  // An HTTPRoute may have the same name.
  const prefix = site.route.kind === "GRPCRoute" ? "grpc:" : "";
  return rules.flatMap((rule, index) => {
    const origin = at(site.route.origin, "spec", "rules", index);
    const unique = rule.name !== undefined && rules.filter(({ name }) => name === rule.name).length === 1;
    const name = `${prefix}${qualifiedName(site.route)}/${unique ? rule.name : `rule[${index}]`}`;
    const ruled = lowerRule({ ...site, rule, origin }, view, report);
    return lowerRuleMatches(site.route, index, report).map(({ match, ...place }): LoweredMatch => {
      const consequence = prefixless(ruled, match, report);
      const route = { name: `${name}/match[${place.index}]`, match, ...consequence, origin };
      return { route, rule: index, ...place };
    });
  });
}

/** A rule of any kind of route, apart from its matches. */
export type RouteRule = Omit<HttpRouteRule, "matches">;

interface RuleSite extends RouteSite {
  readonly rule: RouteRule;
  readonly origin: Origin;
}

type Consequence = Pick<Route, "action" | "requestHeaders" | "responseHeaders" | "timeouts" | "cors">;
type LoweredRule = Consequence & {
  readonly prefixOrigin?: Origin;
  /** Where each backend of the action replaces a prefix. */
  readonly backendPrefixes: readonly (Origin | undefined)[];
};
interface Reading {
  readonly view: ResourceView;
  readonly report: Report;
}

function lowerRule(site: RuleSite, view: ResourceView, report: Report): LoweredRule {
  const { rule, origin } = site;
  const filters = lowerRuleFilters(rule.filters, at(origin, "filters"), report);
  const backends = rule.backendRefs.map((reference, index) => {
    return lowerBackend({ ...site, reference, origin: at(origin, "backendRefs", index) }, view, report);
  });
  const action = actionOf(site, { filters, backends }, { view, report });
  if (filters.cors !== undefined && action.kind !== "forward") {
    const message = `CORS has no effect on a rule that ${action.kind === "redirect" ? "redirects" : "forwards nothing"}`;
    report(diagnostic("WM4031", { origin: at(origin, "filters"), message }));
  }
  return {
    action,
    ...(filters.requestHeaders !== undefined && { requestHeaders: filters.requestHeaders }),
    ...(filters.responseHeaders !== undefined && { responseHeaders: filters.responseHeaders }),
    ...(filters.prefixOrigin !== undefined && { prefixOrigin: filters.prefixOrigin }),
    ...(filters.cors !== undefined && action.kind === "forward" && { cors: filters.cors }),
    backendPrefixes: backends.map(({ prefixOrigin }) => prefixOrigin),
    timeouts: timeoutsOf(rule, at(origin, "timeouts"), report),
  };
}

/** Gateway API: what can be neither forwarded nor redirected is answered with 500. */
function actionOf(
  site: RuleSite,
  { filters, backends }: { readonly filters: LoweredFilters; readonly backends: readonly LoweredBackend[] },
  { view, report }: Reading,
): Route["action"] {
  const { rule, origin } = site;
  const { redirect, rewrite, broken } = filters;
  const missing = statusWithoutBackend(site);
  if (broken !== undefined) return respond(broken);
  if (redirect !== undefined) {
    const ignored = backends.length > 0 ? "its backends" : "mirrors";
    if (backends.length > 0 || rule.filters.some(({ type }) => type === "RequestMirror")) {
      const message = `a rule that redirects forwards nothing to ${ignored}`;
      const place = at(origin, backends.length > 0 ? "backendRefs" : "filters");
      // The API takes a mirror that copies nothing, but no backends beside a redirect.
      const mild = backends.length > 0 ? {} : ({ severity: "warning" } as const);
      report(diagnostic("WM4025", { origin: place, message, ...mild }));
    }
    return redirect;
  }
  if (backends.length === 0) {
    report(diagnostic("WM4011", { origin, message: `the rule has no backend and no redirect: it answers ${missing}` }));
    return respond("the rule has no backend", missing);
  }
  if (backends.every(({ backend }) => backend.weight === 0)) {
    const message = `every backend has weight 0: the rule answers ${missing}`;
    report(diagnostic("WM4012", { origin: at(origin, "backendRefs"), message }));
    return respond("every backend has weight 0", missing);
  }
  return {
    kind: "forward",
    backends: backends.map(({ backend }) => backend),
    ...(rewrite !== undefined && { rewrite }),
    ...forwardingExtras(site, backends, { view, report }),
  };
}

/** What a rule asks for beyond the choice of a backend. */
function forwardingExtras(
  site: RuleSite,
  backends: readonly LoweredBackend[],
  { view, report }: Reading,
): Pick<Extract<Route["action"], { kind: "forward" }>, "mirrors" | "retry" | "session"> {
  const { rule, origin } = site;
  const { retry, sessionPersistence } = rule;
  const rules: readonly RouteRule[] = site.route.spec.rules;
  const mirrors = lowerMirrors({ ...site, filters: rule.filters, origin: at(origin, "filters") }, view, report);
  const index = rules.indexOf(rule);
  const place = {
    origin: at(origin, "sessionPersistence"),
    cookieName: `session.${site.route.metadata.namespace}.${site.route.metadata.name}.${index}`,
    backends: rule.backendRefs.filter(({ weight }) => weight > 0).length,
  };
  const sent = backends.flatMap(({ backend: { to, weight } }) =>
    to.kind === "destination" && weight > 0 ? [to.id] : [],
  );
  const kept = sessionPersistence && lowerSession(sessionPersistence, place, report);
  const session = sessionAtHand(kept, { backends: sent, origin }, report);
  return {
    ...(mirrors.length > 0 && { mirrors }),
    ...(retry !== undefined && { retry: lowerRetry(retry, at(origin, "retry"), report) }),
    ...(session !== undefined && { session }),
  };
}

function respond(because: string, status = 500): RespondAction {
  return { kind: "respond", status, because };
}

/** A replaced prefix needs a matched one: without it there is nothing sensible to forward. */
function prefixless(
  { prefixOrigin, backendPrefixes, ...ruled }: LoweredRule,
  match: RouteMatch,
  report: Report,
): Consequence {
  const { action } = ruled;
  if (match.path.kind === "prefix" || action.kind === "respond") return ruled;
  const refuse = (origin: Origin): string => {
    const message = `there is no prefix to replace in a match by ${match.path.kind} path`;
    report(diagnostic("WM4017", { origin, message, advice: "match by PathPrefix, or use ReplaceFullPath" }));
    return message;
  };
  if (prefixOrigin !== undefined) return { ...ruled, action: respond(refuse(prefixOrigin)) };
  if (action.kind === "redirect") return ruled;
  const backends = action.backends.map((backend, index) => {
    const origin = backendPrefixes[index];
    return origin === undefined ? backend : withoutTarget(backend, refuse(origin));
  });
  return { ...ruled, action: { ...action, backends } };
}

/** The schema has refused what is no duration. */
function timeoutsOf({ timeouts }: RouteRule, origin: Origin, report: Report): RouteTimeouts {
  const limit = (text: string | undefined) => (text === undefined ? undefined : durationMs(text));
  const requestMs = limit(timeouts?.request);
  const backendRequestMs = limit(timeouts?.backendRequest);
  if (requestMs && backendRequestMs && backendRequestMs > requestMs) {
    const message = `one try may take ${timeouts?.backendRequest}, but the whole request only ${timeouts?.request}`;
    report(diagnostic("WM4023", { origin: at(origin, "backendRequest"), message }));
  }
  return { ...(requestMs !== undefined && { requestMs }), ...(backendRequestMs !== undefined && { backendRequestMs }) };
}
