import type { Access, Policy } from "../ir/access.js";
import type { Layer, Step } from "./explanation.js";
import type { Facts } from "./facts.js";
import { firstMatch, type PolicyPlace, type RuleVerdict, ruleText, verdicts } from "./policies.js";

/** Who judges, and what. */
export interface AccessSite {
  readonly layer: Layer;
  readonly at: string;
  readonly onConnection: boolean;
  /** `for this route`: which policies are meant where there are several sets. */
  readonly which?: string;
}

/** What policies say; `refusal` if they do not let pass. */
export interface AccessVerdict {
  readonly steps: readonly Step[];
  readonly refusal?: Step;
}

/** Judges by the policies, in the order in which a proxy does: what is recorded, what is refused, what is allowed. */
export function accessJudged(access: Access, facts: Facts, site: AccessSite): AccessVerdict {
  const recorded = [
    ...noted(access.audit ?? [], facts, { site, says: "is recorded by" }),
    ...noted(access.trial?.deny ?? [], facts, { site, says: "would be refused by" }),
    ...noted(access.trial?.allow ?? [], facts, { site, says: "would be allowed by" }),
  ];
  const denying = firstMatch(access.deny, facts, placeOf(site, "deny"));
  if (denying !== undefined) {
    const refusal = policyStep(denying, site, {
      verdict: "refused",
      did: "refused",
      says: `refused by ${ruleText(denying)}`,
    });
    return { steps: recorded, refusal };
  }
  const spared = access.deny.length === 0 ? [] : [summary(access.deny, site, "DENY")];
  if (access.allow.length === 0) return { steps: [...recorded, ...spared] };
  const place = placeOf(site, "allow");
  const allowing = firstMatch(access.allow, facts, place);
  if (allowing !== undefined) {
    const step = policyStep(allowing, site, {
      verdict: "held",
      did: "allowed",
      says: `allowed by ${ruleText(allowing)}`,
    });
    return { steps: [...recorded, ...spared, step] };
  }
  return { steps: [...recorded, ...spared], refusal: notAllowed(access.allow, facts, { site, place }) };
}

function placeOf({ onConnection }: AccessSite, effect: PolicyPlace["effect"]): PolicyPlace {
  return { effect, onConnection };
}

/** Conditions that would have to hold are those of the rule that comes closest. */
function notAllowed(
  allow: readonly Policy[],
  facts: Facts,
  { site, place }: { readonly site: AccessSite; readonly place: PolicyPlace },
): Step {
  const [closest] = [...verdicts(allow, facts, place)].sort(
    (one, other) => one.findings.length - other.findings.length,
  );
  const count =
    allow.length === 1 ? "the ALLOW policy does not match" : `none of ${allow.length} ALLOW policies matches`;
  const says = `not allowed: ${count}${site.which === undefined ? "" : ` ${site.which}`}`;
  const unmatched = [...new Set(allow.map(({ name }) => name))];
  if (closest !== undefined) return policyStep(closest, site, { verdict: "refused", unmatched, says });
  const [first] = allow;
  return {
    ...stepAt(site),
    what: "policy",
    verdict: "refused",
    says,
    unmatched,
    ...(first !== undefined && { origin: first.origin, rule: first.name }),
  };
}

function noted(
  policies: readonly Policy[],
  facts: Facts,
  { site, says }: { readonly site: AccessSite; readonly says: string },
): readonly Step[] {
  const found = firstMatch(policies, facts, placeOf(site, "deny"));
  if (found === undefined) return [];
  return [policyStep(found, site, { verdict: "held", did: "recorded", says: `${says} ${ruleText(found)}` })];
}

function policyStep(
  { policy, rule, findings }: RuleVerdict,
  site: AccessSite,
  said: Pick<Step, "verdict" | "says" | "did" | "unmatched">,
): Step {
  const text = ruleText({ policy, rule });
  return { ...stepAt(site), what: "policy", ...said, origin: rule.origin, rule: text, findings };
}

function summary(policies: readonly Policy[], site: AccessSite, kind: string): Step {
  const says =
    policies.length === 1
      ? `no ${kind} policy matches (1 considered)`
      : `no ${kind} policy matches (${policies.length} considered)`;
  return { ...stepAt(site), what: "policy", verdict: "held", says };
}

function stepAt({ layer, at }: AccessSite): Pick<Step, "layer" | "at"> {
  return { layer, at };
}
