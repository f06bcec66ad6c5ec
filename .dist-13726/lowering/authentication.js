import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { hasLineBreak } from "./header-edits.js";
import { keysOf } from "./issuer-keys.js";
/** What a request authentication asks. Broken keys refuse every token of their issuer, never requests without one. */
export function lowerAuthentication(resource, view, report) {
    const policy = qualifiedName(resource);
    if (resource.spec.unreadable)
        return { rules: [], deny: [everybody(policy, at(resource.origin, "spec"))] };
    const lowered = resource.spec.jwtRules.map((rule, index) => {
        const place = { name: `${policy}/jwtRules[${index}]`, origin: at(resource.origin, "spec", "jwtRules", index) };
        const token = tokenRule(rule, place, { view, report });
        return { rule: token, deny: rule.presence === "REQUIRED" ? [required(token)] : [] };
    });
    return { rules: lowered.map(({ rule }) => rule), deny: lowered.flatMap(({ deny }) => deny) };
}
/** What keeps a rule from being used, whatever its keys are. */
function slipOf(rule) {
    if (!rule.issuer) {
        return { code: "WM5068", message: "the rule names no issuer: every token where it looks is refused" };
    }
    const unusable = unusableHeader(rule);
    if (unusable === undefined)
        return undefined;
    const message = `${JSON.stringify(unusable)} cannot be such a header: every token of ${rule.issuer} is refused`;
    return { code: "WM5021", message };
}
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Headers by which proxies find their way and the end of a message: no claim belongs there. */
const reserved = new Set([
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
]);
function isInput({ name, prefix = "" }) {
    return headerName.test(name) && !hasLineBreak(prefix);
}
function isOutput(header) {
    return headerName.test(header) && !reserved.has(header.toLowerCase());
}
/** A header of the rule that no data plane would accept: it would refuse all rules of the service with it. */
function unusableHeader({ fromHeaders = [], outputClaimToHeaders = [], outputPayloadToHeader, }) {
    const outputs = outputClaimToHeaders.map(({ header }) => header);
    if (outputPayloadToHeader)
        outputs.push(outputPayloadToHeader);
    const input = fromHeaders.find((header) => !isInput(header));
    if (input !== undefined)
        return headerName.test(input.name) ? input.prefix : input.name;
    return outputs.find((header) => !isOutput(header));
}
function withUsableHeaders({ outputPayloadToHeader = "", ...rule }) {
    return {
        ...rule,
        ...(isOutput(outputPayloadToHeader) && { outputPayloadToHeader }),
        fromHeaders: (rule.fromHeaders ?? []).filter(isInput),
        outputClaimToHeaders: (rule.outputClaimToHeaders ?? []).filter(({ header }) => isOutput(header)),
    };
}
function tokenRule(written, { name, origin }, sight) {
    const rule = withUsableHeaders(written);
    const { issuer = "", forwardOriginalToken, outputPayloadToHeader = "" } = rule;
    const slip = slipOf(written);
    if (slip !== undefined)
        sight.report(diagnostic(slip.code, { origin, message: slip.message }));
    return {
        name,
        issuer,
        audiences: rule.audiences ?? [],
        keys: slip === undefined ? keysOf({ ...rule, issuer }, origin, sight) : { kind: "unavailable", because: slip.message },
        fromHeaders: (rule.fromHeaders ?? []).map((header) => ({
            name: header.name.toLowerCase(),
            prefix: header.prefix ?? "",
        })),
        fromParams: rule.fromParams ?? [],
        fromCookies: rule.fromCookies ?? [],
        forwardOriginalToken,
        ...(outputPayloadToHeader !== "" && { outputPayloadToHeader: outputPayloadToHeader.toLowerCase() }),
        outputClaimToHeaders: (rule.outputClaimToHeaders ?? []).map(({ header, claim }) => {
            return { header: header.toLowerCase(), claim };
        }),
        spaceDelimitedClaims: rule.spaceDelimitedClaims ?? [],
        origin,
    };
}
function everybody(name, origin) {
    return { name, rules: [{ name: "rule[0]", from: [], to: [], when: [], origin }], origin };
}
/** Denies requests that carry no verified token of the issuer. */
function required({ name, issuer, origin }) {
    const condition = {
        kind: "text",
        attribute: { name: "request-principal" },
        values: [{ kind: "prefix", value: `${issuer}/` }],
        negated: true,
        origin: at(origin, "presence"),
    };
    return { name, rules: [{ name: "rule[0]", from: [], to: [], when: [condition], origin }], origin };
}
//# sourceMappingURL=authentication.js.map