import { envoy } from "../../../generated/envoy.js";
import { meshTlsContext } from "../connect-originate.js";
import { rbac } from "../filters/authorization.js";
import { clientsOf } from "../filters/connect-clients.js";
import { resourceTypes } from "../generated.js";
import { filterState, hbonePort, hostPort, nodeNames, ruleName, trustedRoots } from "../names.js";
import { slotFilter, slotOf } from "../policy-slot.js";
import { connectTimeout, noCircuitBreakers } from "../settings.js";
import { literalRegex } from "../string-match.js";
import { failedHandshakeLog, podLog } from "./access-logs.js";
const { Action } = envoy.config.rbac.v3.RBAC;
/** The HBONE door of a pod and the rules at it. */
export function podResources(pod) {
    return [podListener(pod.workload), podPolicySlot(pod)];
}
/** From all doors to the applications: wherever the tunnel names, which the door has checked. */
export function applicationsCluster() {
    const name = nodeNames.applications;
    return {
        type: resourceTypes.cluster,
        name,
        message: {
            name,
            type: envoy.config.cluster.v3.Cluster.DiscoveryType.ORIGINAL_DST,
            lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.CLUSTER_PROVIDED,
            connectTimeout,
            cleanupInterval: { seconds: 60 },
            circuitBreakers: noCircuitBreakers,
        },
        requires: [],
    };
}
/** Clients are judged on the CONNECT, so that a server that speaks first is not heard by those it refuses. */
function podPolicySlot({ workload, access }) {
    const policies = (list, unexpressed) => Object.fromEntries(list.flatMap((policy) => policy.rules.map((rule) => [
        ruleName(policy.name, rule.name),
        { permissions: [{ any: true }], principals: [clientsOf(rule, workload.address, unexpressed)] },
    ])));
    const denied = policies(access.deny, "always");
    return slotOf(nodeNames.podPolicy(workload.name), [
        ...(Object.keys(denied).length === 0
            ? []
            : [rbac("authz-deny", { rules: { action: Action.DENY, policies: denied } })]),
        ...(access.allow.length === 0
            ? []
            : [rbac("authz-allow", { rules: { action: Action.ALLOW, policies: policies(access.allow, "never") } })]),
    ]);
}
function podListener(workload) {
    const name = nodeNames.pod(workload.name);
    const certificate = nodeNames.certificate(workload.identity);
    return {
        type: resourceTypes.listener,
        name,
        message: {
            name,
            address: { socketAddress: { address: workload.address, portValue: hbonePort } },
            trafficDirection: envoy.config.core.v3.TrafficDirection.INBOUND,
            accessLog: failedHandshakeLog(workload),
            filterChains: [
                {
                    name,
                    transportSocket: {
                        name: "tls",
                        typedConfig: {
                            type: "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
                            value: {
                                requireClientCertificate: { value: true },
                                commonTlsContext: meshTlsContext(certificate, trustedRoots),
                            },
                        },
                    },
                    filters: [podTunnels(workload)],
                },
            ],
        },
        requires: [
            { type: resourceTypes.secret, name: certificate },
            { type: resourceTypes.secret, name: trustedRoots },
            { type: resourceTypes.extension, name: nodeNames.podPolicy(workload.name) },
            { type: resourceTypes.cluster, name: nodeNames.applications },
        ],
    };
}
function podTunnels(workload) {
    return {
        name: "envoy.filters.network.http_connection_manager",
        typedConfig: {
            type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            value: {
                statPrefix: "pods",
                codecType: envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType.HTTP2,
                useRemoteAddress: { value: false },
                generateRequestId: { value: false },
                streamIdleTimeout: {},
                upgradeConfigs: [{ upgradeType: "CONNECT" }],
                http2ProtocolOptions: { allowConnect: true },
                accessLog: podLog(workload),
                routeConfig: podRoutes(workload),
                httpFilters: [
                    tunnelFacts, // who asks, and for which address
                    slotFilter(nodeNames.podPolicy(workload.name)), // judged before anything is opened
                    {
                        name: "envoy.filters.http.router",
                        typedConfig: { type: "envoy.extensions.filters.http.router.v3.Router", value: {} },
                    },
                ],
            },
        },
    };
}
/** Nothing but this pod's own address may be named: else a door would open to every address that we can reach. */
function podRoutes(workload) {
    const anyPort = `${literalRegex(hostPort(workload.address, 0)).slice(0, -1)}[0-9]+`;
    return {
        name: nodeNames.pod(workload.name),
        virtualHosts: [
            {
                name: "pod",
                domains: ["*"],
                routes: [
                    {
                        match: {
                            connectMatcher: {},
                            headers: [{ name: ":authority", stringMatch: { safeRegex: { regex: anyPort } } }],
                        },
                        route: {
                            cluster: nodeNames.applications,
                            timeout: {},
                            upgradeConfigs: [{ upgradeType: "CONNECT", connectConfig: {} }],
                        },
                    },
                ],
            },
        ],
    };
}
const tunnelFacts = {
    name: "envoy.filters.http.set_filter_state",
    typedConfig: {
        type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
        value: {
            onRequestHeaders: [
                { objectKey: "envoy.network.transport_socket.original_dst_address", formatString: text("%REQ(:AUTHORITY)%") },
                {
                    objectKey: filterState.peerPrincipal,
                    factoryKey: "envoy.string",
                    formatString: text("%DOWNSTREAM_PEER_URI_SAN%"),
                },
                {
                    objectKey: filterState.clientAddress,
                    factoryKey: "envoy.network.ip",
                    formatString: text("%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%"),
                },
            ],
        },
    },
};
function text(inlineString) {
    return { textFormatSource: { inlineString } };
}
//# sourceMappingURL=pods.js.map