import { envoy } from "../../generated/envoy.js";
import type { Backend, ForwardAction, Route, RouteTable, RouteTimeouts } from "../ir/route.js";
import type { ServicePort, WaypointSettings } from "../ir/waypoint.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
import { headerFields, hostFrom } from "./header-edits.js";
import { httpClusterName, invalidBackend, portName } from "./names.js";
import { pathFields } from "./path-rewrite.js";
import { redirectAction } from "./redirect.js";
import { retryPolicy } from "./retry-policy.js";
import { routeMatch } from "./route-match.js";
import { duration } from "./settings.js";

type EnvoyRoute = envoy.config.route.v3.Route;
type RouteAction = envoy.config.route.v3.RouteAction;
type ClusterWeight = envoy.config.route.v3.WeightedCluster.ClusterWeight;

const { INTERNAL_SERVER_ERROR } = envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;

/** The routes of a service port. The host that a client asks for does not choose the service: the address did. */
export function routeConfiguration(
  port: ServicePort,
  table: RouteTable,
  settings: Pick<WaypointSettings, "trustDomains">,
): GeneratedOf<typeof resourceTypes.routes> {
  const name = portName(port);
  const routes = table.routes.map((route) => envoyRoute(route, port, settings));
  if (table.otherwise === "own-endpoints") routes.push(ownEndpoints(port));
  return {
    type: resourceTypes.routes,
    name,
    message: {
      name,
      virtualHosts: [
        { name: `inbound|http|${port.id.port}`, domains: ["*"], routes, retryPolicy: retryPolicy(port.protocol) },
      ],
      validateClusters: { value: false },
    },
    requires: clustersOf(port, table).map((cluster) => ({ type: resourceTypes.cluster, name: cluster })),
  };
}

function clustersOf(port: ServicePort, table: RouteTable): readonly string[] {
  const backends = table.routes.flatMap(({ action }) => (action.kind === "forward" ? action.backends : []));
  const names = backends.flatMap(({ to, weight }) =>
    to.kind === "destination" && weight > 0 ? [httpClusterName(to.id)] : [],
  );
  if (table.otherwise === "own-endpoints") names.push(httpClusterName(port.id));
  return [...new Set(names)].sort();
}

function envoyRoute(route: Route, port: ServicePort, settings: Pick<WaypointSettings, "trustDomains">): EnvoyRoute {
  const rest = { name: route.name, match: routeMatch(route.match, settings.trustDomains) };
  const { action } = route;
  const backends = action.kind === "forward" ? action.backends.filter((backend) => backend.weight > 0) : [];
  if (action.kind === "forward" && backends.some((backend) => backend.to.kind === "destination")) {
    return { ...rest, ...forwarding(route, action, backends) };
  }
  return { ...rest, ...headerFields([route.requestHeaders], [route.responseHeaders]), ...answering(route, port) };
}

/** Nothing can be forwarded: say so without looking for a cluster. */
function answering(route: Route, port: ServicePort): Pick<EnvoyRoute, "redirect" | "directResponse"> {
  const { action } = route;
  switch (action.kind) {
    case "redirect":
      return { redirect: redirectAction(action, route.match.path, port.id.port) };
    case "respond":
      return { directResponse: { status: action.status } };
    case "forward":
      return { directResponse: { status: 500 } };
  }
}

function ownEndpoints(port: ServicePort): EnvoyRoute {
  return { name: "default", match: { prefix: "/" }, route: { cluster: httpClusterName(port.id), timeout: {} } };
}

/** One cluster, or a share for each backend if there are several or one that does not exist. */
function forwarding(route: Route, action: ForwardAction, backends: readonly Backend[]): EnvoyRoute {
  const hostname = action.rewrite?.hostname;
  const path = action.rewrite?.path;
  const common: RouteAction = {
    ...(path !== undefined && pathFields(path, route.match.path)),
    timeout: timeout(route.timeouts),
  };
  const [only, ...others] = backends;
  if (only !== undefined && others.length === 0) {
    const { name, weight: _, hostRewriteLiteral, ...headers } = clusterWeight(route, only, hostname);
    return { ...headers, route: { cluster: name, ...(hostRewriteLiteral && { hostRewriteLiteral }), ...common } };
  }
  const clusters = backends.map((backend) => clusterWeight(route, backend, hostname));
  return {
    route: { weightedClusters: { clusters }, clusterNotFoundResponseCode: INTERNAL_SERVER_ERROR, ...common },
  };
}

/** The rule's header edits come first, then those of the backend. */
function clusterWeight(route: Route, backend: Backend, hostname: string | undefined): ClusterWeight {
  const requests = [route.requestHeaders, backend.requestHeaders];
  const host = hostname ?? hostFrom(requests);
  return {
    name: backend.to.kind === "destination" ? httpClusterName(backend.to.id) : invalidBackend,
    weight: { value: backend.weight },
    ...headerFields(requests, [route.responseHeaders, backend.responseHeaders]),
    ...(host !== undefined && { hostRewriteLiteral: host }),
  };
}

/**
 * Envoy's own default of 15 s is switched off. What is retried by default ends long before any time-out, so one try
 * and all tries take the same time and the shorter limit holds.
 */
function timeout({ requestMs = 0, backendRequestMs = 0 }: RouteTimeouts): RouteAction["timeout"] {
  const limits = [requestMs, backendRequestMs].filter((ms) => ms > 0);
  return limits.length === 0 ? {} : duration(Math.min(...limits));
}
