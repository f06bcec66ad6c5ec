/** What is legal in a policy but hardly meant: values and rules that never match, and policies that others make pointless. */
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import type { Condition, Rule, TextCondition } from "../ir/access.js";
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { targetsOf } from "../model/selectors.js";
import { contradictions } from "./contradictions.js";
import { lowerPolicy } from "./policies.js";
import { reportForeignPorts } from "./policy-ports.js";
import { neverMatching } from "./text-advice.js";

type AuthorizationPolicy = Resource<"AuthorizationPolicy">;

/** Says what its author should look at again. */
export function reportAdvice(policy: AuthorizationPolicy, view: ResourceView, report: Report): void {
  // What cannot be used at all is said where the policy is lowered to be enforced.
  const { effect, policy: lowered } = lowerPolicy(policy, view, () => undefined);
  for (const condition of lowered.rules.flatMap(conditionsOf)) {
    if (condition.kind !== "text") continue;
    for (const said of neverMatching(condition, view.mesh.pathNormalization.normalization)) {
      report(diagnostic("WM5046", { origin: condition.origin, ...said }));
    }
    reportHost(condition, effect, report);
  }
  for (const rule of lowered.rules) {
    const [found] = contradictions(rule);
    if (found !== undefined) report(diagnostic("WM5047", found));
  }
  if (targetsOf(policy.spec).length > 0) reportServerNames(lowered.rules, report);
  reportForeignPorts(policy, lowered.rules, { view, report });
  reportEverything(policy, report);
  reportPointless(policy, view, report);
}

function conditionsOf({ from, to, when }: Rule): readonly Condition[] {
  return [...from.flat(), ...to.flat(), ...when];
}

/** A list of hosts keeps nobody out: neither one to deny, nor the exceptions from what is allowed. */
function reportHost({ attribute, negated, origin }: TextCondition, effect: "allow" | "deny", report: Report): void {
  if (attribute.name !== "host" || (effect === "deny") === negated) return;
  report(diagnostic("WM5051", { origin, message: "clients choose the host that they write: this keeps nobody out" }));
}

function reportServerNames(rules: readonly Rule[], report: Report): void {
  for (const { when } of rules) {
    for (const one of when) {
      if (one.kind !== "text" || one.attribute.name !== "server-name") continue;
      const message = "requests are no longer encrypted where they are judged, so they have no server name";
      const excluded = `${message}: every request is another`;
      report(
        diagnostic(one.negated ? "WM5090" : "WM5047", {
          origin: one.origin,
          message: one.negated ? excluded : message,
        }),
      );
    }
  }
}

function reportEverything({ spec, origin, ...policy }: AuthorizationPolicy, report: Report): void {
  const name = qualifiedName({ origin, spec, ...policy });
  if (spec.action === "ALLOW" && spec.rules.length === 0) {
    report(diagnostic("WM5049", { origin: at(origin, "spec"), message: `AuthorizationPolicy ${name} allows nothing` }));
  }
  const all = spec.action === "DENY" ? spec.rules.findIndex(isEmpty) : -1;
  if (all >= 0) {
    const message = `AuthorizationPolicy ${name} denies everything`;
    report(diagnostic("WM5049", { origin: at(origin, "spec", "rules", all), message }));
  }
}

function reportPointless(policy: AuthorizationPolicy, view: ResourceView, report: Report): void {
  if (!isNarrowAllow(policy)) return;
  const { namespace } = policy.metadata;
  for (const { kind, name, sectionName } of targetsOf(policy.spec)) {
    const key = `${kind}/${kind === "GatewayClass" ? "" : namespace}/${name}`;
    const wide = view.indexed("policies-by-target", key).find((other) => {
      if (other.metadata.namespace !== namespace || !isWideAllow(other)) return false;
      return targetsOf(other.spec).some(
        (target) => target.kind === kind && target.name === name && target.sectionName === sectionName,
      );
    });
    if (wide === undefined) continue;
    const message = `AuthorizationPolicy ${qualifiedName(wide)} allows everything to ${kind} ${name} already`;
    const related = [{ origin: at(wide.origin, "spec", "rules"), message: "the rule that allows everything" }];
    report(diagnostic("WM5050", { origin: at(policy.origin, "spec", "rules"), message, related }));
  }
}

function isNarrowAllow({ spec, metadata }: AuthorizationPolicy): boolean {
  return spec.action === "ALLOW" && !isOnTrial(metadata) && !spec.rules.some(isEmpty);
}

function isWideAllow({ spec, metadata }: AuthorizationPolicy): boolean {
  return spec.action === "ALLOW" && !isOnTrial(metadata) && spec.rules.some(isEmpty);
}

function isOnTrial({ annotations }: AuthorizationPolicy["metadata"]): boolean {
  return annotations["istio.io/dry-run"] === "true";
}

/** A rule without conditions: it matches everything. */
function isEmpty({ from, to, when }: AuthorizationPolicy["spec"]["rules"][number]): boolean {
  return [from, to, when].every((list) => list === undefined || list.length === 0);
}
