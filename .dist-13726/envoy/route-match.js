import { filterState, tokenMetadata } from "./names.js";
import { literalRegex, stringMatcher } from "./string-match.js";
/** All conditions of a route. Clients are told apart by the identity that they proved, never by their address. */
export function routeMatch(match, trustDomains) {
    const { method, headers, query, grpc, claims, clientNamespaces } = match;
    return {
        ...pathMatch(match.path),
        headers: [
            ...(method === undefined ? [] : [{ name: ":method", stringMatch: { exact: method } }]),
            ...headers.map(({ name, value }) => ({ name, stringMatch: stringMatcher(value) })),
        ],
        queryParameters: query.map(({ name, value }) => ({ name, stringMatch: stringMatcher(value) })),
        ...(grpc === true && { grpc: {} }),
        ...(claims !== undefined && { dynamicMetadata: claims.map(claimMatcher) }),
        ...(clientNamespaces !== undefined && { filterState: [clientIn(clientNamespaces, trustDomains)] }),
    };
}
/** The prefix as it is matched: without the slash at its end, which says nothing. */
export function prefixElements(prefix) {
    return prefix.replace(/\/+$/, "");
}
function pathMatch(path) {
    switch (path.kind) {
        case "exact":
            return { path: path.value };
        case "regex":
            return { safeRegex: { regex: path.value } };
        case "prefix": {
            const prefix = prefixElements(path.value);
            return prefix === "" ? { prefix: "/" } : { pathSeparatedPrefix: prefix };
        }
    }
}
/** Verified payloads only: the token filter puts them there and makes Envoy look for the route again. */
function claimMatcher({ path, value }) {
    const stringMatch = stringMatcher(value);
    const valueMatchers = [{ stringMatch }, { listMatch: { oneOf: { stringMatch } } }];
    return {
        filter: tokenMetadata.filter,
        path: [tokenMetadata.payload, ...path].map((key) => ({ key })),
        value: { orMatch: { valueMatchers } },
    };
}
function clientIn(namespaces, trustDomains) {
    const oneOf = (texts) => `(${texts.map(literalRegex).join("|")})`;
    const regex = `spiffe://${oneOf(trustDomains)}/ns/${oneOf(namespaces)}/.*`;
    return { key: filterState.peerPrincipal, stringMatch: { safeRegex: { regex } } };
}
//# sourceMappingURL=route-match.js.map