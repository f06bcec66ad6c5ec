/**
 * Copies of requests for services of other waypoints. Envoy sends a copy without anything that is known of its request,
 * so who the client is travels in headers to a listener of the same Envoy, which keeps it as `onward.ts` wants it,
 * takes the headers off, and sends the copy on. Nobody else reaches that listener.
 */
import { envoy } from "../../generated/envoy.js";
import { resourceTypes } from "./generated.js";
import { filterState, forwarded, forwardedHeaders, httpClusterName, onwardCopies } from "./names.js";
import { keptForWay, stateText, wayFrom } from "./onward.js";
import { duration, internalHop, noCircuitBreakers } from "./settings.js";
const { OVERWRITE_IF_EXISTS_OR_ADD } = envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
/** Names the cluster that a copy is for. */
const clusterHeader = "x-waymark-cluster";
const { client, address, via } = forwardedHeaders;
/** The part of a mirror's policy that leads through here. `at`: the service port to which the requests came. */
export function copiesTo(to, at) {
    const written = (key, value) => ({
        append: { header: { key, value }, appendAction: OVERWRITE_IF_EXISTS_OR_ADD },
    });
    return {
        cluster: onwardCopies,
        requestHeadersMutations: [
            written(clusterHeader, httpClusterName(to)),
            written(client, stateText(filterState.peerPrincipal)),
            written(address, stateText(filterState.clientIp)),
            written(via, wayFrom(at)),
        ],
    };
}
/** The way to the listener for copies; always the same. */
export function copiesCluster() {
    return {
        type: resourceTypes.cluster,
        name: onwardCopies,
        message: {
            name: onwardCopies,
            connectTimeout: { seconds: 2 },
            circuitBreakers: noCircuitBreakers,
            loadAssignment: {
                clusterName: onwardCopies,
                endpoints: [
                    { lbEndpoints: [{ endpoint: { address: { envoyInternalAddress: { serverListenerName: onwardCopies } } } }] },
                ],
            },
            typedExtensionProtocolOptions: {
                "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
                    type: "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
                    value: {
                        commonHttpProtocolOptions: { idleTimeout: duration(60_000) },
                        explicitHttpConfig: { http2ProtocolOptions: {} },
                    },
                },
            },
            transportSocket: internalHop([]),
        },
        requires: [{ type: resourceTypes.listener, name: onwardCopies }],
    };
}
/** The listener for copies; always the same. */
export function copiesListener() {
    const route = {
        name: onwardCopies,
        match: { prefix: "/" },
        route: { clusterHeader, timeout: {} },
        requestHeadersToRemove: [clusterHeader, client, address, via],
    };
    return {
        type: resourceTypes.listener,
        name: onwardCopies,
        message: {
            name: onwardCopies,
            internalListener: {},
            filterChains: [
                {
                    name: "default",
                    filters: [
                        {
                            name: "envoy.filters.network.http_connection_manager",
                            typedConfig: {
                                type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                                value: {
                                    statPrefix: onwardCopies,
                                    useRemoteAddress: { value: false },
                                    streamIdleTimeout: {},
                                    routeConfig: {
                                        name: onwardCopies,
                                        virtualHosts: [{ name: onwardCopies, domains: ["*"], routes: [route] }],
                                    },
                                    httpFilters: [
                                        {
                                            name: "onward",
                                            typedConfig: {
                                                type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
                                                value: {
                                                    onRequestHeaders: [
                                                        keptForWay(forwarded.client, `%REQ(${client})%`),
                                                        keptForWay(forwarded.address, `%REQ(${address})%`),
                                                        keptForWay(forwarded.via, `%REQ(${via})%`),
                                                    ],
                                                },
                                            },
                                        },
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
        requires: [],
    };
}
//# sourceMappingURL=onward-copies.js.map