/**
 * Asks authorizers outside (`envoy.filters.http.ext_authz`). Which requests are put to one, rules of its own decide:
 * RBAC judges them without enforcing anything and leaves a mark in the request's metadata, which opens the next filter.
 */
import { envoy } from "../../../generated/envoy.js";
import { filterState, grpcClusterName, hostPort, httpClusterName, policyMetadata, recordPrefixes, tokenMetadata, } from "../names.js";
import { againElsewhere } from "../retry-policy.js";
import { constant, duration } from "../settings.js";
import { stringMatcher } from "../string-match.js";
import { rbac, rbacPolicies } from "./authorization.js";
/** Puts requests to authorizers, one after the other; the first that refuses one answers it. */
export function external(access) {
    const checks = (access.external ?? []).filter(({ policies }) => policies.some(({ rules }) => rules.length > 0));
    if (checks.length === 0)
        return [];
    return [tellsClient, ...checks.flatMap(filtersOf), forgetsClient];
}
/** The clusters through which the authorizers of these rules are asked. */
export function authorizerClusters(access) {
    return [...new Set((access.external ?? []).map(({ authorizer }) => clusterOf(authorizer)))].sort();
}
const clientHeader = "x-forwarded-client-cert";
/**
 * Behind an internal listener Envoy knows no certificate of the client's, so authorizers are told who is asking in the
 * header that is customary for it. What clients themselves send under this name never gets this far.
 */
const tellsClient = headerMutation("tell-client", {
    append: {
        header: { key: clientHeader, value: `URI=%FILTER_STATE(${filterState.peerPrincipal}:PLAIN)%` },
        appendAction: envoy.config.core.v3.HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
    },
});
/** Applications see what they would see without authorizers. */
const forgetsClient = headerMutation("forget-client", { remove: clientHeader });
function headerMutation(name, mutation) {
    return constant({
        name,
        typedConfig: {
            type: "envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
            value: { mutations: { requestMutations: [mutation] } },
        },
    });
}
function filtersOf({ authorizer, policies, onTrial }) {
    const { name } = authorizer;
    const suffix = onTrial ? `${name}-on-trial` : name;
    const always = policies.some(asksAlways);
    const marks = recordPrefixes.asked({ name, onTrial });
    const config = {
        ...extAuthz(authorizer),
        statPrefix: suffix,
        ...(onTrial && { shadowMode: true }),
        ...(!always && {
            filterEnabledMetadata: {
                filter: policyMetadata.filter,
                path: [{ key: `${marks}${policyMetadata.shadow}` }],
                value: { presentMatch: true },
            },
        }),
    };
    const ask = {
        name: `ext-authz-${suffix}`,
        typedConfig: { type: "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz", value: config },
    };
    if (always)
        return [ask];
    const shadowRules = {
        action: envoy.config.rbac.v3.RBAC.Action.DENY,
        policies: rbacPolicies(policies, "always"),
    };
    return [rbac(`authz-ask-${suffix}`, { shadowRules, shadowRulesStatPrefix: marks }), ask];
}
/** A rule without any condition: there is nothing to judge. */
function asksAlways({ rules }) {
    return rules.some(({ from, to, when }) => {
        return when.length === 0 && [from, to].every((side) => side.length === 0);
    });
}
function extAuthz(authorizer) {
    const { unavailable, body, reroutes, protocol } = authorizer;
    return {
        ...(protocol.kind === "grpc" ? grpcFields(authorizer) : httpFields(authorizer, protocol)),
        transportApiVersion: envoy.config.core.v3.ApiVersion.V3,
        ...(unavailable.kind === "let-pass"
            ? { failureModeAllow: true }
            : { statusOnError: { code: unavailable.status } }),
        ...(body !== undefined && {
            withRequestBody: {
                maxRequestBytes: body.maxBytes,
                allowPartialMessage: body.allowPartial,
                packAsBytes: body.asBytes,
            },
        }),
        ...(reroutes && { clearRouteCache: true }),
        // What no HTTP header may look like is refused, not passed on to the application.
        validateMutations: true,
    };
}
function grpcFields({ destination, timeoutMs }) {
    return {
        grpcService: {
            envoyGrpc: { clusterName: grpcClusterName(destination), authority: destination.host },
            timeout: duration(timeoutMs),
            retryPolicy: againElsewhere,
        },
        // The verified token, whose original the application, and so the authorizer, need not get to see.
        metadataContextNamespaces: [tokenMetadata.filter],
    };
}
function httpFields({ destination, timeoutMs }, protocol) {
    const { pathPrefix, seesHeaders, extraHeaders, toApplication, toClientOnAllow, toClientOnDeny } = protocol;
    const response = {
        ...(toApplication.length > 0 && { allowedUpstreamHeaders: anyOf(toApplication) }),
        ...(toClientOnDeny.length > 0 && { allowedClientHeaders: anyOf(toClientOnDeny) }),
        ...(toClientOnAllow.length > 0 && { allowedClientHeadersOnSuccess: anyOf(toClientOnAllow) }),
    };
    return {
        httpService: {
            serverUri: {
                uri: `http://${hostPort(destination.host, destination.port)}`,
                cluster: httpClusterName(destination),
                timeout: duration(timeoutMs),
            },
            ...(pathPrefix !== "" && { pathPrefix }),
            ...(extraHeaders.length > 0 && {
                // A percent sign starts one of Envoy's own variables.
                authorizationRequest: {
                    headersToAdd: extraHeaders.map(({ name, value }) => ({ key: name, value: value.replaceAll("%", "%%") })),
                },
            }),
            ...(Object.keys(response).length > 0 && { authorizationResponse: response }),
            retryPolicy: againElsewhere,
        },
        ...(seesHeaders.length > 0 && { allowedHeaders: anyOf(seesHeaders) }),
    };
}
function clusterOf({ destination, protocol }) {
    return protocol.kind === "grpc" ? grpcClusterName(destination) : httpClusterName(destination);
}
/** Names of headers, which are in lower case on both sides. */
function anyOf(patterns) {
    return { patterns: patterns.map(stringMatcher) };
}
//# sourceMappingURL=external.js.map