/** Who listens where in the local mesh, and who plays it: pure, so that it can be looked at without starting anything. */
import { isIP } from "node:net";
import type { BoundEndpoint } from "../binding/bound-endpoint.js";
import { endpointsOf } from "../binding/endpoints.js";
import { serviceKeys, serviceWithKey } from "../binding/entry-services.js";
import { hasLabels } from "../binding/labels.js";
import { isMeshService } from "../binding/services.js";
import { type AddressedWorkload, workloadNamespaces, workloadsIn } from "../binding/workloads.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { protocolOf } from "../lowering/protocols.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { EchoPod } from "./echo-http.js";

/** A process of the user's own that plays pods: `--workload shop/reviews=http://127.0.0.1:3000`. */
export interface UserWorkload {
  /** `namespace/name` of a pod, a Deployment or a Service; the first of these that exists is meant. */
  readonly name: string;
  readonly target: string;
}

/** One port of one pod. */
export interface WorkloadListener {
  readonly address: string;
  readonly port: number;
  /** How the echo application speaks there. */
  readonly protocol: "auto" | "tcp";
  readonly pod: EchoPod;
  /** The user's own process; absent: the echo application. */
  readonly target?: string;
}

export interface WorkloadPlan {
  /** By pod, then port; no address and port twice. */
  readonly listeners: readonly WorkloadListener[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface WorkloadPlanOptions {
  readonly userWorkloads: readonly UserWorkload[];
  /** Whether an address was moved here: of places that are no pods, only those are played, not what runs here anyway. */
  readonly isMoved: (address: string) => boolean;
}

/** Every port of every pod: the ones its containers declare and the ones that services send to. */
export function workloadPlan(view: ResourceView, options: WorkloadPlanOptions): WorkloadPlan {
  const diagnostics: Diagnostic[] = [];
  const pods = new Map(
    workloadNamespaces(view)
      .flatMap((namespace) => workloadsIn(namespace, view))
      .map((pod) => [`${pod.namespace}/${pod.name}`, pod]),
  );
  const owners = addressOwners(pods, diagnostics);
  const played = userProcesses(pods, view, options.userWorkloads);
  for (const unknown of options.userWorkloads.filter(({ name }) => !played.known.has(name))) {
    diagnostics.push(
      diagnostic("WM7504", {
        message: `--workload ${unknown.name}=${unknown.target}: there is no pod, Deployment or Service ${unknown.name}`,
      }),
    );
  }
  const listeners = new Map<string, WorkloadListener>();
  for (const place of [...servedPlaces(view), ...declaredPlaces(pods.values())]) {
    const pod = pods.get(place.workload);
    if (pod === undefined ? !options.isMoved(place.address) : owners.get(place.address) !== place.workload) continue;
    const key = `${place.address}:${place.port}`;
    const target = played.targets.get(place.workload);
    listeners.set(key, {
      address: place.address,
      port: place.port,
      protocol: listeners.get(key)?.protocol === "tcp" ? "tcp" : place.protocol,
      pod: listeners.get(key)?.pod ?? echoPod(pod, place),
      ...(target !== undefined && { target }),
    });
  }
  return { listeners: [...listeners.values()].sort(byPodAndPort), diagnostics };
}

interface Place {
  readonly address: string;
  readonly port: number;
  /** `namespace/name` of the pod, or the address of a place that is none. */
  readonly workload: string;
  readonly service?: string;
  readonly protocol: "auto" | "tcp";
}

/** Where the services of the mesh send to. */
function servedPlaces(view: ResourceView): readonly Place[] {
  return serviceKeys(view)
    .flatMap((key) => serviceWithKey(key, view) ?? [])
    .filter(isMeshService)
    .flatMap((service) =>
      service.spec.ports
        .filter(({ protocol }) => protocol === "TCP")
        .flatMap((port) =>
          playable(
            service,
            endpointsOf({ service, port }, view, () => undefined),
          ).map(({ address, port: number, workload }) => ({
            address,
            port: number,
            workload,
            service: service.metadata.name,
            protocol: speaksFirst(port) ? ("tcp" as const) : ("auto" as const),
          })),
        ),
    );
}

/** Of what a service entry names, only what is of the mesh: the world outside is not played by anybody. */
function playable(service: Resource<"Service">, endpoints: readonly BoundEndpoint[]): readonly BoundEndpoint[] {
  const { entry } = service.spec;
  if (entry === undefined) return endpoints;
  const inside = entry.spec.location === "MESH_INTERNAL";
  return endpoints.filter(({ address, workload }) => isIP(address) !== 0 && (workload !== address || inside));
}

function declaredPlaces(pods: Iterable<AddressedWorkload>): readonly Place[] {
  return [...pods].flatMap((pod) =>
    pod.ports
      .filter(({ protocol }) => protocol === "TCP")
      .map(({ containerPort }) => ({
        address: pod.address,
        port: containerPort,
        workload: `${pod.namespace}/${pod.name}`,
        protocol: "auto",
      })),
  );
}

/** Whether a port is known to be plain TCP: there the echo application shows that it is, and speaks first. */
function speaksFirst(port: ServicePort): boolean {
  const { protocol, because } = protocolOf(port, () => false);
  return protocol === "tcp" && because !== "nothing-l7-configured";
}

/** Who keeps an address that several pods have: the first by name. */
function addressOwners(
  pods: ReadonlyMap<string, AddressedWorkload>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [name, pod] of [...pods].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const owner = owners.get(pod.address);
    if (owner === undefined) owners.set(pod.address, name);
    else {
      const other = pods.get(owner);
      diagnostics.push(
        diagnostic("WM7503", {
          origin: pod.origin,
          message: `Pod ${name} has the address ${pod.address}, as Pod ${owner} has`,
          ...(other && { related: [{ origin: other.origin, message: "the pod that keeps the address" }] }),
        }),
      );
    }
  }
  return owners;
}

interface UserProcesses {
  /** Target by `namespace/name` of the pod. */
  readonly targets: ReadonlyMap<string, string>;
  /** Names that mean something. */
  readonly known: ReadonlySet<string>;
}

/** A pod named as itself wins over its Deployment, and that over a Service that selects it. */
function userProcesses(
  pods: ReadonlyMap<string, AddressedWorkload>,
  view: ResourceView,
  named: readonly UserWorkload[],
): UserProcesses {
  const meant = named.map(({ name, target }) => ({ name, target, ...podsNamed(name, pods, view) }));
  const targets = new Map<string, string>();
  for (const level of [2, 1, 0]) {
    for (const { target, members } of meant.filter((entry) => entry.level === level)) {
      for (const member of members) targets.set(member, target);
    }
  }
  return { targets, known: new Set(meant.flatMap(({ name, members }) => (members.length > 0 ? [name] : []))) };
}

function podsNamed(
  name: string,
  pods: ReadonlyMap<string, AddressedWorkload>,
  view: ResourceView,
): { readonly level: number; readonly members: readonly string[] } {
  if (pods.has(name)) return { level: 0, members: [name] };
  const [namespace = "", short = ""] = name.split("/");
  if (view.object("Deployment", namespace, short) !== undefined) {
    const replica = new RegExp(`^${namespace}/${short}-\\d+$`);
    return { level: 1, members: [...pods.keys()].filter((pod) => replica.test(pod)) };
  }
  const service = view.object("Service", namespace, short);
  return { level: 2, members: service === undefined ? [] : selected(service, pods) };
}

function selected(service: Resource<"Service">, pods: ReadonlyMap<string, AddressedWorkload>): readonly string[] {
  const { selector = {} } = service.spec;
  if (Object.keys(selector).length === 0) return [];
  return [...pods]
    .filter(([, pod]) => pod.namespace === service.metadata.namespace && hasLabels(selector, pod.labels))
    .map(([name]) => name);
}

function echoPod(pod: AddressedWorkload | undefined, place: Place): EchoPod {
  const service = place.service === undefined ? {} : { service: place.service };
  if (pod === undefined) return { name: place.workload, namespace: "", serviceAccount: "", ...service };
  const { name, namespace, serviceAccount, labels } = pod;
  return { name, namespace, serviceAccount, labels, ...service };
}

function byPodAndPort(a: WorkloadListener, b: WorkloadListener): number {
  const [one, other] = [`${a.pod.namespace}/${a.pod.name}`, `${b.pod.namespace}/${b.pod.name}`];
  return one < other ? -1 : one > other ? 1 : a.port - b.port;
}
