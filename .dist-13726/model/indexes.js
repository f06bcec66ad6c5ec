import { deploymentAddressKeys, entryAddressKeys, gatewayAddressKeys, podAddressKeys, serviceAddressKeys, } from "./addresses.js";
import { hostKey } from "./backend-reference.js";
import { serviceNameLabel } from "./endpoint-slice.js";
import { targetsOf } from "./selectors.js";
/** One row an index: which objects are in it, under which keys. */
export const indexTable = {
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
export function indexEntries(resource) {
    return (rowsByKind.get(resource.kind) ?? []).flatMap(({ name, keys }) => [...new Set(keys(resource))].map((key) => indexEntry(name, key)));
}
/** How an index entry is named in the set. */
export function indexEntry(index, key) {
    return `${index}:${key}`;
}
const rowsByKind = groupRows();
function groupRows() {
    const rows = new Map();
    for (const [name, { kind, keys }] of Object.entries(indexTable)) {
        // The table pairs each kind with a key function for it, which a union of rows can no longer express.
        const row = { name: name, keys: keys };
        rows.set(kind, [...(rows.get(kind) ?? []), row]);
    }
    return rows;
}
function parentKeys({ metadata, spec }) {
    return spec.parentRefs.map(({ kind, name, namespace }) => `${kind}/${namespace ?? metadata.namespace}/${name}`);
}
/** `namespace/name` of the backends of a route's rules, and of those that get copies. A host name begins with both. */
function backendKeys({ metadata, spec }) {
    const rules = spec.rules.flatMap((rule) => [rule, ...rule.backendRefs]);
    const copies = rules.flatMap(({ filters }) => filters.flatMap((filter) => (filter.type === "RequestMirror" ? [filter.requestMirror.backendRef] : [])));
    return [...spec.rules.flatMap(({ backendRefs }) => backendRefs), ...copies].map(({ kind, name, namespace }) => {
        return kind === "Hostname" ? hostKey(name) : `${namespace ?? metadata.namespace}/${name}`;
    });
}
function ownNamespace({ metadata }) {
    return [metadata.namespace];
}
/** A target without a namespace is in that of the policy; a GatewayClass is in none. */
function targetKeys({ metadata, spec, }) {
    return targetsOf(spec).map(({ kind, name, namespace }) => {
        const home = kind === "GatewayClass" ? "" : namespace || metadata.namespace;
        return `${kind}/${home}/${name}`;
    });
}
//# sourceMappingURL=indexes.js.map