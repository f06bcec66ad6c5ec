/**
 * Requests that a waypoint sends on to another one. They travel as any request to a waypoint does: as a CONNECT for the
 * virtual address of the service, so that everything that is in force there is applied to them. Who the client is goes
 * along in headers of that CONNECT, and the other waypoint believes them from those that it knows (`forwarders`).
 *
 * Every client has inner connections of its own, told apart by what is shared here; the HBONE connection between the two
 * waypoints is one for all of them. Where nothing is sent on, nothing of this is set, and clients share connections.
 */
import { envoy } from "../../generated/envoy.js";
import { destinationKey } from "../ir/destination.js";
import { destinationsOf } from "../ir/route.js";
import { resourceTypes } from "./generated.js";
import { connectOnward, connectOriginate, endpointMetadata, filterState, forwarded, forwardedHeaders, } from "./names.js";
import { constant } from "./settings.js";
const { ONCE } = envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue.SharedWithUpstream;
const { OVERWRITE_IF_EXISTS_OR_ADD } = envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
/** Whether routes send requests of clients on to another waypoint. */
function sendsOn(routes) {
    return routes.some((route) => destinationsOf(route).some(({ onward }) => onward === "for-clients"));
}
/**
 * The way to other waypoints: like connect_originate, with the headers that tell about the client. Always the same; only
 * waypoints that send requests on have it.
 */
export function onwardListener() {
    return {
        type: resourceTypes.listener,
        name: connectOnward,
        message: {
            name: connectOnward,
            internalListener: {},
            listenerFilters: [
                {
                    name: "envoy.filters.listener.original_dst",
                    typedConfig: { type: "envoy.extensions.filters.listener.original_dst.v3.OriginalDst", value: {} },
                },
            ],
            filterChains: [{ name: "default", filters: [expectedPeer, tunnel] }],
        },
        requires: [{ type: resourceTypes.cluster, name: connectOriginate }],
    };
}
const expectedPeer = {
    name: "envoy.filters.network.set_filter_state",
    typedConfig: {
        type: "envoy.extensions.filters.network.set_filter_state.v3.Config",
        value: {
            onNewConnection: [
                {
                    objectKey: "envoy.network.upstream_subject_alt_names",
                    formatString: { textFormatSource: { inlineString: `%DYNAMIC_METADATA(${endpointMetadata.peer}:san)%` } },
                },
            ],
        },
    },
};
const tunnel = {
    name: "envoy.filters.network.tcp_proxy",
    typedConfig: {
        type: "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
        value: {
            statPrefix: connectOnward,
            cluster: connectOriginate,
            idleTimeout: {},
            tunnelingConfig: {
                hostname: "%DOWNSTREAM_LOCAL_ADDRESS%",
                headersToAdd: [
                    // Says that this is sent for a client even if nobody knows for which one: then it is refused.
                    [forwardedHeaders.mark, "1"],
                    [forwardedHeaders.client, `%FILTER_STATE(${forwarded.client}:PLAIN)%`],
                    [forwardedHeaders.address, `%FILTER_STATE(${forwarded.address}:PLAIN)%`],
                    [forwardedHeaders.via, `%FILTER_STATE(${forwarded.via}:PLAIN)%`],
                ].map(([key, value]) => ({ header: { key, value }, appendAction: OVERWRITE_IF_EXISTS_OR_ADD })),
            },
        },
    },
};
const onward = "onward";
/** Keeps for the way what it is to be known by the next waypoint; acts only where a route asks for it. */
export const onwardFilter = constant({
    name: onward,
    typedConfig: { type: "envoy.extensions.filters.http.set_filter_state.v3.Config", value: {} },
});
/** What a route brings along for `onwardFilter`. `at`: the service port to which the requests came. */
export function onwardState(route, at) {
    const { action } = route;
    // Copies keep it elsewhere (`onward-copies.ts`).
    const backends = action.kind === "forward" ? action.backends : [];
    if (!backends.some(({ to }) => to.kind === "destination" && to.id.onward === "for-clients"))
        return {};
    return {
        [onward]: {
            type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
            value: {
                onRequestHeaders: [
                    keptForWay(forwarded.client, stateText(filterState.peerPrincipal)),
                    keptForWay(forwarded.address, stateText(filterState.clientIp)),
                    keptForWay(forwarded.via, wayFrom(at)),
                ],
            },
        },
    };
}
/** Answers requests that have been at this port before, and would go round for ever. */
export function loopRoutes(table, at) {
    if (!sendsOn(table.routes))
        return [];
    const filterStates = [{ key: filterState.via, stringMatch: { contains: stopOf(at) } }];
    return [{ name: "loop", match: { prefix: "/", filterState: filterStates }, directResponse: { status: 508 } }];
}
/** The stops so far, and this one. */
export function wayFrom(at) {
    return `${stateText(filterState.via)}${stopOf(at)}`;
}
/** A stop on the way: no other stop contains it. */
function stopOf(at) {
    return `,${destinationKey(at)};`;
}
/** The text of a filter state. */
export function stateText(key) {
    return `%FILTER_STATE(${key}:PLAIN)%`;
}
/** Goes along with a request. Hashable, or one client's request would travel through the connection of another. */
export function keptForWay(objectKey, inlineString) {
    return {
        objectKey,
        factoryKey: "envoy.hashable_string",
        formatString: { textFormatSource: { inlineString } },
        sharedWithUpstream: ONCE,
    };
}
//# sourceMappingURL=onward.js.map