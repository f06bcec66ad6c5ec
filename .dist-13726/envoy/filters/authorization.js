import { envoy } from "../../../generated/envoy.js";
import { recordPrefixes, ruleName } from "../names.js";
import { allPermissions, allPrincipals, isAboutDestination, permissionOf, principalOf, } from "./conditions.js";
const { Action } = envoy.config.rbac.v3.RBAC;
/** Records what any AUDIT policy matches: `access_log_hint`, the policy's name, and a counter for each of its rules. */
export function audit(access) {
    const policies = rbacPolicies(access.audit ?? [], "always");
    if (Object.keys(policies).length === 0)
        return [];
    const rules = { action: Action.LOG, policies };
    return [rbac("authz-audit", { rules, rulesStatPrefix: recordPrefixes.audit, trackPerRuleStats: true })];
}
/** Refuses what any DENY policy matches, with 403; records what those on trial would refuse. */
export function deny(access) {
    const policies = rbacPolicies(access.deny, "always");
    const onTrial = rbacPolicies(access.trial?.deny ?? [], "always");
    const enforced = Object.keys(policies).length === 0 ? {} : { rules: { action: Action.DENY, policies } };
    const shadow = Object.keys(onTrial).length === 0 ? {} : trial(recordPrefixes.trialDeny, Action.DENY, onTrial);
    const config = { ...enforced, ...shadow };
    return Object.keys(config).length === 0 ? [] : [rbac("authz-deny", config)];
}
/**
 * If there are ALLOW policies, refuses what none of them matches, with 403. A trial of ALLOW policies is a trial of all
 * of them together: were they in force, a request would pass that matches one on trial or one in force.
 */
export function allow(access) {
    const policies = rbacPolicies(access.allow, "never");
    const onTrial = rbacPolicies(access.trial?.allow ?? [], "never");
    const enforced = access.allow.length === 0 ? {} : { rules: { action: Action.ALLOW, policies } };
    const shadow = access.trial === undefined || access.trial.allow.length === 0
        ? {}
        : trial(recordPrefixes.trialAllow, Action.ALLOW, { ...policies, ...onTrial });
    const config = { ...enforced, ...shadow };
    return Object.keys(config).length === 0 ? [] : [rbac("authz-allow", config)];
}
function trial(prefix, action, policies) {
    return { shadowRules: { action, policies }, shadowRulesStatPrefix: prefix, trackPerRuleStats: true };
}
export function rbac(name, config) {
    return { name, typedConfig: { type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: config } };
}
/** One RBAC policy for each rule, under the name that logs and response code details show. */
export function rbacPolicies(policies, unexpressed) {
    return Object.fromEntries(policies.flatMap((policy) => policy.rules.map((rule) => [ruleName(policy.name, rule.name), rbacPolicy(rule, unexpressed)])));
}
function rbacPolicy(rule, unexpressed) {
    const always = [[]];
    const from = rule.from.length === 0 ? always : rule.from;
    const to = rule.to.length === 0 ? always : rule.to;
    const aboutDestination = rule.when.filter(isAboutDestination);
    const aboutClient = rule.when.filter((condition) => !isAboutDestination(condition));
    return {
        permissions: to.map((clause) => allPermissions([...clause, ...aboutDestination].map((condition) => permissionOf(condition, unexpressed)))),
        principals: from.map((clause) => allPrincipals([...clause, ...aboutClient].map((condition) => principalOf(condition, unexpressed)))),
    };
}
//# sourceMappingURL=authorization.js.map