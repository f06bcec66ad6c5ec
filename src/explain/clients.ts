/** The first part of every way: whom the client is, and what it finds under the name that it asks for. */
import type { Endpoint } from "../ir/destination.js";
import type { Identity } from "../ir/identity.js";
import type { L4Port, L4Service, NodeLayer, Workload } from "../ir/node.js";
import { hostPort } from "./addresses.js";
import type { ExplainedRequest } from "./request.js";

/** A service port as a client finds it. */
export interface FoundPort {
  readonly service: L4Service;
  readonly port: L4Port;
}

/** The client that a request is from; `known` if it is a workload of the mesh. Undefined for what is no client's name. */
export function clientOf(
  { from, address }: Pick<ExplainedRequest, "from" | "address">,
  node: NodeLayer,
): { readonly workload: Workload; readonly known: boolean } | undefined {
  const workloads = [...node.clients, ...node.pods.map(({ workload }) => workload)];
  const [, namespace, account] = /^([^/]+)\/sa\/([^/]+)$/.exec(from) ?? [];
  const isMeant = ({ name, identity }: Workload): boolean =>
    namespace === undefined ? name === from : identity.endsWith(`/ns/${namespace}/sa/${account ?? ""}`);
  const meant = workloads.filter(isMeant);
  const known = meant.find((workload) => workload.address === address) ?? meant[0];
  if (known !== undefined) {
    return { workload: address === undefined ? known : { ...known, address }, known: true };
  }
  if (namespace === undefined || account === undefined) return undefined;
  const identity = `spiffe://${node.trustDomains[0] ?? "cluster.local"}/ns/${namespace}/sa/${account}` as Identity;
  return { workload: { name: `${namespace}/${account}`, identity, address: address ?? "" }, known: false };
}

/** What a name and a port mean to a client; of several services of one name, the first one has it. */
export function portFor(
  client: Workload,
  { host, port }: Pick<ExplainedRequest, "host" | "port">,
  services: readonly L4Service[],
): FoundPort | undefined {
  const wanted = hostPort(host, port).toLowerCase();
  for (const service of servicesFor(client, services)) {
    const names = namesFor(service, client);
    const found = service.ports.find((one) => names.some((name) => hostPort(name, one.port).toLowerCase() === wanted));
    if (found !== undefined) return { service, port: found };
  }
  return undefined;
}

/** Services first, then what the client's own namespace has named, then what others have; nothing that is kept from it. */
function servicesFor({ name }: Workload, services: readonly L4Service[]): readonly L4Service[] {
  const [namespace = ""] = name.split("/");
  const rank = (service: L4Service): number => {
    if (service.entry === undefined) return 0;
    return service.namespace === namespace ? 1 : 2;
  };
  return services
    .filter(({ audience }) => audience?.includes(namespace) ?? true)
    .sort((one, other) => rank(one) - rank(other));
}

/** Within its namespace a service goes by its short name. */
function namesFor(service: L4Service, { name }: Workload): readonly string[] {
  const [namespace] = name.split("/");
  const isShort = namespace === service.namespace && service.entry === undefined;
  return [service.host, ...service.names, ...(isShort ? [service.shortName] : [])];
}

/** A pod without identity gets no traffic by tunnels, unless there are no others; then none is used. */
export function reachableBy(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  if (endpoints.every(({ tunnel }) => tunnel === "none")) return endpoints;
  return endpoints.filter(({ tunnel, identity }) => tunnel === "hbone" && identity !== undefined);
}
