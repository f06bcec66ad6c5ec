import { envoy } from "../../generated/envoy.js";
import { accessLog } from "./access-log.js";
import { resourceTypes } from "./generated.js";
import { policySlotName, portName } from "./names.js";
import { onwardFilter } from "./onward.js";
import { slotFilter } from "./policy-slot.js";
import { corsFilter, sessionFilter } from "./route-extensions.js";
import { routePolicyFilters } from "./route-policy.js";
import { constant, fromAdsSoon } from "./settings.js";
const { HttpConnectionManager } = envoy.extensions.filters.network.http_connection_manager.v3;
/**
 * The listener of a service port, reached only from inside the same Envoy. Whatever changes in it drains all
 * connections of the port, so nothing that users edit is in here: routes and policies are looked up by name.
 */
export function serviceListener(port, settings) {
    const name = portName(port);
    const tcp = port.protocol === "tcp";
    return {
        type: resourceTypes.listener,
        name,
        message: {
            name,
            internalListener: {},
            trafficDirection: envoy.config.core.v3.TrafficDirection.INBOUND,
            // Restores the client's address and the one it asked for from the filter state that connect_terminate shared.
            listenerFilters: [
                {
                    name: "envoy.filters.listener.original_dst",
                    typedConfig: { type: "envoy.extensions.filters.listener.original_dst.v3.OriginalDst", value: {} },
                },
            ],
            filterChains: [{ name, filters: [tcp ? tcpProxy(port, settings) : httpConnectionManager(port, settings)] }],
        },
        requires: tcp
            ? [{ type: resourceTypes.cluster, name }]
            : [
                { type: resourceTypes.routes, name },
                { type: resourceTypes.extension, name: policySlotName(port) },
            ],
    };
}
/** Who may connect was judged on the CONNECT already (`connect-policy.ts`). */
function tcpProxy(port, settings) {
    const name = portName(port);
    return {
        name: "envoy.filters.network.tcp_proxy",
        typedConfig: {
            type: "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
            value: {
                statPrefix: name,
                cluster: name,
                // Silence is no fault in a protocol we do not know; TCP keep-alive on the HBONE hops finds dead peers.
                idleTimeout: {},
                accessLog: accessLog(settings.accessLogFile, "connections"),
            },
        },
    };
}
function httpConnectionManager(port, settings) {
    return {
        name: "envoy.filters.network.http_connection_manager",
        typedConfig: {
            type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            value: {
                statPrefix: portName(port),
                rds: { configSource: fromAdsSoon, routeConfigName: portName(port) },
                httpFilters: httpFilters(port),
                // X-Forwarded-For belongs to the clients: it is neither extended nor believed for the client's own address.
                useRemoteAddress: { value: false },
                ...(settings.trustedProxies !== undefined && { xffNumTrustedHops: settings.trustedProxies }),
                serverHeaderTransformation: HttpConnectionManager.ServerHeaderTransformation.PASS_THROUGH,
                // A long poll or an idle WebSocket is no fault; routes carry the time-outs that users asked for.
                streamIdleTimeout: {},
                upgradeConfigs: [{ upgradeType: "websocket" }],
                proxy100Continue: true,
                accessLog: accessLog(settings.accessLogFile, "requests"),
                ...pathRules[settings.pathNormalization],
            },
        },
    };
}
/** The first one sees the request first. */
function httpFilters(port) {
    return [
        corsFilter, // browsers send preflights without credentials, so they are answered before anybody asks for some
        slotFilter(policySlotName(port)), // nobody else is served, delayed or told anything before policies have judged
        ...routePolicyFilters, // behind all that may choose another route, before all that acts for one
        ...afterPolicies,
    ];
}
const { PathWithEscapedSlashesAction } = HttpConnectionManager;
const pathRules = {
    none: {
        normalizePath: { value: false },
        pathWithEscapedSlashesAction: PathWithEscapedSlashesAction.KEEP_UNCHANGED,
    },
    base: {
        normalizePath: { value: true },
        pathWithEscapedSlashesAction: PathWithEscapedSlashesAction.KEEP_UNCHANGED,
    },
    "merge-slashes": {
        normalizePath: { value: true },
        mergeSlashes: true,
        pathWithEscapedSlashesAction: PathWithEscapedSlashesAction.KEEP_UNCHANGED,
    },
    "decode-and-merge-slashes": {
        normalizePath: { value: true },
        mergeSlashes: true,
        pathWithEscapedSlashesAction: PathWithEscapedSlashesAction.UNESCAPE_AND_FORWARD,
    },
};
const afterPolicies = constant([
    {
        name: "envoy.filters.http.fault", // acts only where a route asks for it
        typedConfig: { type: "envoy.extensions.filters.http.fault.v3.HTTPFault", value: {} },
    },
    onwardFilter, // tells other waypoints what only those behind the policies need to be told
    sessionFilter, // chooses among endpoints, for those who may come to one
    {
        name: "envoy.filters.http.router", // terminal: nothing may follow
        typedConfig: { type: "envoy.extensions.filters.http.router.v3.Router", value: {} },
    },
]);
//# sourceMappingURL=service-listener.js.map