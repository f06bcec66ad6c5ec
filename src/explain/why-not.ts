import type { Origin } from "../diagnostics/origin.js";
import type { Access, Policy } from "../ir/access.js";
import type { ConditionVerdict } from "./explanation.js";
import { type PolicyPlace, ruleText, verdicts } from "./policies.js";
import { type RouteFacts, routeVerdict } from "./route-matches.js";
import type { Considered } from "./world.js";

/** A rule, and whether it matches. */
export interface RuleFinding {
  /** `shop/readers rule[0]`, or the route's name. */
  readonly rule: string;
  /** The waypoint that looks at it. */
  readonly at: string;
  readonly what: "route" | "policy";
  readonly matches: boolean;
  readonly findings: readonly ConditionVerdict[];
  readonly origin: Origin;
}

/** Whether a rule called `text` is meant by a name or the beginning of one. */
export function isRuleNamed(name: string, text: string): boolean {
  return text === name || text.startsWith(`${name} `) || text.startsWith(`${name}/`);
}

/** The rules whose names begin like this. */
export function rulesNamed(
  name: string,
  { at, facts, routes, access, trustDomains }: Considered,
): readonly RuleFinding[] {
  const isNamed = (text: string): boolean => isRuleNamed(name, text);
  const ofRoutes = routes
    .filter((route) => isNamed(route.name))
    .map((route): RuleFinding => {
      const { matches, findings } = routeVerdict(route, facts as RouteFacts, trustDomains);
      return { rule: route.name, at, what: "route", matches, findings, origin: route.origin };
    });
  const onConnection = facts.request === undefined;
  const ofPolicies = access.flatMap(policiesIn).flatMap(({ policy, effect }) =>
    verdicts([policy], facts, { effect, onConnection })
      .filter((verdict) => isNamed(ruleText(verdict)))
      .map((verdict): RuleFinding => {
        const { matches, findings, rule } = verdict;
        return { rule: ruleText(verdict), at, what: "policy", matches, findings, origin: rule.origin };
      }),
  );
  return [...ofRoutes, ...ofPolicies];
}

interface Placed {
  readonly policy: Policy;
  readonly effect: PolicyPlace["effect"];
}

function policiesIn({ deny, allow, audit = [], trial, external = [] }: Access): readonly Placed[] {
  const asked = external.flatMap(({ policies }) => policies);
  const denying = [...deny, ...audit, ...asked, ...(trial?.deny ?? [])];
  return [
    ...denying.map((policy): Placed => ({ policy, effect: "deny" })),
    ...[...allow, ...(trial?.allow ?? [])].map((policy): Placed => ({ policy, effect: "allow" })),
  ];
}
