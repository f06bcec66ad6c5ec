import type { Clause, Condition, Policy, Rule } from "../ir/access.js";
import { type ConditionPlace, isAboutDestination, judged } from "./conditions.js";
import type { ConditionVerdict } from "./explanation.js";
import type { Facts } from "./facts.js";

/** What a list of policies leads to, which decides what cannot be asked. */
export interface PolicyPlace {
  readonly effect: "allow" | "deny";
  /** A connection is all there is to judge: the ports without HTTP, and the doors of pods. */
  readonly onConnection: boolean;
}

/** A rule and whether it matches. */
export interface RuleVerdict {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly matches: boolean;
  /** The conditions that make it match, or those that keep it from matching. */
  readonly findings: readonly ConditionVerdict[];
}

/** `shop/readers rule[0]`. */
export function ruleText({ policy, rule }: Pick<RuleVerdict, "policy" | "rule">): string {
  return `${policy.name} ${rule.name}`;
}

/** The first rule that matches, in the order in which proxies look at them: by name. */
export function firstMatch(policies: readonly Policy[], facts: Facts, place: PolicyPlace): RuleVerdict | undefined {
  return verdicts(policies, facts, place).find(({ matches }) => matches);
}

/** All rules, by name. */
export function verdicts(policies: readonly Policy[], facts: Facts, place: PolicyPlace): readonly RuleVerdict[] {
  return policies
    .flatMap((policy) => policy.rules.map((rule) => ({ policy, rule, name: nameInProxy(policy, rule) })))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ policy, rule }) => ({ policy, rule, ...ruleJudged(rule, facts, place) }));
}

/** What proxies sort rules by. */
export function nameInProxy({ name }: Policy, rule: Rule): string {
  const slash = name.indexOf("/");
  return `ns[${name.slice(0, slash)}]-policy[${name.slice(slash + 1)}]-${rule.name}`;
}

interface Judgement {
  readonly matches: boolean;
  readonly findings: readonly ConditionVerdict[];
}

function ruleJudged({ from, to, when }: Rule, facts: Facts, { effect, onConnection }: PolicyPlace): Judgement {
  const unknown = effect === "allow" ? "never" : "always";
  const on = (side: "client" | "request"): ConditionPlace => ({ side: onConnection ? "connection" : side, unknown });
  const sides = [
    clauses(from, facts, () => on("client")),
    clauses(to, facts, () => on("request")),
    clauses([when], facts, (condition) => on(isAboutDestination(condition) ? "request" : "client")),
  ];
  const failed = sides.filter(({ matches }) => !matches);
  return {
    matches: failed.length === 0,
    findings: (failed.length === 0 ? sides : failed).flatMap((side) => side.findings),
  };
}

/** One of the clauses must hold; none holds always. */
function clauses(list: readonly Clause[], facts: Facts, place: (condition: Condition) => ConditionPlace): Judgement {
  if (list.length === 0) return { matches: true, findings: [] };
  const all = list.map((clause) => clause.map((condition) => judged(condition, facts, place(condition))));
  const holding = all.find((findings) => findings.every(({ holds }) => holds));
  if (holding !== undefined) return { matches: true, findings: holding };
  return { matches: false, findings: all.flatMap((findings) => findings.filter(({ holds }) => !holds)) };
}
