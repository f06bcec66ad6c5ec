import { envoy } from "../../../generated/envoy.js";
import { filterState, forwardedHeaders } from "../names.js";
const { ONCE } = envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue.SharedWithUpstream;
/**
 * Takes another waypoint's word for who the client is, in place of that waypoint itself: the client's identity and
 * address, and the service ports that the request has been at. Only the waypoints in `forwarders` are believed; what
 * anybody else claims changes nothing here, and connect_terminate refuses it afterwards.
 */
export function forwardedClients(forwarders) {
    if (forwarders.length === 0)
        return [];
    const trusted = anyOf(forwarders.map((identity) => single(peer, { exact: identity })));
    const believed = [
        trusted,
        single(header(forwardedHeaders.client), { prefix: "spiffe://" }),
        single(header(forwardedHeaders.address), { safeRegex: { googleRe2: {}, regex: "[0-9a-f:.]+" } }),
    ];
    return [
        {
            name: "forwarded-clients",
            typedConfig: {
                type: "envoy.extensions.common.matching.v3.ExtensionWithMatcher",
                value: {
                    extensionConfig: {
                        name: "forwarded-client",
                        typedConfig: { type: setFilterState, value: { onRequestHeaders } },
                    },
                    xdsMatcher: {
                        matcherList: {
                            matchers: [
                                {
                                    predicate: { notMatcher: { andMatcher: { predicate: believed } } },
                                    onMatch: { action: { name: "skip", typedConfig: { type: skipFilter, value: {} } } },
                                },
                            ],
                        },
                    },
                },
            },
        },
    ];
}
const setFilterState = "envoy.extensions.filters.http.set_filter_state.v3.Config";
const skipFilter = "envoy.extensions.filters.common.matcher.action.v3.SkipFilter";
const hashable = "envoy.hashable_string";
const client = `%REQ(${forwardedHeaders.client})%`;
const address = `%REQ(${forwardedHeaders.address})%`;
const onRequestHeaders = [
    [filterState.peerPrincipal, client, hashable],
    [filterState.clientAddress, address, "envoy.network.ip"],
    [filterState.clientIp, address, hashable],
    // One of the two is an address, the other is passed over.
    [filterState.remoteAddress, `${address}:0`, undefined],
    [filterState.remoteAddress, `[${address}]:0`, undefined],
    [filterState.via, `%REQ(${forwardedHeaders.via})%`, hashable],
].map(([objectKey, inlineString, factoryKey]) => ({
    objectKey,
    ...(factoryKey !== undefined && { factoryKey }),
    formatString: { textFormatSource: { inlineString } },
    sharedWithUpstream: ONCE,
}));
const peer = { type: "envoy.extensions.matching.common_inputs.ssl.v3.UriSanInput", value: {} };
function header(headerName) {
    return { type: "envoy.type.matcher.v3.HttpRequestHeaderMatchInput", value: { headerName } };
}
function single(input, valueMatch) {
    return { singlePredicate: { input: { name: "input", typedConfig: input }, valueMatch } };
}
function anyOf(predicate) {
    const [only, ...others] = predicate;
    return only !== undefined && others.length === 0 ? only : { orMatcher: { predicate } };
}
//# sourceMappingURL=forwarded-clients.js.map