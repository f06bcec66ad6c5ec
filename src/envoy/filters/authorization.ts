import { envoy } from "../../../generated/envoy.js";
import type { Access, Clause, Policy, Rule } from "../../ir/access.js";
import { ruleName } from "../names.js";
import {
  allPermissions,
  allPrincipals,
  isAboutDestination,
  type Permission,
  type Principal,
  permissionOf,
  principalOf,
  type Unexpressed,
} from "./conditions.js";

type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;
type RbacPolicy = envoy.config.rbac.v3.Policy;

const { Action } = envoy.config.rbac.v3.RBAC;

/** Refuses what any DENY policy matches, with 403. */
export function deny(access: Access): readonly TypedExtensionConfig[] {
  const policies = rbacPolicies(access.deny, "always");
  if (Object.keys(policies).length === 0) return [];
  return [rbac("authz-deny", { action: Action.DENY, policies })];
}

/** If there are ALLOW policies, refuses what none of them matches, with 403. */
export function allow(access: Access): readonly TypedExtensionConfig[] {
  if (access.allow.length === 0) return [];
  return [rbac("authz-allow", { action: Action.ALLOW, policies: rbacPolicies(access.allow, "never") })];
}

export function rbac(name: string, rules: envoy.config.rbac.v3.RBAC): TypedExtensionConfig {
  return { name, typedConfig: { type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: { rules } } };
}

/** One RBAC policy for each rule, under the name that logs and response code details show. */
function rbacPolicies(policies: readonly Policy[], unexpressed: Unexpressed): Record<string, RbacPolicy> {
  return Object.fromEntries(
    policies.flatMap((policy) =>
      policy.rules.map((rule) => [ruleName(policy.name, rule.name), rbacPolicy(rule, unexpressed)]),
    ),
  );
}

function rbacPolicy(rule: Rule, unexpressed: Unexpressed): RbacPolicy {
  const always: readonly Clause[] = [[]];
  const from = rule.from.length === 0 ? always : rule.from;
  const to = rule.to.length === 0 ? always : rule.to;
  const aboutDestination = rule.when.filter(isAboutDestination);
  const aboutClient = rule.when.filter((condition) => !isAboutDestination(condition));
  return {
    permissions: to.map(
      (clause): Permission =>
        allPermissions([...clause, ...aboutDestination].map((condition) => permissionOf(condition, unexpressed))),
    ),
    principals: from.map(
      (clause): Principal =>
        allPrincipals([...clause, ...aboutClient].map((condition) => principalOf(condition, unexpressed))),
    ),
  };
}
