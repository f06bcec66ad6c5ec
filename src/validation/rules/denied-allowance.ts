import type { Report } from "../../diagnostics/diagnostic.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Rule as PolicyRule } from "../../ir/access.js";
import { lowerPolicy } from "../../lowering/policies.js";
import { qualifiedName } from "../../model/addresses.js";
import type { Resource } from "../../model/resource.js";
import type { ResourceView } from "../../model/resource-set.js";
import { targetsOf } from "../../model/selectors.js";
import { clauseCovers } from "../covering.js";
import { waysOf } from "../doors.js";
import { isOnTrial } from "../restrictions.js";
import type { Rule } from "../rule.js";

type Policy = Resource<"AuthorizationPolicy">;

/** ALLOW rules that a DENY rule of the same target covers as a whole. */
export const deniedAllowance: Rule = {
  codes: ["WM5081"],
  check: (view, report) => {
    const denying = new Map<string, Denial[]>();
    for (const policy of view.all("AuthorizationPolicy")) {
      if (policy.spec.action !== "DENY" || isOnTrial(policy.metadata)) continue;
      const { namespace } = policy.metadata;
      const { rules } = lowerPolicy(policy, view, () => undefined).policy;
      denying.set(namespace, [...(denying.get(namespace) ?? []), { policy, rules }]);
    }
    for (const policy of view.all("AuthorizationPolicy")) {
      const denials = denying.get(policy.metadata.namespace);
      if (policy.spec.action !== "ALLOW" || denials === undefined) continue;
      const same = denials.filter((denial) => aimsAtAll(denial.policy, policy));
      if (same.length > 0) reportRules(policy, same, { view, report });
    }
  },
};

interface Denial {
  readonly policy: Policy;
  readonly rules: readonly PolicyRule[];
}

function reportRules(
  policy: Policy,
  denials: readonly Denial[],
  { view, report }: { readonly view: ResourceView; readonly report: Report },
): void {
  const { rules } = lowerPolicy(policy, view, () => undefined).policy;
  for (const rule of rules) {
    for (const denial of denials) {
      const over = denial.rules.find((one) => covers(one, rule));
      if (over === undefined) continue;
      const message = `all that this rule allows is denied by ${qualifiedName(denial.policy)}`;
      const related = [{ origin: over.origin, message: "the rule that denies it" }];
      report(diagnostic("WM5081", { origin: rule.origin, message, related }));
      break;
    }
  }
}

/** Whether every way to match `narrow` is a way to match `wide`. What never matches is said where it is lowered. */
function covers(wide: PolicyRule, narrow: PolicyRule): boolean {
  const ways = waysOf(narrow);
  if (ways.some((clause) => clause.some(({ kind }) => kind === "never"))) return false;
  return ways.every((clause) => waysOf(wide).some((other) => clauseCovers(other, clause)));
}

/** Whether one policy judges wherever the other does, as far as their targets are written alike. */
function aimsAtAll(denial: Policy, allowance: Policy): boolean {
  const allowed = targetsOf(allowance.spec);
  const denied = targetsOf(denial.spec);
  if (allowed.length === 0 || denied.length === 0) {
    const both = allowed.length === 0 && denied.length === 0;
    const labels = denial.spec.selector;
    return both && (labels === undefined || JSON.stringify(labels) === JSON.stringify(allowance.spec.selector));
  }
  return allowed.every((target) =>
    denied.some(({ kind, name, sectionName }) => {
      const whole = sectionName === undefined || sectionName === target.sectionName;
      return kind === target.kind && name === target.name && whole;
    }),
  );
}
