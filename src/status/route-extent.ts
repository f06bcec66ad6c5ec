/** How much of a route its own rules leave in effect. */
import type { FieldPath } from "../diagnostics/origin.js";
import { pathText } from "../diagnostics/origin.js";
import type { Consequence } from "./catalogue-reasons.js";
import type { EffectFinding } from "./object-findings.js";

/** What is known of a rule: how many matches it has. */
interface Rule {
  readonly matches: readonly unknown[];
}

/** Whether nothing is left of any rule, for one of these consequences. */
export function nothingLeft(
  rules: readonly Rule[],
  findings: readonly EffectFinding[],
  consequences: readonly Consequence[],
): boolean {
  const counted = findings.filter(({ meaning }) => consequences.includes(meaning.consequence));
  return rules.length > 0 && rules.every((rule, index) => isLost(rule, index, counted));
}

/** Whether a finding is about the rules of a route. */
export function isOfRules({ path }: { readonly path: FieldPath }): boolean {
  return path[1] === "rules" && path.length > 2;
}

/** `spec.rules[1].matches[0]: no request has the path "x"`. */
export function placedMessage({ path, message }: EffectFinding): string {
  return `${pathText(path)}: ${message}`;
}

function isLost({ matches }: Rule, index: number, findings: readonly EffectFinding[]): boolean {
  const own = findings.filter(({ path }) => isOfRules({ path }) && path[2] === index);
  if (own.some(({ path, meaning }) => path.length === 3 || (meaning.consequence === "rule" && isOfWholeRule(path)))) {
    return true;
  }
  const lost = new Set(own.flatMap(({ path }) => (path[3] === "matches" && path.length > 4 ? [path[4]] : [])));
  return matches.length > 0 && matches.every((_, match) => lost.has(match));
}

/** What is wrong with a backend costs its share of the requests, and no more. */
function isOfWholeRule(path: FieldPath): boolean {
  return path[3] !== "matches" && path[3] !== "backendRefs";
}
