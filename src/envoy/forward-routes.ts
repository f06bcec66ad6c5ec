import { envoy } from "../../generated/envoy.js";
import type { DestinationId } from "../ir/destination.js";
import type { Backend, ForwardAction, Mirror, Route, RouteTimeouts, SessionPersistence } from "../ir/route.js";
import { type HeaderFields, headerFields, hostFrom } from "./header-edits.js";
import { httpClusterName, invalidBackend } from "./names.js";
import { copiesTo } from "./onward-copies.js";
import { pathFields } from "./path-rewrite.js";
import { askedRetryPolicy } from "./retry-policy.js";
import { duration } from "./settings.js";

type EnvoyRoute = envoy.config.route.v3.Route;
type RouteAction = envoy.config.route.v3.RouteAction;
type ClusterWeight = envoy.config.route.v3.WeightedCluster.ClusterWeight;
type Cookie = Extract<SessionPersistence, { kind: "cookie" }>;

const { INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE } = envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
const notFoundCodes = { 500: INTERNAL_SERVER_ERROR, 503: SERVICE_UNAVAILABLE } as const;
const { APPEND_IF_EXISTS_OR_ADD } = envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
const { MILLION } = envoy.type.v3.FractionalPercent.DenominatorType;
const million = 1_000_000;

/**
 * Forwards the requests of one route. Envoy shares requests among clusters within a route, but paths and copies belong
 * to a route: where a backend has its own, each gets a route. So it does for sessions that chose it before.
 *
 * @param base name, match and whatever else is the same for all of them
 */
export function forwardRoutes(base: EnvoyRoute, forwarding: Forwarding): readonly EnvoyRoute[] {
  const { action } = forwarding;
  const backends = action.backends.filter(({ weight }) => weight > 0);
  const [only, ...others] = backends;
  if (only === undefined) return [];
  if (others.length === 0) return [toOne(base, forwarding, { backend: only })];
  const cookie = action.session?.kind === "cookie" ? action.session : undefined;
  const pinned =
    cookie === undefined ? [] : backends.flatMap((backend) => pinnedRoute(base, forwarding, { backend, cookie }));
  const separate = backends.some(({ mirrors, rewrite }) => mirrors !== undefined || rewrite?.path !== undefined);
  if (separate) return [...pinned, ...shares(base, forwarding, { backends, cookie })];
  const clusters = backends.map((backend) => clusterWeight(forwarding, backend, cookie));
  const shared = {
    weightedClusters: { clusters },
    clusterNotFoundResponseCode: notFoundCodes[invalidStatus(backends)],
    ...common(forwarding),
  };
  return [...pinned, { ...base, route: shared }];
}

export interface Forwarding {
  readonly route: Route;
  readonly action: ForwardAction;
  /** The service port to which the requests came. */
  readonly port: DestinationId;
}

/**
 * A route for each backend, by the random number that Envoy draws once for a request: the first is for numbers below its
 * share, the next for those below both shares, the last for all that are left.
 */
function shares(
  base: EnvoyRoute,
  forwarding: Forwarding,
  { backends, cookie }: { readonly backends: readonly Backend[]; readonly cookie: Cookie | undefined },
): readonly EnvoyRoute[] {
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  return backends.map((backend, index) => {
    below += backend.weight;
    const routed = toOne(base, forwarding, { backend, cookie });
    if (index === backends.length - 1) return routed;
    const defaultValue = { numerator: Math.round((below / total) * million), denominator: MILLION };
    return { ...routed, match: { ...base.match, runtimeFraction: { defaultValue } } };
  });
}

/** For requests whose session chose this backend before. */
function pinnedRoute(
  base: EnvoyRoute,
  forwarding: Forwarding,
  { backend, cookie }: { readonly backend: Backend; readonly cookie: Cookie },
): EnvoyRoute[] {
  const chosen = choiceOf(backend);
  if (chosen === undefined) return [];
  const routed = toOne(base, forwarding, { backend });
  const cookies = [{ name: choiceCookie(cookie), stringMatch: { exact: chosen } }];
  return [{ ...routed, match: { ...base.match, cookies } }];
}

function choiceCookie({ name }: Cookie): string {
  return `${name}.backend`;
}

/** How the choice of a backend stands in a cookie. */
function choiceOf({ to }: Backend): string | undefined {
  return to.kind === "destination" ? `${to.id.host}.${to.id.port}` : undefined;
}

function toOne(
  base: EnvoyRoute,
  forwarding: Forwarding,
  { backend, cookie }: { readonly backend: Backend; readonly cookie?: Cookie | undefined },
): EnvoyRoute {
  const { to } = backend;
  const { name, weight: _, hostRewriteLiteral, ...headers } = clusterWeight(forwarding, backend, cookie);
  if (to.kind === "invalid") {
    // A direct response would do, but filters leave such routes alone: preflights would fail for this share.
    const status = notFoundCodes[invalidStatus([backend])];
    return { ...base, ...headers, route: { cluster: name, clusterNotFoundResponseCode: status } };
  }
  return {
    ...base,
    ...headers,
    route: { cluster: name, ...(hostRewriteLiteral && { hostRewriteLiteral }), ...common(forwarding, backend) },
  };
}

/** What is the same for all clusters of a route. */
function common({ route, action, port }: Forwarding, backend?: Backend): RouteAction {
  const path = backend?.rewrite?.path ?? action.rewrite?.path;
  const mirrors = [...(action.mirrors ?? []), ...(backend?.mirrors ?? [])];
  const { retry } = action;
  return {
    ...(path !== undefined && pathFields(path, route.match.path)),
    timeout: timeout(route.timeouts, retry !== undefined),
    ...(retry !== undefined && { retryPolicy: askedRetryPolicy(retry, route.timeouts.backendRequestMs) }),
    ...(mirrors.length > 0 && { requestMirrorPolicies: mirrors.map((mirror) => mirrorPolicy(mirror, port)) }),
  };
}

function mirrorPolicy(
  { to, perMillion }: Mirror,
  port: DestinationId,
): envoy.config.route.v3.RouteAction.RequestMirrorPolicy {
  return {
    ...(to.onward === "for-clients" ? copiesTo(to, port) : { cluster: httpClusterName(to) }),
    ...(perMillion < million && {
      runtimeFraction: { defaultValue: { numerator: perMillion, denominator: MILLION } },
    }),
    // Envoy would mark the copy by its Host, and applications would not know themselves any more.
    disableShadowHostSuffixAppend: true,
  };
}

/** The rule's header edits come first, then those of the backend. */
function clusterWeight({ route, action }: Forwarding, backend: Backend, cookie: Cookie | undefined): ClusterWeight {
  const requests = [route.requestHeaders, backend.requestHeaders];
  const host = backend.rewrite?.hostname ?? action.rewrite?.hostname ?? hostFrom(requests);
  const fields = headerFields(requests, [route.responseHeaders, backend.responseHeaders]);
  return {
    name: backend.to.kind === "destination" ? httpClusterName(backend.to.id) : invalidBackend,
    weight: { value: backend.weight },
    ...(cookie === undefined ? fields : withChoice(fields, backend, cookie)),
    ...(host !== undefined && { hostRewriteLiteral: host }),
  };
}

/** The session's own cookie tells the endpoint; a second one tells the backend to which the endpoint belongs. */
function withChoice(fields: HeaderFields, backend: Backend, cookie: Cookie): HeaderFields {
  const chosen = choiceOf(backend);
  if (chosen === undefined) return fields;
  const age = cookie.lifetimeSeconds === undefined ? "" : `; Max-Age=${cookie.lifetimeSeconds}`;
  const value = `${choiceCookie(cookie)}=${chosen}${age}; Path=${cookie.path}; HttpOnly`.replaceAll("%", "%%");
  const written = { header: { key: "set-cookie", value }, appendAction: APPEND_IF_EXISTS_OR_ADD };
  return { ...fields, responseHeadersToAdd: [...(fields.responseHeadersToAdd ?? []), written] };
}

/** What the share of invalid backends is answered with: one status for all of a route, since Envoy knows one only. */
export function invalidStatus(backends: readonly Backend[]): 500 | 503 {
  return backends.some(({ to }) => to.kind === "invalid" && to.status === 503) ? 503 : 500;
}

/**
 * Envoy's own default of 15 s is switched off. Where a rule asks for retries, each try has its own limit within that of
 * the request; what is retried by default ends long before any limit, so there the shorter one holds for both.
 */
function timeout({ requestMs = 0, backendRequestMs = 0 }: RouteTimeouts, retries: boolean): RouteAction["timeout"] {
  const limits = [requestMs, retries ? 0 : backendRequestMs].filter((ms) => ms > 0);
  return limits.length === 0 ? {} : duration(Math.min(...limits));
}
