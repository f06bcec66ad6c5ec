import { createPublicKey } from "node:crypto";
import { httpClusterName, tokenMetadata } from "../names.js";
import { duration } from "../settings.js";
/**
 * A key pair of which only this half was kept: no token verifies against it. It stands for keys that cannot be had, so
 * that the tokens of that issuer are refused (401) while requests without one pass.
 */
const keysOfNobody = JSON.stringify({
    keys: [
        {
            kty: "EC",
            crv: "P-256",
            alg: "ES256",
            kid: "keys-unavailable",
            x: "c-ae3q3Z6_l3u1Fk5Pxm1QN3fSZKCvcTaaaztdcNo5s",
            y: "LWvuAyo-q7ti4RMPov7FiKbSgf7bAbU_rZIk_Z0p9to",
        },
    ],
});
/** Verifies tokens (`envoy.filters.http.jwt_authn`); their payload is what conditions on claims look at. */
export function tokens(access) {
    const rules = access.authentication?.rules ?? [];
    if (rules.length === 0)
        return [];
    return [
        ...withoutForgeries(rules),
        {
            name: tokenMetadata.filter,
            typedConfig: {
                type: "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication",
                value: {
                    providers: Object.fromEntries(rules.map((rule) => [rule.name, provider(rule)])),
                    rules: [{ match: { prefix: "/" }, requires: requirement(rules.map((rule) => rule.name)) }],
                    // A browser asks before it may send a token.
                    bypassCorsPreflight: true,
                },
            },
        },
    ];
}
/**
 * What a client sends under the name of a header that is made from tokens goes, with or without a token. The verifying
 * filter sees to that itself only for the rules that it comes to: not for those behind the first good token, and for
 * none on a CORS preflight. Routes that were chosen by a forged header are chosen again.
 */
function withoutForgeries(rules) {
    const headers = [...new Set(rules.flatMap(outputHeaders))].sort();
    if (headers.length === 0)
        return [];
    return [
        {
            name: "waymark.token-headers",
            typedConfig: {
                type: "envoy.extensions.filters.http.header_mutation.v3.HeaderMutation",
                value: { mutations: { requestMutations: headers.map((remove) => ({ remove })) } },
            },
        },
        {
            name: "waymark.token-routes",
            typedConfig: {
                type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
                value: { clearRouteCache: true },
            },
        },
    ];
}
function outputHeaders({ outputPayloadToHeader, outputClaimToHeaders }) {
    const headers = outputClaimToHeaders.map(({ header }) => header);
    return outputPayloadToHeader === undefined ? headers : [...headers, outputPayloadToHeader];
}
/**
 * No token, or a good one; never a bad one. With several issuers a request with a good token of one of them passes, and
 * one without any token does.
 */
function requirement(providers) {
    const orMissing = (name) => ({
        requiresAny: { requirements: [{ providerName: name }, { allowMissing: {} }] },
    });
    const [only, ...others] = providers;
    if (only !== undefined && others.length === 0)
        return orMissing(only);
    return {
        requiresAny: {
            requirements: [
                ...providers.map((providerName) => ({ providerName })),
                { requiresAll: { requirements: providers.map(orMissing) } },
            ],
        },
    };
}
function provider(rule) {
    return {
        issuer: rule.issuer,
        audiences: rule.audiences,
        ...keySource(rule),
        fromHeaders: rule.fromHeaders.map(({ name, prefix }) => ({ name, valuePrefix: prefix })),
        fromParams: rule.fromParams,
        fromCookies: rule.fromCookies,
        forward: rule.forwardOriginalToken,
        ...(rule.outputPayloadToHeader !== undefined && { forwardPayloadHeader: rule.outputPayloadToHeader }),
        claimToHeaders: rule.outputClaimToHeaders.map(({ header, claim }) => ({ headerName: header, ...claimAt(claim) })),
        payloadInMetadata: tokenMetadata.payload,
        normalizePayloadInMetadata: {
            spaceDelimitedClaims: [...new Set(["permission", "scope", ...rule.spaceDelimitedClaims])],
        },
        // Routes may look at the headers made from claims.
        clearRouteCache: true,
    };
}
/** A dot leads into an object, except in names of the form of a URL, which is how claims of one's own are named. */
function claimAt(claim) {
    return claim.includes("://") ? { claimPath: [{ key: claim }] } : { claimName: claim };
}
/** How long a waypoint uses keys that it fetched itself before it asks again. */
const remoteKeysMs = 5 * 60_000;
function keySource({ keys }) {
    if (keys.kind !== "remote")
        return { localJwks: { inlineString: usableKeys(keys) } };
    return {
        remoteJwks: {
            httpUri: { uri: keys.url, cluster: httpClusterName(keys.from), timeout: duration(keys.timeoutMs) },
            cacheDuration: duration(remoteKeysMs),
            // Ahead of the first token, and without holding up the other policies of the slot.
            asyncFetch: { fastListener: true },
        },
    };
}
/** Envoy rejects the whole slot, and so every other policy in it, if there is no usable key in a set. */
function usableKeys(keys) {
    if (keys.kind === "unavailable")
        return keysOfNobody;
    return holdsUsableKey(keys.jwks) ? keys.jwks : keysOfNobody;
}
function holdsUsableKey(jwks) {
    try {
        const { keys } = JSON.parse(jwks);
        return Array.isArray(keys) && keys.some(isUsableKey);
    }
    catch {
        return false;
    }
}
function isUsableKey(key) {
    try {
        if (key.kty === "oct")
            return typeof key.k === "string";
        createPublicKey({ key: key, format: "jwk" });
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=tokens.js.map