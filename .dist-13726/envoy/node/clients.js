/**
 * The L4 layer, played by an Envoy. Every client of the mesh (a pod) has an HTTP CONNECT proxy of its own, which knows
 * the names that this client may use; the CONNECT goes on over HBONE, with the client's certificate and from its
 * address, to the waypoint of the service, or to a pod if there is none. Every pod has an HBONE door (`pods.ts`).
 *
 * Each client has its own listener, routes and clusters: they are small, and nobody else's edits touch them. Endpoints
 * are shared by all clients.
 */
import { envoy } from "../../../generated/envoy.js";
import { meshTls, tunnels } from "../connect-originate.js";
import { discovered } from "../discovered-cluster.js";
import { resourceTypes } from "../generated.js";
import { nodeNames, trustedRoots } from "../names.js";
import { connectTimeout, duration, fromAds, fromAdsSoon, noCircuitBreakers, struct, tcpKeepalive, } from "../settings.js";
import { clientLog } from "./access-logs.js";
import { isPlain, placeOf, reachable } from "./endpoints.js";
import { clientRoutes, servicesFor } from "./routes.js";
/** The listener, routes and clusters of one client. */
export function clientResources(front, services) {
    const { workload } = front;
    const ports = servicesFor(workload, services).flatMap((service) => service.ports.map((port) => ({ service, port })));
    const waypoints = new Map();
    for (const { port } of ports)
        if (port.via.kind === "waypoint")
            waypoints.set(port.via.waypoint, port.via);
    return [
        clientListener(front),
        clientRoutes(workload, services),
        ...[...waypoints.keys()].sort().flatMap((name) => {
            const via = waypoints.get(name);
            return via === undefined ? [] : [waypointCluster(workload, via)];
        }),
        ...ports.flatMap(({ service, port }) => port.via.kind === "pods" ? [podsCluster(workload, { service, port: port.port, via: port.via })] : []),
    ];
}
function clientListener({ workload, address, port }) {
    const name = nodeNames.client(workload.name);
    return {
        type: resourceTypes.listener,
        name,
        message: {
            name,
            address: { socketAddress: { address, portValue: port } },
            trafficDirection: envoy.config.core.v3.TrafficDirection.OUTBOUND,
            filterChains: [
                {
                    name,
                    filters: [
                        {
                            name: "envoy.filters.network.http_connection_manager",
                            typedConfig: {
                                type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                                value: {
                                    statPrefix: "clients",
                                    rds: { configSource: fromAdsSoon, routeConfigName: name },
                                    useRemoteAddress: { value: false },
                                    generateRequestId: { value: false },
                                    streamIdleTimeout: {},
                                    // A client learns of the server's end only after this time; Envoy's default is a second. It is not
                                    // zero, because words of the client that cross the end would then cost it the server's last ones.
                                    delayedCloseTimeout: duration(100),
                                    upgradeConfigs: [{ upgradeType: "CONNECT" }],
                                    http2ProtocolOptions: { allowConnect: true },
                                    accessLog: clientLog(workload),
                                    httpFilters: [
                                        {
                                            name: "envoy.filters.http.router",
                                            typedConfig: { type: "envoy.extensions.filters.http.router.v3.Router", value: {} },
                                        },
                                    ],
                                },
                            },
                        },
                    ],
                },
            ],
        },
        requires: [{ type: resourceTypes.routes, name }],
    };
}
/** One HBONE connection pool for each client and waypoint; the waypoint must be exactly who it should be. */
function waypointCluster(workload, via) {
    const name = nodeNames.waypointCluster(workload.name, via.waypoint);
    const peer = nodeNames.onlyPeer(via.identity);
    return {
        type: resourceTypes.cluster,
        name,
        message: {
            ...common(name, workload),
            typedExtensionProtocolOptions: tunnels,
            loadAssignment: {
                clusterName: name,
                endpoints: [
                    {
                        lbEndpoints: [{ endpoint: { address: { socketAddress: { address: via.address, portValue: via.port } } } }],
                    },
                ],
            },
            transportSocket: meshTls(nodeNames.certificate(workload.identity), peer),
        },
        requires: secrets(workload, [peer]),
    };
}
/** The pods of one service port; each must be exactly who it should be. */
function podsCluster(workload, { service, port, via }) {
    const name = nodeNames.podsCluster(workload.name, placeOf(service), port);
    const assignment = nodeNames.pods(placeOf(service), port);
    if (via.discovery !== undefined)
        return resolvedCluster(name, via.discovery, via.endpoints);
    const plain = isPlain(via.endpoints);
    const identities = [...new Set(reachable(via.endpoints).flatMap(({ identity }) => identity ?? []))].sort();
    const peers = plain ? [] : identities.map(nodeNames.onlyPeer);
    const certificate = nodeNames.certificate(workload.identity);
    return {
        type: resourceTypes.cluster,
        name,
        message: {
            // To places outside the mesh a client's own address would mean nothing, and no answer would find its way back.
            ...(plain && service.entry ? outsideMesh(name) : common(name, workload)),
            type: envoy.config.cluster.v3.Cluster.DiscoveryType.EDS,
            edsClusterConfig: {
                edsConfig: { ...fromAds, initialFetchTimeout: { seconds: 2 } },
                serviceName: assignment,
            },
            lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.LEAST_REQUEST,
            ...(!plain && {
                typedExtensionProtocolOptions: tunnels,
                transportSocket: meshTls(certificate, peers[0] ?? trustedRoots),
                transportSocketMatches: identities.map((identity) => ({
                    name: identity,
                    match: struct({ peer: identity }),
                    transportSocket: meshTls(certificate, nodeNames.onlyPeer(identity)),
                })),
            }),
        },
        requires: [
            { type: resourceTypes.loadAssignment, name: assignment },
            ...(plain ? [] : secrets(workload, peers.length === 0 ? [trustedRoots] : peers)),
        ],
    };
}
/** Names outside the mesh. */
function resolvedCluster(name, discovery, endpoints) {
    return {
        type: resourceTypes.cluster,
        name,
        message: {
            ...outsideMesh(name),
            ...discovered(name, discovery, endpoints),
        },
        requires: [],
    };
}
/** Connections of a client come from its own address: that is what waypoints and policies see. */
function common(name, workload) {
    return {
        ...outsideMesh(name),
        upstreamBindConfig: { sourceAddress: { address: workload.address, portValue: 0 } },
    };
}
function outsideMesh(name) {
    return {
        name,
        connectTimeout,
        circuitBreakers: noCircuitBreakers,
        upstreamConnectionOptions: { tcpKeepalive },
    };
}
function secrets(workload, roots) {
    return [nodeNames.certificate(workload.identity), ...roots].map((name) => ({ type: resourceTypes.secret, name }));
}
//# sourceMappingURL=clients.js.map