import { filterState, tokenMetadata } from "../names.js";
import { literalRegex, regexPart, stringMatcher, stringMatcherIgnoringCase } from "../string-match.js";
/** A condition on the side of who asks. */
export function principalOf(condition, unexpressed) {
    const fallback = unexpressed === "always" ? { any: true } : { notId: { any: true } };
    const ids = principals(condition);
    if (ids === undefined)
        return fallback;
    const found = anyPrincipal(ids);
    return isNegated(condition) ? { notId: found } : found;
}
/** A condition on the side of what is asked for. */
export function permissionOf(condition, unexpressed) {
    const fallback = unexpressed === "always" ? { any: true } : { notRule: { any: true } };
    const rules = permissions(condition);
    if (rules === undefined)
        return fallback;
    const found = anyPermission(rules);
    return isNegated(condition) ? { notRule: found } : found;
}
/** Whether only permissions can look at it. */
export function isAboutDestination(condition) {
    switch (condition.kind) {
        case "port":
            return true;
        case "address":
            return condition.attribute === "destination";
        case "text":
            return condition.attribute.name === "server-name";
        case "never":
            return false;
    }
}
export function anyPrincipal(ids) {
    const [only, ...others] = ids;
    if (only === undefined)
        return { notId: { any: true } };
    return others.length === 0 ? only : { orIds: { ids } };
}
/** Of all of them; those that always hold say nothing. */
export function allPrincipals(conditions) {
    const ids = conditions.filter((id) => id.any !== true);
    const [only, ...others] = ids;
    if (only === undefined)
        return { any: true };
    return others.length === 0 ? only : { andIds: { ids } };
}
function anyPermission(rules) {
    const [only, ...others] = rules;
    if (only === undefined)
        return { notRule: { any: true } };
    return others.length === 0 ? only : { orRules: { rules } };
}
export function allPermissions(rules) {
    const [only, ...others] = rules;
    if (only === undefined)
        return { any: true };
    return others.length === 0 ? only : { andRules: { rules } };
}
function isNegated(condition) {
    return condition.kind !== "never" && condition.negated;
}
/** One for each value; undefined if this side cannot look at it. */
function principals(condition) {
    switch (condition.kind) {
        case "never":
            return [];
        case "port":
            return undefined;
        case "address":
            return addressPrincipals(condition);
        case "text":
            return textPrincipals(condition);
    }
}
function permissions(condition) {
    switch (condition.kind) {
        case "never":
            return [];
        case "port":
            return condition.ports.map((port) => ({ destinationPort: port }));
        case "address":
            return condition.attribute === "destination"
                ? condition.ranges.map((range) => ({ destinationIp: cidrRange(range) }))
                : undefined;
        case "text":
            return everyValue(condition, (value) => {
                if (condition.attribute.name === "server-name")
                    return { requestedServerName: stringMatcher(value) };
                return shared(condition.attribute, value);
            });
    }
}
function addressPrincipals(condition) {
    switch (condition.attribute) {
        // Behind an internal listener `direct_remote_ip` never matches, and X-Forwarded-For can forge `remote_ip`.
        case "source":
            return condition.ranges.length === 0
                ? []
                : [
                    {
                        filterState: {
                            key: filterState.clientAddress,
                            addressMatch: { ranges: condition.ranges.map(cidrRange) },
                        },
                    },
                ];
        case "remote":
            return condition.ranges.map((range) => ({ remoteIp: cidrRange(range) }));
        case "destination":
            return undefined;
    }
}
function textPrincipals(condition) {
    return everyValue(condition, (value) => {
        if (condition.attribute.name === "claim")
            return claimPrincipal(condition.attribute.path, value);
        if (condition.attribute.name === "request-principal")
            return tokenPrincipal(value);
        const client = clientMatcher(condition.attribute, value);
        if (client === undefined)
            return shared(condition.attribute, value);
        return client === "unexpressed"
            ? undefined
            : { filterState: { key: filterState.peerPrincipal, stringMatch: client } };
    });
}
/** Undefined as soon as one value cannot be expressed: a part of a list would be another condition. */
function everyValue(condition, one) {
    const found = condition.values.map(one).filter((it) => it !== undefined);
    return found.length === condition.values.length ? found : undefined;
}
/** What a part of the client's SPIFFE id looks like; undefined for attributes of another kind. */
function clientMatcher(attribute, value) {
    const whole = (regex) => ({ safeRegex: { regex } });
    switch (attribute.name) {
        case "principal":
            return stringMatcher(value);
        case "trust-domain":
            return whole(`spiffe://${regexPart(value, "[^/]")}/.*`);
        case "namespace":
            return whole(`spiffe://[^/]+/ns/${regexPart(value, "[^/]")}/.*`);
        case "service-account": {
            const path = serviceAccountPath(value);
            return path === undefined ? "unexpressed" : whole(`spiffe://[^/]+/ns/${path}`);
        }
        default:
            return undefined;
    }
}
/** `shop/reviews` is `shop/sa/reviews` in a SPIFFE id; what a prefix or suffix leaves open may hold the slash. */
function serviceAccountPath(value) {
    if (value.kind === "present")
        return "[^/]+/sa/[^/]+";
    const slash = value.value.indexOf("/");
    const before = literalRegex(value.value.slice(0, slash));
    const after = literalRegex(value.value.slice(slash + 1));
    switch (value.kind) {
        case "exact":
            return slash === -1 ? undefined : `${before}/sa/${after}`;
        case "prefix":
            return slash === -1 ? `${literalRegex(value.value)}[^/]*/sa/[^/]+` : `${before}/sa/${after}[^/]*`;
        case "suffix":
            return slash === -1 ? `[^/]+/sa/[^/]*${literalRegex(value.value)}` : `[^/]*${before}/sa/${after}`;
        default:
            return undefined;
    }
}
/** `issuer/subject`, cut at the last slash, because issuers are URLs. What a prefix or suffix leaves open is any text. */
function tokenPrincipal(value) {
    const both = (issuer, subject) => ({
        andIds: { ids: [claimPrincipal(["iss"], issuer), claimPrincipal(["sub"], subject)] },
    });
    if (value.kind === "present")
        return both(value, value);
    if (value.kind === "regex" || value.kind === "path-template")
        return undefined;
    const slash = value.value.lastIndexOf("/");
    const subject = value.value.slice(slash + 1);
    if (slash === -1)
        return value.kind === "suffix" ? both({ kind: "present" }, value) : undefined;
    const issuer = value.value.slice(0, slash);
    return both({ kind: value.kind === "suffix" ? "suffix" : "exact", value: issuer }, { kind: value.kind === "prefix" ? "prefix" : "exact", value: subject });
}
/** The text at a path in the verified payload, or one element of the list there. Numbers and booleans never match. */
function claimPrincipal(path, value) {
    const stringMatch = stringMatcher(value);
    const matcher = (found) => ({
        sourcedMetadata: {
            metadataMatcher: {
                filter: tokenMetadata.filter,
                path: [tokenMetadata.payload, ...path].map((key) => ({ key })),
                value: found,
            },
        },
    });
    return anyPrincipal([matcher({ stringMatch }), matcher({ listMatch: { oneOf: { stringMatch } } })]);
}
function shared(attribute, value) {
    switch (attribute.name) {
        case "host":
            return { header: { name: ":authority", stringMatch: stringMatcherIgnoringCase(value) } };
        case "method":
            return { header: { name: ":method", stringMatch: stringMatcher(value) } };
        case "header":
            // A header may be there and empty.
            if (value.kind === "present")
                return { header: { name: attribute.header, presentMatch: true } };
            return { header: { name: attribute.header, stringMatch: stringMatcher(value) } };
        case "path":
            return { urlPath: { path: stringMatcher(value) } };
        default:
            return undefined;
    }
}
function cidrRange(range) {
    return { addressPrefix: range.address, prefixLen: { value: range.prefixLength } };
}
//# sourceMappingURL=conditions.js.map