import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { dryRunAnnotation } from "./policies.js";
/** The attributes of a connection; all others are of HTTP requests. */
const connectionAttributes = new Set([
    "principal",
    "namespace",
    "service-account",
    "trust-domain",
]);
/**
 * The form of a policy that judges connections: ALLOW rules with HTTP conditions vanish, DENY rules lose them, and what
 * an authorizer should be asked about is denied. Undefined for what only records.
 */
export function onConnections(lowered, place, report) {
    const { effect, policy, consequence, onTrial } = lowered;
    if (onTrial || consequence.kind === "audit") {
        const message = `${place.where} keeps no records of connections: ${policy.name} has no effect there`;
        const where = onTrial ? ["metadata", "annotations", dryRunAnnotation] : ["spec", "action"];
        report(diagnostic("WM5035", { origin: at(policy.origin, ...where), message }));
        return undefined;
    }
    if (consequence.kind === "ask") {
        const message = `${place.where} asks no authorizer: ${policy.name} denies there what it matches`;
        report(diagnostic("WM5007", { origin: at(policy.origin, "spec", "action"), message }));
    }
    const rules = policy.rules.flatMap((rule) => {
        const http = [...rule.from.flat(), ...rule.to.flat(), ...rule.when].filter(isHttp);
        const first = http[0];
        if (first === undefined)
            return [rule];
        const outcome = effect === "allow" ? "it allows nothing there" : "it denies there whatever they say";
        const attributes = [...new Set(http.map(attributeText))].join(", ");
        const message = `${policy.name} ${rule.name} judges by ${attributes}, which ${place.where} cannot: ${outcome}`;
        report(diagnostic(place.code, { origin: first.origin, message }));
        if (effect === "allow")
            return [];
        return [{ ...rule, from: rule.from.map(withoutHttp), to: rule.to.map(withoutHttp), when: withoutHttp(rule.when) }];
    });
    return { effect, consequence: { kind: effect }, onTrial, policy: { ...policy, rules } };
}
/** Whether a policy in force looks into requests, or lets somebody else do so. What only records changes nothing. */
export function judgesRequests({ policy, consequence, onTrial }) {
    if (onTrial || consequence.kind === "audit")
        return false;
    if (consequence.kind === "ask")
        return true;
    return policy.rules.some((rule) => [...rule.from.flat(), ...rule.to.flat(), ...rule.when].some(isOfRequests));
}
/** TLS is no HTTP: who asks for a server name does not ask for a look into requests. */
function isOfRequests(condition) {
    return isHttp(condition) && !(condition.kind === "text" && condition.attribute.name === "server-name");
}
function withoutHttp(clause) {
    return clause.filter((condition) => !isHttp(condition));
}
function isHttp(condition) {
    switch (condition.kind) {
        case "text":
            return !connectionAttributes.has(condition.attribute.name);
        case "address":
            return condition.attribute === "remote";
        case "port":
        case "never":
            return false;
    }
}
function attributeText(condition) {
    if (condition.kind === "address")
        return "the forwarded client address";
    return condition.kind === "text" ? condition.attribute.name.replaceAll("-", " ") : condition.kind;
}
//# sourceMappingURL=connections.js.map