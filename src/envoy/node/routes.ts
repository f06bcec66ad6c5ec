import type { envoy } from "../../../generated/envoy.js";
import type { L4Port, L4Service, Workload } from "../../ir/node.js";
import { type GeneratedOf, resourceTypes } from "../generated.js";
import { hostPort, nodeNames } from "../names.js";
import { againElsewhere } from "../retry-policy.js";
import { isPlain, placeOf } from "./endpoints.js";

type Route = envoy.config.route.v3.Route;
type VirtualHost = envoy.config.route.v3.VirtualHost;

/** The names that one client may connect to, each with its port, and where they lead. */
export function clientRoutes(
  workload: Workload,
  services: readonly L4Service[],
): GeneratedOf<typeof resourceTypes.routes> {
  const name = nodeNames.client(workload.name);
  const taken = new Set<string>();
  const known = servicesFor(workload, services);
  const virtualHosts = known.flatMap((service) =>
    service.ports.flatMap((port): VirtualHost[] => {
      // One name used twice would cost the client all its routes: it belongs to the first one.
      const domains = namesFor(service, workload)
        .map((host) => hostPort(host, port.port).toLowerCase())
        .filter((domain) => !taken.has(domain) && taken.add(domain));
      if (domains.length === 0) return [];
      return [
        { name: `${placeOf(service)}:${port.port}`, domains, routes: [route(service, port, workload), notConnect] },
      ];
    }),
  );
  const clusters = known.flatMap((service) =>
    service.ports.flatMap((port) => clusterOf(service, port, workload) ?? []),
  );
  return {
    type: resourceTypes.routes,
    name,
    message: { name, virtualHosts: [...virtualHosts, unknownHost], validateClusters: { value: false } },
    requires: [...new Set(clusters)].sort().map((cluster) => ({ type: resourceTypes.cluster, name: cluster })),
  };
}

/**
 * The services that a client may use, in the order in which they get the names that several of them have: Services, what
 * its own namespace has named, what others have.
 */
export function servicesFor(client: Workload, services: readonly L4Service[]): readonly L4Service[] {
  if (!services.some(({ entry, audience }) => entry !== undefined || audience !== undefined)) return services;
  const [namespace = ""] = client.name.split("/");
  const visible = services.filter(({ audience }) => audience?.includes(namespace) ?? true);
  const rank = (service: L4Service): number =>
    service.entry === undefined ? 0 : service.namespace === namespace ? 1 : 2;
  return [...visible].sort((one, other) => rank(one) - rank(other));
}

/** Within its namespace a service goes by its short name. */
function namesFor(service: L4Service, client: Workload): readonly string[] {
  const [namespace] = client.name.split("/");
  const short = namespace === service.namespace && service.entry === undefined ? [service.shortName] : [];
  return [...new Set([service.host, ...service.names, ...short])].sort();
}

function clusterOf(service: L4Service, { port, via }: L4Port, client: Workload): string | undefined {
  switch (via.kind) {
    case "waypoint":
      return nodeNames.waypointCluster(client.name, via.waypoint);
    case "pods":
      return nodeNames.podsCluster(client.name, placeOf(service), port);
    case "refused":
      return undefined;
  }
}

function route(service: L4Service, port: L4Port, client: Workload): Route {
  const match = { connectMatcher: {} };
  const { via } = port;
  if (via.kind === "refused") return { match, directResponse: answer(503, via.because) };
  const plain = via.kind === "pods" && isPlain(via.endpoints);
  return {
    match,
    route: {
      cluster: clusterOf(service, port, client),
      timeout: {},
      // A tunnel is passed on as a CONNECT of another name; only a plain connection ends it here.
      upgradeConfigs: [{ upgradeType: "CONNECT", ...(plain && { connectConfig: {} }) }],
      ...(via.kind === "waypoint" && { hostRewriteLiteral: port.authority }),
      ...(via.kind === "pods" && !plain && { autoHostRewrite: { value: true } }),
      // A tunnel that was never opened can be opened elsewhere.
      retryPolicy: againElsewhere,
    },
  };
}

function answer(status: number, text: string): envoy.config.route.v3.DirectResponseAction {
  return { status, body: { inlineString: `${text}\n` } };
}

const notConnect: Route = {
  match: { prefix: "/" },
  directResponse: answer(405, "this proxy opens tunnels: send it CONNECT (curl -p, --proxytunnel)"),
};

const unknownHost: VirtualHost = {
  name: "unknown",
  domains: ["*"],
  routes: [
    { match: { connectMatcher: {} }, directResponse: answer(404, "no service of the mesh has this name and port") },
    notConnect,
  ],
};
