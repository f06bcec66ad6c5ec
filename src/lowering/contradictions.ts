/** Rules whose conditions cannot hold together. */
import type { Origin } from "../diagnostics/origin.js";
import type { Clause, Condition, Rule, TextCondition } from "../ir/access.js";
import type { StringPattern } from "../ir/pattern.js";

/** Why a rule never matches, one reason for each pair of conditions that exclude each other; none: it may match. */
export function contradictions(rule: Rule): readonly { readonly origin: Origin; readonly message: string }[] {
  const always: readonly Clause[] = [[]];
  const sides = (clauses: readonly Clause[]) => (clauses.length === 0 ? always : clauses);
  const found: { readonly origin: Origin; readonly message: string }[] = [];
  for (const from of sides(rule.from)) {
    for (const to of sides(rule.to)) {
      const reason = contradictionIn([...from, ...to, ...rule.when]);
      // One alternative that can match is enough for the rule.
      if (reason === undefined) return [];
      found.push(reason);
    }
  }
  return found;
}

function contradictionIn(clause: Clause): { readonly origin: Origin; readonly message: string } | undefined {
  const positive = clause.filter(isPositive);
  for (const [index, one] of positive.entries()) {
    const excluded = clause.find(
      (other) => isText(other) && other.negated && sameAttribute(one, other) && covers(other, one),
    );
    if (excluded !== undefined) {
      return { origin: one.origin, message: `every ${nameOf(one)} of this list is excluded by the rule itself` };
    }
    const apart = positive.slice(index + 1).find((other) => sameAttribute(one, other) && disjoint(one, other));
    if (apart !== undefined) {
      return { origin: apart.origin, message: `another list of the rule wants another ${nameOf(one)}` };
    }
  }
  return undefined;
}

function isText(condition: Condition): condition is TextCondition {
  return condition.kind === "text";
}

function isPositive(condition: Condition): condition is TextCondition {
  return isText(condition) && !condition.negated && condition.values.length > 0;
}

function sameAttribute(one: TextCondition, other: Condition): boolean {
  return isText(other) && JSON.stringify(one.attribute) === JSON.stringify(other.attribute);
}

/** Whether everything that `listed` accepts is among what `excluding` names. */
function covers(excluding: Condition, listed: TextCondition): boolean {
  if (!isText(excluding)) return false;
  return listed.values.every((value) => excluding.values.some((pattern) => includes(pattern, value)));
}

function includes(pattern: StringPattern, value: StringPattern): boolean {
  if (pattern.kind === "present") return true;
  if (JSON.stringify(pattern) === JSON.stringify(value)) return true;
  if (!("value" in value)) return false;
  const exact = value.kind === "exact";
  if (pattern.kind === "prefix") return (exact || value.kind === "prefix") && value.value.startsWith(pattern.value);
  if (pattern.kind === "suffix") return (exact || value.kind === "suffix") && value.value.endsWith(pattern.value);
  return false;
}

/** Only what is plain to see: lists of whole texts that have none in common. A claim may be a list and be both. */
function disjoint(one: TextCondition, other: TextCondition): boolean {
  if (one.attribute.name === "claim") return false;
  if (![...one.values, ...other.values].every(({ kind }) => kind === "exact")) return false;
  return !one.values.some((value) => other.values.some((another) => includes(value, another)));
}

function nameOf({ attribute }: TextCondition): string {
  return attribute.name.replaceAll("-", " ");
}
