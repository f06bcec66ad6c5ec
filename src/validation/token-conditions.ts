import type { Policy, TextCondition } from "../ir/access.js";

/** The conditions of a policy on what a verified token says, in the order of its rules. */
export function tokenConditions({ rules }: Policy): readonly TextCondition[] {
  return rules
    .flatMap(({ from, to, when }) => [...from.flat(), ...to.flat(), ...when])
    .flatMap((condition) => {
      if (condition.kind !== "text") return [];
      const { name } = condition.attribute;
      return name === "request-principal" || name === "claim" ? [condition] : [];
    });
}
