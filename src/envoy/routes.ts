import { envoy } from "../../generated/envoy.js";
import type { ForwardAction, Route, RouteTable, RouteTimeouts } from "../ir/route.js";
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
      // The rule's header edits come first, then those of the backend that was chosen.
      mostSpecificHeaderMutationsWins: true,
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
  return {
    name: route.name,
    match: routeMatch(route.match, settings.trustDomains),
    ...headerFields(route.requestHeaders, route.responseHeaders),
    ...actionOf(route, port),
  };
}

function actionOf(route: Route, port: ServicePort): Pick<EnvoyRoute, "route" | "redirect" | "directResponse"> {
  const { action } = route;
  switch (action.kind) {
    case "redirect":
      return { redirect: redirectAction(action, route.match.path, port.id.port) };
    case "respond":
      return { directResponse: { status: action.status } };
    case "forward": {
      const backends = action.backends.filter((backend) => backend.weight > 0);
      // Nothing can be forwarded: say so without looking for a cluster.
      if (backends.every((backend) => backend.to.kind === "invalid")) return { directResponse: { status: 500 } };
      return { route: forward(route, action) };
    }
  }
}

function ownEndpoints(port: ServicePort): EnvoyRoute {
  return { name: "default", match: { prefix: "/" }, route: { cluster: httpClusterName(port.id), timeout: {} } };
}

function forward(route: Route, action: ForwardAction): RouteAction {
  const hostname = action.rewrite?.hostname ?? hostFrom(route.requestHeaders);
  const path = action.rewrite?.path;
  return {
    ...target(action),
    ...(hostname !== undefined && { hostRewriteLiteral: hostname }),
    ...(path !== undefined && pathFields(path, route.match.path)),
    timeout: timeout(route.timeouts),
  };
}

/** One cluster where that is all there is to say, else a share for each backend. */
function target(action: ForwardAction): RouteAction {
  const shares = action.backends.filter((backend) => backend.weight > 0).map(clusterWeight);
  const [only, ...others] = shares;
  if (only !== undefined && others.length === 0 && Object.keys(only).length === 2) return { cluster: only.name };
  return { weightedClusters: { clusters: shares }, clusterNotFoundResponseCode: INTERNAL_SERVER_ERROR };
}

function clusterWeight(backend: ForwardAction["backends"][number]): ClusterWeight {
  const hostname = hostFrom(backend.requestHeaders);
  return {
    name: backend.to.kind === "destination" ? httpClusterName(backend.to.id) : invalidBackend,
    weight: { value: backend.weight },
    ...headerFields(backend.requestHeaders, backend.responseHeaders),
    ...(hostname !== undefined && { hostRewriteLiteral: hostname }),
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
