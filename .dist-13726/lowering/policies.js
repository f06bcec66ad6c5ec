import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { authorizerNamed } from "./authorizers.js";
import { conditionsOf, consequence, unusable } from "./conditions.js";
import { operationSubjects, sourceSubjects, subjectOfKey } from "./subjects.js";
/** With the value `true` it keeps a policy from being enforced. */
export const dryRunAnnotation = "istio.io/dry-run";
/** What an authorization policy does. */
export function lowerPolicy(resource, view, report) {
    const { spec, origin, metadata } = resource;
    const name = qualifiedName(resource);
    const onTrial = metadata.annotations[dryRunAnnotation] === "true" && spec.action !== "AUDIT";
    if (onTrial) {
        const message = `AuthorizationPolicy ${name} is on trial: what it would do is recorded, not enforced`;
        report(diagnostic("WM5010", { origin: at(origin, "metadata", "annotations", dryRunAnnotation), message }));
    }
    reportWithoutRules(resource, report);
    const effect = spec.action === "ALLOW" ? "allow" : "deny";
    const scope = { namespace: metadata.namespace, mesh: view.mesh, effect };
    const rules = spec.rules.map((rule, index) => {
        return lowerRule(rule, { ...scope, name: `rule[${index}]`, origin: at(origin, "spec", "rules", index) }, report);
    });
    return { effect, consequence: consequenceOf(resource, view, report), onTrial, policy: { name, rules, origin } };
}
function reportWithoutRules(policy, report) {
    const { spec, origin } = policy;
    if (spec.rules.length > 0 || spec.action === "ALLOW")
        return;
    const name = qualifiedName(policy);
    const [code, outcome, all] = withoutRules[spec.action];
    const message = `AuthorizationPolicy ${name} has no rules, so it ${outcome}`;
    report(diagnostic(code, { origin: at(origin, "spec", "action"), message, advice: `\`rules: [{}]\` ${all} everything` }));
}
const withoutRules = {
    DENY: ["WM5009", "denies nothing", "denies"],
    AUDIT: ["WM5036", "records nothing", "records"],
    CUSTOM: ["WM5036", "asks about nothing", "asks about"],
};
/** What a match leads to. Where an authorizer should be asked and cannot be, it is denied. */
function consequenceOf(policy, view, report) {
    const { origin } = policy;
    const { action, provider } = policy.spec;
    if (action !== "CUSTOM") {
        if (provider !== undefined) {
            const message = `${qualifiedName(policy)} has action ${action}, which asks no provider`;
            report(diagnostic("WM5037", { origin: at(origin, "spec", "provider"), message }));
        }
        return { kind: { ALLOW: "allow", DENY: "deny", AUDIT: "audit" }[action] };
    }
    const wanted = provider?.name === undefined ? at(origin, "spec", "action") : at(origin, "spec", "provider", "name");
    const authorizer = authorizerNamed(provider?.name ?? "", wanted, { view, report });
    return authorizer === undefined ? { kind: "deny" } : { kind: "ask", authorizer };
}
function lowerRule(rule, place, report) {
    const { origin, name } = place;
    const sources = sourceSubjects(place);
    const from = (rule.from ?? []).map(({ source }, index) => {
        return lowerClause(source ?? {}, { ...place, origin: at(origin, "from", index, "source"), subjects: sources }, report);
    });
    const to = (rule.to ?? []).map(({ operation }, index) => {
        const clause = { ...place, origin: at(origin, "to", index, "operation"), subjects: operationSubjects };
        return lowerClause(operation ?? {}, clause, report);
    });
    const when = (rule.when ?? []).flatMap((condition, index) => {
        return lowerWhen(condition, { ...place, origin: at(origin, "when", index) }, report);
    });
    return { name, from, to, when, origin };
}
/** The lists of a source or an operation: `paths` and `notPaths` are about one subject. */
function lowerClause(lists, place, report) {
    const { origin, effect, subjects } = place;
    const clause = [];
    let said = false;
    for (const [field, subject] of Object.entries(subjects)) {
        if (subject === undefined)
            continue;
        const notField = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
        for (const list of [field, notField]) {
            const values = lists[list] ?? [];
            if (values.length === 0)
                continue;
            said = true;
            const negated = list === notField;
            clause.push(...conditionsOf({ subject, values, negated, origin: at(origin, list) }, effect, report));
        }
    }
    return said ? clause : nothingSaid(place, report);
}
function lowerWhen({ key, values = [], notValues = [] }, place, report) {
    const { origin, effect } = place;
    const subject = subjectOfKey(key, place);
    if (subject === undefined) {
        const message = `the condition ${JSON.stringify(key)} is not known`;
        report(diagnostic("WM5011", { origin: at(origin, "key"), message, advice: consequence(effect) }));
        return unusable(effect, { origin, because: `the condition ${key} is not known` });
    }
    if (values.length + notValues.length === 0)
        return nothingSaid(place, report);
    const positive = { subject, values, negated: false, origin: at(origin, "values") };
    const negative = { subject, values: notValues, negated: true, origin: at(origin, "notValues") };
    return [...conditionsOf(positive, effect, report), ...conditionsOf(negative, effect, report)];
}
function nothingSaid({ origin, effect }, report) {
    report(diagnostic("WM5013", { origin, message: "this part of the rule is empty", advice: consequence(effect) }));
    return unusable(effect, { origin, because: "this part of the rule is empty" });
}
//# sourceMappingURL=policies.js.map