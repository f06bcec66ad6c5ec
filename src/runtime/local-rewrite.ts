/** Moves the addresses of one object onto this machine; the rule for an address is in `local-addresses.ts`. */

import { addressAnnotation } from "../model/addresses.js";
import type { AuthorizationCondition, AuthorizationSource } from "../model/authorization-policy.js";
import type { DeploymentSpec } from "../model/deployment.js";
import { type GatewayAddress, gatewayStatusAddresses } from "../model/gateway.js";
import type { Kind, Resource } from "../model/resource.js";
import type { WorkloadEntrySpec } from "../model/workload-entry.js";
import { type AddressMapping, localAddress, localBlocks } from "./local-addresses.js";

/** `rewrite` for the control plane, and everything it has moved so far. */
export interface LocalRewrite {
  readonly rewrite: (resource: Resource) => Resource;
  /** Sorted by `from`; only what was moved to one of `addresses`, if given: objects come and go. */
  readonly mappings: (addresses?: ReadonlySet<string>) => readonly AddressMapping[];
}

export function localRewrite(): LocalRewrite {
  const moved = new Map<string, string>();
  const place = (address: string): string => {
    const local = localAddress(address);
    if (local !== address) moved.set(address, local);
    return local;
  };
  return {
    rewrite: (resource) => rewritten(resource, place),
    mappings: (addresses) =>
      [...moved]
        .map(([from, to]) => ({ from, to }))
        .filter(({ to }) => addresses?.has(to) ?? true)
        .sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

type Place = (address: string) => string;

function rewritten(resource: Resource, place: Place): Resource {
  if (isA("Pod", resource)) return pod(resource, place);
  if (isA("Deployment", resource)) return deployment(resource, place);
  if (isA("EndpointSlice", resource)) return slice(resource, place);
  if (isA("Gateway", resource)) return gateway(resource, place);
  if (isA("ServiceEntry", resource)) return serviceEntry(resource, place);
  if (isA("WorkloadEntry", resource)) return { ...resource, spec: placedEntry(resource.spec, place) };
  if (isA("AuthorizationPolicy", resource)) return policy(resource);
  return resource;
}

function isA<K extends Kind>(kind: K, resource: Resource): resource is Resource<K> {
  return resource.kind === kind;
}

/** Annotations with the address of a pod, if there is one, moved. */
function annotations(given: Readonly<Record<string, string>>, place: Place): Readonly<Record<string, string>> {
  const address = given[addressAnnotation];
  return address === undefined ? given : { ...given, [addressAnnotation]: place(address) };
}

function deployment(resource: Resource<"Deployment">, place: Place): Resource {
  const { template } = resource.spec;
  const metadata = { ...template.metadata, annotations: annotations(template.metadata.annotations, place) };
  const spec: DeploymentSpec = { ...resource.spec, template: { ...template, metadata } };
  return { ...resource, spec };
}

function pod(resource: Resource<"Pod">, place: Place): Resource {
  const metadata = { ...resource.metadata, annotations: annotations(resource.metadata.annotations, place) };
  const status = record(resource.status);
  if (status === undefined) return { ...resource, metadata };
  const { podIP, podIPs } = status;
  return {
    ...resource,
    metadata,
    status: {
      ...status,
      ...(typeof podIP === "string" && { podIP: place(podIP) }),
      ...(Array.isArray(podIPs) && { podIPs: podIPs.map((entry) => placedIp(entry, place)) }),
    },
  };
}

function placedIp(entry: unknown, place: Place): unknown {
  const ip = record(entry)?.["ip"];
  return typeof ip === "string" ? { ip: place(ip) } : entry;
}

function slice(resource: Resource<"EndpointSlice">, place: Place): Resource {
  const { spec } = resource;
  if (spec.addressType === "FQDN") return resource;
  const endpoints = spec.endpoints.map((endpoint) => ({ ...endpoint, addresses: endpoint.addresses.map(place) }));
  return { ...resource, spec: { ...spec, addressType: "IPv4", endpoints } };
}

/** What is of the mesh lives here; what is outside of it is where the manifest says. */
function serviceEntry(resource: Resource<"ServiceEntry">, place: Place): Resource {
  const { endpoints, location } = resource.spec;
  if (endpoints === undefined || location === "MESH_EXTERNAL") return resource;
  return { ...resource, spec: { ...resource.spec, endpoints: endpoints.map((each) => placedEntry(each, place)) } };
}

function placedEntry(entry: WorkloadEntrySpec, place: Place): WorkloadEntrySpec {
  return entry.address === undefined ? entry : { ...entry, address: place(entry.address) };
}

function gateway(resource: Resource<"Gateway">, place: Place): Resource {
  const placed = (addresses: readonly GatewayAddress[]): readonly GatewayAddress[] =>
    addresses.map((entry) =>
      entry.type === "IPAddress" && entry.value !== undefined ? { ...entry, value: place(entry.value) } : entry,
    );
  const spec = { ...resource.spec, addresses: placed(resource.spec.addresses) };
  const told = gatewayStatusAddresses(resource);
  if (told.length === 0) return { ...resource, spec };
  return { ...resource, spec, status: { ...record(resource.status), addresses: placed(told) } };
}

function policy(resource: Resource<"AuthorizationPolicy">): Resource {
  const rules = resource.spec.rules.map((rule) => ({
    ...rule,
    ...(rule.from && {
      from: rule.from.map((from) => ({ ...from, ...(from.source && { source: source(from.source) }) })),
    }),
    ...(rule.when && { when: rule.when.map(condition) }),
  }));
  return { ...resource, spec: { ...resource.spec, rules } };
}

const local = (blocks: readonly string[]): readonly string[] => blocks.flatMap(localBlocks);

/** What a client says in X-Forwarded-For is not moved, its pod's address is: either may be what a request shows. */
const both = (blocks: readonly string[]): readonly string[] => [...new Set([...blocks, ...local(blocks)])];

function source(from: AuthorizationSource): AuthorizationSource {
  return {
    ...from,
    ...(from.ipBlocks && { ipBlocks: local(from.ipBlocks) }),
    ...(from.notIpBlocks && { notIpBlocks: local(from.notIpBlocks) }),
    ...(from.remoteIpBlocks && { remoteIpBlocks: both(from.remoteIpBlocks) }),
    ...(from.notRemoteIpBlocks && { notRemoteIpBlocks: both(from.notRemoteIpBlocks) }),
  };
}

/** `destination.ip` is a virtual address (kept) on a waypoint and a pod's address (moved) at the L4 layer. */
const conditionForms: Readonly<Record<string, (blocks: readonly string[]) => readonly string[]>> = {
  "source.ip": local,
  "remote.ip": both,
  "destination.ip": both,
};

function condition(when: AuthorizationCondition): AuthorizationCondition {
  const form = conditionForms[when.key];
  if (form === undefined) return when;
  return {
    ...when,
    ...(when.values && { values: form(when.values) }),
    ...(when.notValues && { notValues: form(when.notValues) }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}
