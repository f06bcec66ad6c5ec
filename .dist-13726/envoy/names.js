/** The fixed parts of every waypoint; they live in `envoy-templates/`. */
export const connectTerminate = "connect_terminate";
export const connectOriginate = "connect_originate";
/** The way to other waypoints; only those that send requests on to one have it. */
export const connectOnward = "connect_onward";
/** The way there for copies of requests: a cluster, and the listener that it leads to. */
export const onwardCopies = "onward_copies";
/** The cluster of the control plane. */
export const xdsCluster = "xds-grpc";
/** Secrets: the proxy's own certificate, and the roots with the matchers for peer names. */
export const ownCertificate = "default";
export const trustedRoots = "ROOTCA";
/** What ports without HTTP enforce: it is judged on the CONNECT, before a server that speaks first can say anything. */
export const connectPolicy = "policy/connect";
/** A cluster that never exists: the share of requests whose backend is invalid goes there and is answered with 500. */
export const invalidBackend = "invalid-backend";
/**
 * What a CONNECT may name. connect_terminate takes the cluster's name from the `:authority`, so this is what keeps a
 * client from naming any other cluster, the control plane's too: no other cluster's name may match it.
 */
export const authorityGuard = String.raw `(\[[0-9a-f:.]+\]|[0-9]+(\.[0-9]+){3}):[0-9]+`;
/** The port at which waypoints and pods accept HBONE. */
export const hbonePort = 15008;
/** Whether a CONNECT can name it: lower-case, canonical IP address and port. */
export function isAuthority(text) {
    return new RegExp(`^(?:${authorityGuard})$`).test(text);
}
/** Filter state that connect_terminate sets for every connection; text unless said otherwise. */
export const filterState = {
    /** The client's SPIFFE id. */
    peerPrincipal: "io.istio.peer_principal",
    localPrincipal: "io.istio.local_principal",
    connectAuthority: "io.istio.connect_authority",
    /** The client's address without port, as an IP object. */
    clientAddress: "waymark.client_address",
    /** The same as text, to be told to other waypoints. */
    clientIp: "waymark.client_ip",
    /** The client's address with a port, which internal listeners take for the connection's own. */
    remoteAddress: "envoy.filters.listener.original_dst.remote_ip",
    /** The service ports at other waypoints that a request has been at; absent for clients that come themselves. */
    via: "waymark.via",
};
/** Filter state of a request that is sent on to another waypoint: what that one is to be told. */
export const forwarded = {
    client: "waymark.forwarded_client",
    address: "waymark.forwarded_address",
    via: "waymark.forwarded_via",
};
/** Headers of a CONNECT by which one waypoint tells another about the client; connect_terminate knows them, too. */
export const forwardedHeaders = {
    mark: "x-waymark-forwarded",
    client: "x-waymark-client",
    address: "x-waymark-client-address",
    via: "x-waymark-via",
};
/** Endpoint metadata that the internal hop hands on to connect_originate. */
export const endpointMetadata = {
    /** `local`: the address that the CONNECT names. `waypoint`: whom to ask for it, if that is not the address itself. */
    originalDestination: "envoy.filters.listener.original_dst",
    /** `san`: the SPIFFE id that the pod must prove. */
    peer: "waymark.peer",
};
/** The dynamic metadata of verified tokens, and the key of the payload in it. */
export const tokenMetadata = { filter: "envoy.filters.http.jwt_authn", payload: "payload" };
/**
 * What policies leave behind of a request: keys in the dynamic metadata of RBAC and names of its statistics begin like
 * this. The names of trials are those that operators know.
 */
export const recordPrefixes = {
    audit: "audit_",
    trialDeny: "istio_dry_run_deny_",
    trialAllow: "istio_dry_run_allow_",
    /** That a request is to be put to an authorizer. */
    asked: ({ name, onTrial }) => `istio_${onTrial ? "dry_run_" : ""}ext_authz_${name}_`,
};
/** The dynamic metadata of RBAC, and what its keys end with. */
export const policyMetadata = {
    filter: "envoy.filters.http.rbac",
    enforced: "enforced_effective_policy_id",
    shadow: "shadow_effective_policy_id",
    shadowResult: "shadow_engine_result",
};
/** The listener, route configuration, cluster and load assignment of a service port. */
export function portName(port) {
    return inboundVip(port.id, port.protocol === "tcp" ? "tcp" : "http");
}
/** The cluster through which HTTP requests reach a destination. */
export function httpClusterName(id) {
    return inboundVip(id, "http");
}
/** The cluster through which a destination is asked by gRPC, whatever protocol its port declares. */
export function grpcClusterName(id) {
    return inboundVip(id, "grpc");
}
/** The slot for everything that judges requests to a service port. */
export function policySlotName(port) {
    return `policy/${portName(port)}`;
}
/** The resource of a plugin. */
export function pluginResourceName(plugin) {
    return `plugin/${plugin}`;
}
/** Whether a resource is that of a plugin. */
export function isPluginResource(name) {
    return name.startsWith("plugin/");
}
/** The filter state that a route sets for requests which a plugin shall see. */
export function pluginMark(plugin) {
    return `waymark.plugin.${plugin}`;
}
/** The filter that routes tell which plugins of a phase shall see their requests. */
export function pluginMarker(phase) {
    return `plugins-${phase}`;
}
/** Resources of a node proxy: the door of a client, the door of a pod, and the ways between them. */
export const nodeNames = {
    /** The CONNECT proxy of a client (a pod, `namespace/name`), and its routes. */
    client: (workload) => `client|${workload}`,
    waypointCluster: (workload, waypoint) => `client|${workload}|waypoint|${waypoint}`,
    podsCluster: (workload, host, port) => `client|${workload}|pods|${port}|${host}`,
    /** The endpoints of a service without waypoint; all clients share them. */
    pods: (host, port) => `pods|${port}|${host}`,
    /** The HBONE door of a pod. */
    pod: (workload) => `pod|${workload}`,
    podPolicy: (workload) => `policy/pod|${workload}`,
    /** From the doors to the applications. */
    applications: "applications",
    /** The secret with the certificate of an identity. */
    certificate: (identity) => identity,
    /** The secret with the roots that accepts this peer and nobody else. */
    onlyPeer: (identity) => `only|${identity}`,
};
/** A policy rule as RBAC logs and response code details show it: `ns[shop]-policy[readers]-rule[0]`. */
export function ruleName(policy, rule) {
    const slash = policy.indexOf("/");
    return `ns[${policy.slice(0, slash)}]-policy[${policy.slice(slash + 1)}]-${rule}`;
}
/** `10.0.0.7:8080`, `[fd00::7]:8080`. */
export function hostPort(address, port) {
    return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
/** Clusters that lead to another waypoint: what is sent for clients is never mixed with what a waypoint asks for itself. */
const onwardPlaces = { "for-clients": "onward", "for-itself": "asked" };
function inboundVip(id, kind) {
    const place = id.onward === undefined ? "inbound-vip" : onwardPlaces[id.onward];
    // A name that a namespace gave may mean something else in another one.
    const host = id.entry === undefined ? id.host : `${id.namespace}/${id.host}`;
    return `${place}|${id.port}|${kind}|${host}`;
}
//# sourceMappingURL=names.js.map