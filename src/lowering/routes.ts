import type { AttachedRoute } from "../binding/routes.js";
import { routesFor } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Route, RouteTable } from "../ir/route.js";
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { Rank } from "./route-precedence.js";
import { byPrecedence } from "./route-precedence.js";
import { lowerHttpRoute } from "./route-rules.js";

/** A service port, as clients ask for it. */
export interface RoutedPort {
  readonly service: Resource<"Service">;
  readonly port: ServicePort;
}

/**
 * The routes of a service port in the order in which they are asked. A client in a namespace with routes of its own
 * (a consumer) is asked those first, then the service's.
 */
export function lowerRoutes(site: RoutedPort, view: ResourceView, report: Report): RouteTable {
  const attached = routesFor(site.service, site.port, view);
  const ranked = attached.flatMap((route) => rankedRoutes(route, site, { view, report }));
  ranked.sort((one, other) => byPrecedence(one.rank, other.rank));
  const routes = ranked.map(({ route }) => route);
  const produced = attached.some(({ audience }) => audience.kind === "producer");
  // With a producer's routes a request that matches nothing falls through to the table's end anyway.
  const otherwise = produced ? [] : unmatchedConsumers(attached);
  return { routes: [...routes, ...otherwise], otherwise: produced ? "not-found" : "own-endpoints" };
}

function rankedRoutes(
  { route, audience }: AttachedRoute,
  { service }: RoutedPort,
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): { readonly rank: Rank; readonly route: Route }[] {
  const clients = audience.kind === "consumer" ? { clientNamespaces: [audience.namespace] } : {};
  return lowerHttpRoute({ route, parent: service }, view, report).map((lowered) => {
    const match = { ...lowered.route.match, ...clients };
    const rank = {
      match,
      consumer: audience.kind === "consumer",
      created: route.metadata.creationTimestamp,
      route: qualifiedName(route),
      rule: lowered.rule,
      index: lowered.index,
    };
    return { rank, route: { ...lowered.route, match } };
  });
}

/** Clients with routes of their own get 404 where none matches; all others still reach the service's own endpoints. */
function unmatchedConsumers(attached: readonly AttachedRoute[]): Route[] {
  const namespaces = new Map<string, AttachedRoute>();
  for (const route of attached) {
    const { audience } = route;
    if (audience.kind === "consumer" && !namespaces.has(audience.namespace)) namespaces.set(audience.namespace, route);
  }
  return [...namespaces].map(([namespace, { origin }]) => ({
    name: `${namespace}/otherwise`,
    match: { path: { kind: "prefix", value: "/" }, headers: [], query: [], clientNamespaces: [namespace] },
    action: { kind: "respond", status: 404, because: `no route of namespace ${namespace} matches` },
    timeouts: {},
    origin,
  }));
}
