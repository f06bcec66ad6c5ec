import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { TextCondition } from "../../ir/access.js";
import { lowerPolicy } from "../../lowering/policies.js";
import { targetsOf } from "../../model/selectors.js";
import { patternCovers } from "../covering.js";
import { isOnTrial } from "../restrictions.js";
import type { Rule } from "../rule.js";

/** Denials of a path that leave the same path with a slash behind it open. */
export const exactDenial: Rule = {
  codes: ["WM5087"],
  check: (view, report) => {
    for (const policy of view.all("AuthorizationPolicy")) {
      const isDenial = policy.spec.action === "DENY" && !isOnTrial(policy.metadata);
      if (!isDenial || targetsOf(policy.spec).length === 0) continue;
      const { rules } = lowerPolicy(policy, view, () => undefined).policy;
      const paths = rules.flatMap(({ to }) => to.flat()).filter((one) => one.kind === "text" && isPath(one));
      for (const condition of paths) {
        const open = condition.kind === "text" ? openPath(condition, paths) : undefined;
        if (open === undefined) continue;
        const message = `${open} is denied, ${open}/ is not`;
        report(diagnostic("WM5087", { origin: condition.origin, message, advice: `add ${open}/*` }));
      }
    }
  },
};

function isPath({ attribute, negated }: TextCondition): boolean {
  return attribute.name === "path" && !negated;
}

/** A denied path that no list of the policy names with a slash behind it. A file has none. */
function openPath({ values }: TextCondition, lists: readonly { readonly kind: string }[]): string | undefined {
  const patterns = (lists as readonly TextCondition[]).flatMap((list) => list.values);
  for (const value of values) {
    if (value.kind !== "exact" || value.value.endsWith("/") || /\.[^/]*$/.test(value.value)) continue;
    const open = { kind: "exact", value: `${value.value}/` } as const;
    const covered = patterns.some((pattern) => pattern.kind === "path-template" || patternCovers(pattern, open));
    if (!covered) return value.value;
  }
  return undefined;
}
