import {
  deploymentAddressKeys,
  entryAddressKeys,
  gatewayAddressKeys,
  podAddressKeys,
  serviceAddressKeys,
} from "./addresses.js";
import { hostKey } from "./backend-reference.js";
import { serviceNameLabel } from "./endpoint-slice.js";
import type { Kind, Resource } from "./resource.js";
import type { Indexes, IndexName } from "./resource-set.js";
import type { PolicyAttachment } from "./selectors.js";
import { targetsOf } from "./selectors.js";

type IndexRow<I extends IndexName> = {
  readonly kind: Indexes[I];
  /** The keys under which an object is found; the same one twice counts once. */
  readonly keys: (resource: Resource<Indexes[I]>) => readonly string[];
};

/** One row an index: which objects are in it, under which keys. */
export const indexTable: { readonly [I in IndexName]: IndexRow<I> } = {
  "routes-by-parent": { kind: "HTTPRoute", keys: parentKeys },
  "routes-by-backend": { kind: "HTTPRoute", keys: backendKeys },
  "grpc-routes-by-parent": { kind: "GRPCRoute", keys: parentKeys },
  "grpc-routes-by-backend": { kind: "GRPCRoute", keys: backendKeys },
  "policies-by-target": { kind: "AuthorizationPolicy", keys: targetKeys },
  "policies-by-namespace": {
    kind: "AuthorizationPolicy",
    keys: ({ metadata, spec }) => (targetsOf(spec).length === 0 ? [metadata.namespace] : []),
  },
  "authentications-by-target": { kind: "RequestAuthentication", keys: targetKeys },
  "plugins-by-target": { kind: "WasmPlugin", keys: targetKeys },
  "extensions-by-target": { kind: "TrafficExtension", keys: targetKeys },
  "slices-by-service": {
    kind: "EndpointSlice",
    keys: ({ metadata }) => {
      const service = metadata.labels[serviceNameLabel];
      return service === undefined ? [] : [`${metadata.namespace}/${service}`];
    },
  },
  "pods-by-namespace": { kind: "Pod", keys: ownNamespace },
  "deployments-by-namespace": { kind: "Deployment", keys: ownNamespace },
  "services-by-namespace": { kind: "Service", keys: ownNamespace },
  "gateways-by-namespace": { kind: "Gateway", keys: ownNamespace },
  "grants-by-namespace": { kind: "ReferenceGrant", keys: ownNamespace },
  "pods-by-address": { kind: "Pod", keys: podAddressKeys },
  "deployments-by-address": { kind: "Deployment", keys: deploymentAddressKeys },
  "services-by-address": { kind: "Service", keys: serviceAddressKeys },
  "gateways-by-address": { kind: "Gateway", keys: gatewayAddressKeys },
  "entries-by-address": { kind: "ServiceEntry", keys: entryAddressKeys },
  "entries-by-host": { kind: "ServiceEntry", keys: ({ spec }) => spec.hosts.map((host) => host.toLowerCase()) },
  "entries-by-namespace": { kind: "ServiceEntry", keys: ownNamespace },
  "workload-entries-by-namespace": { kind: "WorkloadEntry", keys: ownNamespace },
  "backend-tls-by-target": {
    kind: "BackendTLSPolicy",
    keys: ({ metadata, spec }) => spec.targetRefs.map(({ kind, name }) => `${kind}/${metadata.namespace}/${name}`),
  },
  "destination-rules-by-host": {
    kind: "DestinationRule",
    keys: ({ metadata, spec }) => {
      const host = spec.host.toLowerCase();
      return [host.includes(".") ? host : `${host}.${metadata.namespace}`];
    },
  },
};

/** Every index entry of `resource`, as `name:key`. */
export function indexEntries(resource: Resource): readonly string[] {
  return (rowsByKind.get(resource.kind) ?? []).flatMap(({ name, keys }) =>
    [...new Set(keys(resource))].map((key) => indexEntry(name, key)),
  );
}

/** How an index entry is named in the set. */
export function indexEntry(index: IndexName, key: string): string {
  return `${index}:${key}`;
}

interface UntypedRow {
  readonly name: IndexName;
  readonly keys: (resource: Resource) => readonly string[];
}

const rowsByKind: ReadonlyMap<Kind, readonly UntypedRow[]> = groupRows();

function groupRows(): ReadonlyMap<Kind, readonly UntypedRow[]> {
  const rows = new Map<Kind, UntypedRow[]>();
  for (const [name, { kind, keys }] of Object.entries(indexTable)) {
    // The table pairs each kind with a key function for it, which a union of rows can no longer express.
    const row = { name: name as IndexName, keys: keys as UntypedRow["keys"] };
    rows.set(kind, [...(rows.get(kind) ?? []), row]);
  }
  return rows;
}

function parentKeys({ metadata, spec }: Resource<"HTTPRoute"> | Resource<"GRPCRoute">): readonly string[] {
  return spec.parentRefs.map(({ kind, name, namespace }) => `${kind}/${namespace ?? metadata.namespace}/${name}`);
}

/** `namespace/name` of the backends of a route's rules, and of those that get copies. A host name begins with both. */
function backendKeys({ metadata, spec }: Resource<"HTTPRoute"> | Resource<"GRPCRoute">): readonly string[] {
  const rules = spec.rules.flatMap((rule) => [rule, ...rule.backendRefs]);
  const copies = rules.flatMap(({ filters }) =>
    filters.flatMap((filter) => (filter.type === "RequestMirror" ? [filter.requestMirror.backendRef] : [])),
  );
  return [...spec.rules.flatMap(({ backendRefs }) => backendRefs), ...copies].map(({ kind, name, namespace }) => {
    return kind === "Hostname" ? hostKey(name) : `${namespace ?? metadata.namespace}/${name}`;
  });
}

function ownNamespace({ metadata }: Resource): readonly string[] {
  return [metadata.namespace];
}

/** A target without a namespace is in that of the policy; a GatewayClass is in none. */
function targetKeys({
  metadata,
  spec,
}: {
  readonly metadata: Resource["metadata"];
  readonly spec: PolicyAttachment;
}): readonly string[] {
  return targetsOf(spec).map(({ kind, name, namespace }) => {
    const home = kind === "GatewayClass" ? "" : namespace || metadata.namespace;
    return `${kind}/${home}/${name}`;
  });
}
