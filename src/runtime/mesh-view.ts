/** What a running local mesh looks like from outside: what `up` prints, and what tests and other commands need to use it. */
import type { MeshState, WaypointState } from "../control-plane-types.js";
import type { L4Port, L4Service, Workload } from "../ir/node.js";
import type { ServedPort } from "../ir/waypoint.js";
import type { AddressMapping } from "./local-addresses.js";
import type { RunningIdentity } from "./run-record.js";
import type { WorkloadListener } from "./workload-plan.js";

export interface MeshView {
  /** Who can send requests, and through which proxy. */
  readonly identities: readonly IdentityView[];
  readonly services: readonly ServiceView[];
  readonly waypoints: readonly WaypointView[];
  readonly workloads: readonly WorkloadView[];
  /** Addresses of the manifests that were moved onto this machine. */
  readonly addresses: readonly AddressMapping[];
}

export interface IdentityView extends RunningIdentity {
  /** `spiffe://…`. */
  readonly identity: string;
}

export interface ServiceView {
  /** `namespace/name`. */
  readonly name: string;
  /** Fully qualified. */
  readonly host: string;
  readonly ports: readonly ServicePortView[];
  /** `namespace/name`, or null. */
  readonly waypoint: string | null;
  /** Why this waypoint, or why none. */
  readonly because: string;
}

export interface ServicePortView {
  readonly port: number;
  /** `http`, `http2` or `tcp` where a waypoint serves the port; `tcp` elsewhere, because bytes are all that is looked at. */
  readonly protocol: "http" | "http2" | "tcp";
  /** Where its requests go: a waypoint, straight to the pods, or nowhere. */
  readonly via: "waypoint" | "pods" | "refused";
  /** Why nowhere. */
  readonly refusedBecause?: string;
}

export interface WaypointView {
  /** `namespace/name`. */
  readonly name: string;
  readonly identity: string;
  /** `127.168.3.4:15008`. */
  readonly hbone: string;
  /** Of its Envoy; null while that does not run. */
  readonly adminUrl: string | null;
}

export interface WorkloadView {
  readonly namespace: string;
  /** Of the pod. */
  readonly name: string;
  readonly serviceAccount: string;
  readonly address: string;
  readonly ports: readonly WorkloadPortView[];
}

export interface WorkloadPortView {
  readonly port: number;
  /** `echo`, or the URL of the user's own process. */
  readonly playedBy: string;
}

export interface MeshViewOptions {
  readonly state: MeshState;
  readonly proxyUrl: (client: Workload) => string;
  readonly adminUrl: (waypoint: string) => string | null;
  readonly listeners: readonly WorkloadListener[];
  readonly addresses: readonly AddressMapping[];
}

export function meshView({ state, proxyUrl, adminUrl, listeners, addresses }: MeshViewOptions): MeshView {
  return {
    identities: state.node.clients.map((client) => identityView(client, proxyUrl)),
    services: state.node.services.map((service) => serviceView(service, state)),
    waypoints: state.waypoints.map(({ settings, hbone }) => ({
      name: settings.name,
      identity: settings.identity,
      hbone: `${hbone.address}:${hbone.port}`,
      adminUrl: adminUrl(settings.name),
    })),
    workloads: state.node.pods.map(({ workload }) => workloadView(workload, listeners)),
    addresses,
  };
}

function identityView(client: Workload, proxyUrl: (client: Workload) => string): IdentityView {
  const [namespace, pod] = parts(client.name);
  return {
    namespace,
    serviceAccount: accountOf(client.identity),
    pod,
    address: client.address,
    proxyUrl: proxyUrl(client),
    identity: client.identity,
  };
}

function serviceView(service: L4Service, state: MeshState): ServiceView {
  const name = `${service.namespace}/${service.shortName}`;
  const key = service.entry === undefined ? name : `${name}/${service.host}`;
  const binding = state.bindings.find((candidate) => candidate.service === key);
  const waypoint = state.waypoints.find(({ settings }) => settings.name === binding?.waypoint);
  return {
    name,
    host: service.host,
    ports: service.ports.map((port) => portView(port, servedPort(service.host, port.port, waypoint))),
    waypoint: binding?.waypoint ?? null,
    because: binding?.because ?? "not-labelled",
  };
}

function servedPort(host: string, port: number, waypoint: WaypointState | undefined): ServedPort | undefined {
  return waypoint?.ports.find(({ port: served }) => served.id.host === host && served.id.port === port);
}

function portView({ port, via }: L4Port, served: ServedPort | undefined): ServicePortView {
  return {
    port,
    protocol: served?.port.protocol ?? "tcp",
    via: via.kind,
    ...(via.kind === "refused" && { refusedBecause: via.because }),
  };
}

function workloadView(workload: Workload, listeners: readonly WorkloadListener[]): WorkloadView {
  const [namespace, name] = parts(workload.name);
  return {
    namespace,
    name,
    serviceAccount: accountOf(workload.identity),
    address: workload.address,
    ports: listeners
      .filter(({ pod }) => pod.namespace === namespace && pod.name === name)
      .map(({ port, target }) => ({ port, playedBy: target ?? "echo" })),
  };
}

/** `web` of `spiffe://cluster.local/ns/shop/sa/web`. */
function accountOf(identity: string): string {
  return identity.slice(identity.lastIndexOf("/") + 1);
}

function parts(name: string): readonly [string, string] {
  const slash = name.indexOf("/");
  return [name.slice(0, slash), name.slice(slash + 1)];
}
