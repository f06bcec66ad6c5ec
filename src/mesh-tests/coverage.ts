/** Which route rules, policy rules and token rules of a mesh take part in what is tested. */
import { locate } from "../diagnostics/locate.js";
import type { Origin } from "../diagnostics/origin.js";
import { pathText } from "../diagnostics/origin.js";
import type { Explanation } from "../explain/explanation.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { Access, Policy } from "../ir/access.js";

/** A rule in effect, and how many requests it took part in. */
export interface RuleCoverage {
  readonly kind: "route" | "policy" | "token";
  /** `shop/catalog/preview`, `shop/readers rule[0]`. */
  readonly name: string;
  readonly origin: Origin;
  /** Requests that took the route, that the policy rule allowed, refused or recorded, or whose token was believed. */
  readonly requests: number;
}

/** Counts which rules take part in the stories of requests. */
export class CoverageCounter {
  readonly #rules = new Map<string, Rule>();
  readonly #requests = new Map<string, number>();
  readonly #meshes = new WeakSet<ExplainedMesh>();

  /** Counts one request, and every rule of its mesh as one that might have taken part. */
  count(mesh: ExplainedMesh, { steps, outcomes }: Explanation): void {
    this.expect(mesh);
    const all = [...steps, ...outcomes.flatMap((outcome) => outcome.steps)];
    const keys = all.flatMap(({ did, origin, unmatched = [] }) => [
      ...(did === undefined || origin === undefined ? [] : [keyOf(origin)]),
      ...unmatched.map(unmatchedKey),
    ]);
    for (const key of new Set(keys)) this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
  }

  /** Counts the rules of a mesh as such that might have taken part. */
  expect(mesh: ExplainedMesh): void {
    if (this.#meshes.has(mesh)) return;
    this.#meshes.add(mesh);
    for (const rule of rulesOf(mesh)) this.#rules.set(rule.key, rule);
  }

  /** Every rule, by file and line; those of no file by name. */
  rules(): readonly RuleCoverage[] {
    return [...this.#rules.values()]
      .map(({ key, ...rule }) => ({ rule: { ...rule, requests: this.#requests.get(key) ?? 0 }, place: placeOf(rule) }))
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .map(({ rule }) => rule);
  }
}

/** Of all rules, in percent; 100 where there are none. */
export function coveredPercent(rules: readonly RuleCoverage[]): number {
  if (rules.length === 0) return 100;
  return (rules.filter(({ requests }) => requests > 0).length / rules.length) * 100;
}

interface Rule extends Omit<RuleCoverage, "requests"> {
  readonly key: string;
}

function rulesOf({ waypoints, node }: ExplainedMesh): readonly Rule[] {
  const ports = waypoints.flatMap((waypoint) => waypoint.ports);
  const routes = ports.flatMap((port) => port.routes?.routes ?? []);
  const access = [
    ...ports.map((port) => port.access),
    ...routes.flatMap((route) => route.access ?? []),
    ...node.pods.map((pod) => pod.access),
  ];
  return [
    ...routes.map(({ name, origin }) => rule("route", name.replace(/\/match\[\d+\]$/, ""), origin)),
    ...access.flatMap(policyRules),
    ...access.flatMap(({ authentication }) => (authentication?.rules ?? []).map(({ origin }) => tokenRule(origin))),
  ];
}

function policyRules({ deny, allow, audit = [], trial, external = [] }: Access): readonly Rule[] {
  const asking = external.flatMap(({ policies }) => policies);
  const matching = [...deny, ...allow, ...audit, ...asking, ...(trial?.deny ?? []), ...(trial?.allow ?? [])];
  // What stands nowhere below an object is nobody's rule: waymark made it, to let in waypoints or to fail closed.
  const rules = matching.flatMap(({ name, rules: own }) =>
    own.filter(({ origin }) => origin.path.length > 0).map((one) => rule("policy", `${name} ${one.name}`, one.origin)),
  );
  // An ALLOW policy without rules refuses everything: it takes part where it does.
  return [...rules, ...allow.filter(({ rules: own }) => own.length === 0).map(withoutRules)];
}

function withoutRules({ name, origin }: Policy): Rule {
  return { key: unmatchedKey(name), kind: "policy", name, origin };
}

function tokenRule(origin: Origin): Rule {
  const [, name = ""] = origin.object.split(" ");
  const [, ...below] = origin.path;
  return rule("token", `${name} ${pathText(below)}`.trim(), origin);
}

function rule(kind: Rule["kind"], name: string, origin: Origin): Rule {
  return { key: keyOf(origin), kind, name, origin };
}

function keyOf({ object, path, document }: Origin): string {
  return [object, pathText(path), document?.source.file ?? "", document?.source.firstLine ?? 0].join("\u0000");
}

function unmatchedKey(policy: string): string {
  return `unmatched ${policy}`;
}

function placeOf({ origin, name }: Pick<Rule, "origin" | "name">): string {
  const { file = "", line = 0, column = 0 } = locate(origin) ?? {};
  return [file, String(line).padStart(9, "0"), String(column).padStart(9, "0"), name].join("\u0000");
}
