import { serviceKeys, serviceWithKey } from "../binding/entry-services.js";
import { waypointFor, waypointForWorkload, waypointsOf } from "../binding/waypoints.js";
import { podsIn, type Workload, workloadNamespaces } from "../binding/workloads.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { qualifiedName } from "../model/addresses.js";
import { kindTable } from "../model/kind-table.js";
import type { Kind, Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { entryStatus, serviceStatus, workloadStatus } from "./bound-status.js";
import type { ObjectStatus } from "./condition.js";
import { gatewayStatus, type Members } from "./gateway-status.js";
import type { EffectFinding } from "./object-findings.js";
import { ObjectFindings } from "./object-findings.js";
import { plainStatus, setAsideStatuses } from "./other-status.js";
import { policyStatus } from "./policy-status.js";
import { layer4RouteStatus, routeStatus } from "./route-status.js";

/** The status of every object that waymark serves, or would if it could. */
export interface MeshStatus {
  /** By kind (in the order of `judges`), then by name. */
  readonly statuses: readonly ObjectStatus[];
  /** Errors that are about no object: files that cannot be read, documents that are no manifests. */
  readonly unplaced: readonly Diagnostic[];
}

/** What becomes of each object. `diagnostics` are all that was said about these resources, reading them included. */
export function meshStatus(view: ResourceView, diagnostics: readonly Diagnostic[]): MeshStatus {
  const findings = new ObjectFindings(diagnostics);
  const site: Site = { view, members: membersOf(view) };
  const order = shownKinds();
  const present = order.flatMap((kind) =>
    view.all(kind).flatMap((resource) => statusOf(resource, site, findings.of(resource)) ?? []),
  );
  const aside = setAsideStatuses(findings.all, (kind, namespace, name) => view.object(kind, namespace, name));
  const rankOf = ({ kind }: ObjectStatus): number => order.indexOf(kind);
  const statuses = [...present, ...aside].sort((one, other) => rankOf(one) - rankOf(other));
  const known = new Set(statuses.map(({ origin }) => origin.object));
  const unplaced = diagnostics.filter(({ severity, origin }) => {
    return severity === "error" && (origin === undefined || !known.has(origin.object));
  });
  return { statuses, unplaced };
}

interface Site {
  readonly view: ResourceView;
  /** By `namespace/name`. */
  readonly members: ReadonlyMap<string, Members>;
}

type Judge<K extends Kind> = (
  resource: Resource<K>,
  site: Site,
  findings: readonly EffectFinding[],
) => ObjectStatus | undefined;

const always: Judge<Kind> = (resource, _, findings) => plainStatus(resource, findings);
/**
 * In the order in which they are shown: who serves, what is asked for, and whom it is about. Objects of other kinds are
 * what these are made of: they are shown only where something is wrong with them.
 */
const judges: { readonly [K in Kind]?: Judge<K> } = {
  Gateway: (gateway, { view, members }, findings) =>
    gatewayStatus(gateway, members.get(qualifiedName(gateway)), { view, findings }),
  HTTPRoute: (route, { view }, findings) => routeStatus(route, view, findings),
  GRPCRoute: (route, { view }, findings) => routeStatus(route, view, findings),
  TLSRoute: (route, _, findings) => layer4RouteStatus(route, findings),
  TCPRoute: (route, _, findings) => layer4RouteStatus(route, findings),
  UDPRoute: (route, _, findings) => layer4RouteStatus(route, findings),
  AuthorizationPolicy: (policy, { view }, findings) => policyStatus(policy, view, findings),
  RequestAuthentication: (policy, { view }, findings) => policyStatus(policy, view, findings),
  WasmPlugin: (plugin, { view }, findings) => policyStatus(plugin, view, findings),
  TrafficExtension: (plugin, { view }, findings) => policyStatus(plugin, view, findings),
  BackendTLSPolicy: always,
  DestinationRule: always,
  Service: (service, { view }, findings) => serviceStatus(service, view, findings),
  ServiceEntry: (entry, { view }, findings) => entryStatus(entry, view, findings),
  Deployment: (deployment, { view }, findings) =>
    workloadStatus(deployment, firstPodOf(deployment, view), { view, findings }),
  Pod: (pod, { view }, findings) => workloadStatus(pod, firstPodOf(pod, view), { view, findings }),
};

function shownKinds(): readonly Kind[] {
  return [...new Set([...Object.keys(judges), ...Object.keys(kindTable).sort()])] as Kind[];
}

function statusOf<K extends Kind>(
  resource: Resource<K>,
  site: Site,
  findings: readonly EffectFinding[],
): ObjectStatus | undefined {
  const found = judges[resource.kind]?.(resource, site, findings);
  const isFlawed = findings.some(({ meaning }) => meaning.consequence !== "foreign");
  return found ?? (isFlawed ? plainStatus(resource, findings) : undefined);
}

function firstPodOf(owner: Resource<"Pod"> | Resource<"Deployment">, view: ResourceView): Workload | undefined {
  return podsIn(owner.metadata.namespace, view).find(({ origin }) => origin.object === owner.origin.object);
}

function membersOf(view: ResourceView): ReadonlyMap<string, Members> {
  const services = serviceKeys(view).flatMap((key) => serviceWithKey(key, view) ?? []);
  const pods = workloadNamespaces(view).flatMap((namespace) => podsIn(namespace, view));
  const bindings = [
    ...services.map((service) => ({ what: serviceText(service), binding: waypointFor(service, view) })),
    ...pods.map((pod) => ({ what: `Pod ${pod.namespace}/${pod.name}`, binding: waypointForWorkload(pod, view) })),
  ];
  const served = new Map<string, string[]>();
  for (const { what, binding } of bindings) {
    if (binding.kind !== "bound") continue;
    const name = `${binding.waypoint.namespace}/${binding.waypoint.name}`;
    const known = served.get(name);
    if (known === undefined) served.set(name, [what]);
    else known.push(what);
  }
  return new Map(
    waypointsOf(view).map((waypoint) => {
      const name = `${waypoint.namespace}/${waypoint.name}`;
      return [name, { waypoint, serves: served.get(name) ?? [] }];
    }),
  );
}

function serviceText(service: Resource<"Service">): string {
  const { entry } = service.spec;
  return entry === undefined
    ? `Service ${qualifiedName(service)}`
    : `ServiceEntry ${qualifiedName(service)} (${entry.host})`;
}
