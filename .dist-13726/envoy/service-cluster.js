import { envoy } from "../../generated/envoy.js";
import { discovered } from "./discovered-cluster.js";
import { resourceTypes } from "./generated.js";
import { connectOnward, connectOriginate, endpointMetadata, grpcClusterName, hbonePort, hostPort, httpClusterName, portName, } from "./names.js";
import { connectTimeout, constant, duration, fromAds, internalHop, noCircuitBreakers, struct } from "./settings.js";
import { upstreamTls } from "./upstream-tls.js";
/**
 * Applications close idle keep-alive connections when they like (Node after 5 s), and a request that meets the close is
 * lost. Another stream in the tunnel costs next to nothing, so give idle connections up first.
 */
const upstreamIdleMs = 4_000;
/** Everything about a destination: its clusters, and its endpoints where they are known by their addresses. */
export function destinationResources(destination) {
    const clusters = serviceClusters(destination);
    return destination.discovery === undefined ? [...clusters, loadAssignment(destination)] : clusters;
}
/**
 * Where requests for a destination go. A `tcp` destination has two clusters on the same endpoints: its own, and one
 * under the name that HTTP routes use, which is needed only if a route refers to it.
 */
export function serviceClusters(destination) {
    const own = portName(destination);
    const names = [...new Set([own, httpClusterName(destination.id)])];
    return names.map((name) => ({
        type: resourceTypes.cluster,
        name,
        message: serviceCluster(name, destination),
        requires: [
            ...wayOf(destination),
            ...(destination.discovery === undefined ? [{ type: resourceTypes.loadAssignment, name: own }] : []),
        ],
    }));
}
/** What a waypoint asks on its own account goes as it is; clients are told about on another way. */
function wayOf({ id }) {
    return id.onward === "for-clients" ? [{ type: resourceTypes.listener, name: connectOnward }] : [];
}
/** The endpoints of a destination. A pod without identity stays in it and is never believed. */
export function loadAssignment(destination) {
    const name = portName(destination);
    const localities = [...new Set(destination.endpoints.map((endpoint) => endpoint.locality ?? ""))].sort();
    return {
        type: resourceTypes.loadAssignment,
        name,
        message: {
            clusterName: name,
            endpoints: localities.map((locality) => ({
                ...(locality !== "" && { locality: localityOf(locality) }),
                lbEndpoints: destination.endpoints
                    .filter((it) => (it.locality ?? "") === locality)
                    .map((endpoint) => lbEndpoint(endpoint, destination.id)),
            })),
        },
        requires: [],
    };
}
const podMetadata = [endpointMetadata.originalDestination, endpointMetadata.peer];
const toPods = internalHop(podMetadata);
/** The same endpoints for gRPC, which is HTTP/2 whatever the port declares. */
export function grpcCluster(destination) {
    const name = grpcClusterName(destination.id);
    const required = { type: resourceTypes.loadAssignment, name: portName(destination) };
    return {
        type: resourceTypes.cluster,
        name,
        message: serviceCluster(name, destination, "http2"),
        requires: destination.discovery === undefined ? [required] : [],
    };
}
function serviceCluster(name, destination, protocol = destination.protocol) {
    const serviceName = portName(destination);
    return {
        name,
        ...(destination.discovery === undefined
            ? endpointsByName(name, serviceName)
            : discovered(name, destination.discovery, destination.endpoints)),
        connectTimeout,
        circuitBreakers: noCircuitBreakers,
        typedExtensionProtocolOptions: {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": httpOptions({ ...destination, protocol }),
        },
        transportSocket: transport({ ...destination, protocol }),
    };
}
function endpointsByName(name, serviceName) {
    return {
        type: envoy.config.cluster.v3.Cluster.DiscoveryType.EDS,
        edsClusterConfig: {
            edsConfig: { ...fromAds, initialFetchTimeout: { seconds: 2 } },
            ...(serviceName !== name && { serviceName }),
        },
        lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.LEAST_REQUEST,
    };
}
function transport(destination) {
    if (destination.tls === undefined)
        return toPods;
    const tls = upstreamTls(destination.tls, destination.protocol);
    const tunnelled = destination.endpoints.some((endpoint) => endpoint.tunnel === "hbone");
    return tunnelled ? internalHop(podMetadata, tls) : tls;
}
function httpOptions(destination) {
    return destination.protocol === "http2" || destination.requests === "http2" ? http2Options : http1Options;
}
const http1Options = optionsFor({ httpProtocolOptions: {} });
const http2Options = optionsFor({ http2ProtocolOptions: {} });
function optionsFor(explicitHttpConfig) {
    return constant({
        type: "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        value: { commonHttpProtocolOptions: { idleTimeout: duration(upstreamIdleMs) }, explicitHttpConfig },
    });
}
function lbEndpoint(endpoint, { onward }) {
    const weight = { loadBalancingWeight: { value: endpoint.weight } };
    if (endpoint.tunnel === "none") {
        return {
            endpoint: { address: { socketAddress: { address: endpoint.address, portValue: endpoint.port } } },
            ...weight,
        };
    }
    const local = hostPort(endpoint.address, endpoint.port);
    const { waypoint, identity } = endpoint;
    const serverListenerName = onward === "for-clients" ? connectOnward : connectOriginate;
    return {
        endpoint: { address: { envoyInternalAddress: { serverListenerName, endpointId: local } } },
        metadata: {
            filterMetadata: {
                [endpointMetadata.originalDestination]: struct({
                    local,
                    ...(waypoint !== undefined && { waypoint: hostPort(waypoint, hbonePort) }),
                }),
                // Absent, connect_originate asks for the name "-", which no certificate has.
                ...(identity !== undefined && { [endpointMetadata.peer]: struct({ san: identity }) }),
            },
        },
        ...weight,
    };
}
function localityOf(text) {
    const [region = "", zone = ""] = text.split("/");
    return { region, ...(zone !== "" && { zone }) };
}
//# sourceMappingURL=service-cluster.js.map