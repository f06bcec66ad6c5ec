import { pathPattern, textPattern, wildcardPattern } from "./text-patterns.js";
/** The source of a connection or request, by the name of the list in `from`. */
export function sourceSubjects(scope) {
    return {
        principals: {
            kind: "text",
            attribute: { name: "principal" },
            patterns: (value) => principalPatterns(value, scope.mesh),
        },
        requestPrincipals: {
            kind: "text",
            attribute: { name: "request-principal" },
            patterns: single(requestPrincipalPattern),
        },
        namespaces: { kind: "text", attribute: { name: "namespace" }, patterns: single(wildcardPattern) },
        serviceAccounts: {
            kind: "text",
            attribute: { name: "service-account" },
            patterns: (value) => serviceAccountPatterns(value, scope.namespace),
        },
        trustDomains: { kind: "text", attribute: { name: "trust-domain" }, patterns: single(wildcardPattern) },
        ipBlocks: { kind: "address", attribute: "source" },
        remoteIpBlocks: scope.mesh.trustedProxies > 0
            ? { kind: "address", attribute: "remote" }
            : { kind: "address", attribute: "source", insteadOf: "remote" },
    };
}
/** The operation, by the name of the list in `to`. */
export const operationSubjects = {
    hosts: text("host"),
    ports: { kind: "port" },
    methods: text("method"),
    paths: { kind: "text", attribute: { name: "path" }, patterns: single(pathPattern) },
};
/** What a `when` key is about; undefined for keys that waymark does not know. */
export function subjectOfKey(key, scope) {
    const sources = sourceSubjects(scope);
    switch (key) {
        case "source.principal":
            return sources.principals;
        case "source.namespace":
            return sources.namespaces;
        case "source.serviceAccount":
            return sources.serviceAccounts;
        case "source.trustDomain":
            return sources.trustDomains;
        case "source.ip":
            return sources.ipBlocks;
        case "remote.ip":
            return sources.remoteIpBlocks;
        case "destination.ip":
            return { kind: "address", attribute: "destination" };
        case "destination.port":
            return operationSubjects.ports;
        case "connection.sni":
            return text("server-name");
        case "request.auth.principal":
            return sources.requestPrincipals;
        case "request.auth.audiences":
            return claim(["aud"]);
        case "request.auth.presenter":
            return claim(["azp"]);
        default:
            return headerSubject(key) ?? claimSubject(key);
    }
}
/** `request.headers[X-Name]`. */
function headerSubject(key) {
    const header = /^request\.headers\[(:?[!#$%&'*+.^_`|~\w-]+)\]$/.exec(key)?.[1];
    if (header === undefined)
        return undefined;
    return { kind: "text", attribute: { name: "header", header: header.toLowerCase() }, patterns: single(textPattern) };
}
/** `request.auth.claims[a]`, `request.auth.claims[a][b]`; dots belong to a key. */
function claimSubject(key) {
    const path = /^request\.auth\.claims((?:\[[^[\]]+\])+)$/.exec(key)?.[1];
    return path === undefined ? undefined : claim(path.slice(1, -1).split("]["));
}
function claim(path) {
    return { kind: "text", attribute: { name: "claim", path }, patterns: single(textPattern) };
}
function text(name) {
    return { kind: "text", attribute: { name }, patterns: single(textPattern) };
}
function single(read) {
    return (value) => {
        const pattern = read(value);
        return pattern === undefined ? undefined : [pattern];
    };
}
/** `issuer/subject`; without a slash there is no telling where the subject begins. */
function requestPrincipalPattern(value) {
    const pattern = textPattern(value);
    if (pattern === undefined || pattern.kind === "present" || pattern.kind === "suffix")
        return pattern;
    return value.includes("/") ? pattern : undefined;
}
/** A trust domain that policies use for "ours", whatever ours is called. */
const localTrustDomain = "cluster.local";
/**
 * A principal is written without `spiffe://`. One of our trust domain stands for all of its aliases too, so that
 * policies survive a change of the trust domain.
 */
function principalPatterns(value, { trustDomain, trustDomainAliases }) {
    const written = value.replace(/^spiffe:\/\//, "");
    const pattern = textPattern(written);
    if (pattern === undefined || pattern.kind === "present" || pattern.kind === "suffix")
        return pattern && [pattern];
    if (!("value" in pattern))
        return undefined;
    const { kind, value: principal } = pattern;
    const slash = principal.indexOf("/");
    const domain = slash < 0 ? "" : principal.slice(0, slash);
    const ours = [trustDomain, ...trustDomainAliases];
    const domains = ours.includes(domain) || domain === localTrustDomain ? [...new Set([...ours])] : [domain];
    if (slash < 0)
        return [{ kind, value: `spiffe://${principal}` }];
    return domains.map((one) => ({ kind, value: `spiffe://${one}${principal.slice(slash)}` }));
}
/** `namespace/name`, or a name in the policy's namespace; wildcards have no meaning here. */
function serviceAccountPatterns(value, namespace) {
    const parts = value.split("/");
    if (value.includes("*") || parts.length > 2 || parts.includes(""))
        return undefined;
    return [{ kind: "exact", value: parts.length === 2 ? value : `${namespace}/${value}` }];
}
//# sourceMappingURL=subjects.js.map