import type { Enforcement } from "../binding/enforcement.js";
import { enforcementAt } from "../binding/enforcement.js";
import type { PluginObject } from "../binding/policies.js";
import { waypointController } from "../binding/waypoints.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { PolicyTargetReference } from "../model/selectors.js";
import { targetsOf } from "../model/selectors.js";
import type { AncestorStatus, Condition, ObjectStatus } from "./condition.js";
import { conditionOf, distinct, distinctObstacles, extentOf, identityOf, inEffectCondition } from "./condition.js";
import { untargetedPolicyStatus } from "./door-policy-status.js";
import type { EffectFinding } from "./object-findings.js";

/** Whatever attaches to what waypoints serve by its `targetRefs`. */
export type Policy = Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication"> | PluginObject;

/**
 * What becomes of a policy: on waypoints at each of its targets (`WaypointAccepted`, and `ancestors` with one entry a
 * target), or without targets at the pods' doors (`ZtunnelAccepted`).
 */
export function policyStatus(policy: Policy, view: ResourceView, findings: readonly EffectFinding[]): ObjectStatus {
  const targets = targetsOf(policy.spec);
  if (targets.length === 0) return untargetedPolicyStatus(policy, view, findings);
  const shared = findings.filter((finding) => targetIndexOf(finding) === undefined);
  const outcomes = targets.map((target, index) => {
    const own = findings.filter((finding) => targetIndexOf(finding) === index);
    return targetOutcome({ policy, target, findings: [...own, ...shared] }, view);
  });
  const summary = {
    inEffect: extentOf(outcomes.map(({ inEffect }) => inEffect)),
    where: distinct(outcomes.flatMap(({ where }) => where)),
    because: distinctObstacles(outcomes.flatMap(({ because }) => because)),
  };
  return {
    ...identityOf(policy),
    ...summary,
    conditions: [
      waypointAccepted(policy, outcomes, shared),
      ...keysResolved(policy, shared),
      inEffectCondition(policy, summary),
    ],
    ancestors: outcomes.map(({ status }) => status),
  };
}

function nounOf({ kind }: Policy): string {
  return kind === "WasmPlugin" || kind === "TrafficExtension" ? "plugin" : "policy";
}

/** The place of a finding in the list of targets; `targetRef` is a list of one. */
function targetIndexOf({ path }: EffectFinding): number | undefined {
  if (path[1] === "targetRef") return 0;
  return path[1] === "targetRefs" && typeof path[2] === "number" ? path[2] : undefined;
}

interface TargetSite {
  readonly policy: Policy;
  readonly target: PolicyTargetReference;
  /** About this target, or about the policy as a whole. */
  readonly findings: readonly EffectFinding[];
}

interface TargetOutcome extends Pick<ObjectStatus, "inEffect" | "where" | "because"> {
  readonly rejection: EffectFinding | undefined;
  readonly status: AncestorStatus;
}

function targetOutcome({ policy, target, findings }: TargetSite, view: ResourceView): TargetOutcome {
  const rejection = findings.find(({ meaning }) => meaning.consequence === "rejected");
  const effect = effectAt(enforcementAt(target, policy, view), findings);
  const accepted = conditionOf(policy, {
    type: "Accepted",
    status: rejection === undefined ? "True" : "False",
    reason: rejection?.meaning.reason ?? "Accepted",
    message: rejection?.message ?? `the ${nounOf(policy)} attaches to this target`,
  });
  const { group, kind, name, sectionName } = target;
  const ancestorRef = {
    group,
    kind,
    ...(kind !== "GatewayClass" && { namespace: target.namespace ?? policy.metadata.namespace }),
    name,
    ...(sectionName !== undefined && { sectionName }),
  };
  const conditions = [accepted, inEffectCondition(policy, effect)];
  return { ...effect, rejection, status: { ancestorRef, controllerName: waypointController, conditions } };
}

function effectAt(
  places: readonly Enforcement[],
  findings: readonly EffectFinding[],
): Pick<ObjectStatus, "inEffect" | "where" | "because"> {
  const lost = findings.some(({ meaning, path }) => {
    return meaning.consequence === "rejected" || (meaning.consequence === "inert" && path[1] !== "rules");
  });
  const enforced = places.filter(({ inEffect }) => inEffect);
  const elsewhere = places
    .filter(({ inEffect }) => !inEffect)
    .map(({ judges, because }) => ({ message: `${judges}: ${because}` }));
  // What is said by a diagnostic need not be said twice.
  const because = distinctObstacles(findings.length > 0 ? findings : elsewhere);
  if (lost || enforced.length === 0) return { inEffect: "no", where: [], because };
  const where = distinct(enforced.map((place) => `waypoint ${place.where}`));
  return { inEffect: because.length > 0 ? "partly" : "yes", where, because };
}

function waypointAccepted(
  policy: Policy,
  outcomes: readonly TargetOutcome[],
  shared: readonly EffectFinding[],
): Condition {
  const type = "WaypointAccepted";
  const rejections = outcomes.flatMap(({ rejection }) => rejection ?? []);
  const [first] = rejections;
  const messages = distinct([...rejections, ...shared].map(({ message }) => message)).join("; ");
  if (first !== undefined && rejections.length === outcomes.length) {
    return conditionOf(policy, { type, status: "False", reason: first.meaning.reason, message: messages });
  }
  const broken = shared.some(({ meaning }) => meaning.consequence === "part");
  if (first !== undefined || broken) {
    return conditionOf(policy, { type, status: "True", reason: "PartiallyInvalid", message: messages });
  }
  const message = `the ${nounOf(policy)} attaches to its targets`;
  return conditionOf(policy, { type, status: "True", reason: "Accepted", message });
}

/** Whether tokens can be verified; only where there are tokens to verify. */
function keysResolved(policy: Policy, findings: readonly EffectFinding[]): readonly Condition[] {
  if (policy.kind !== "RequestAuthentication" || policy.spec.jwtRules.length === 0) return [];
  const type = "waymark.dev/KeysResolved";
  const missing = findings.filter(({ meaning }) => meaning.consequence === "keys");
  const [first] = missing;
  if (first === undefined) {
    const message = "the keys of every issuer are known";
    return [conditionOf(policy, { type, status: "True", reason: "KeysResolved", message })];
  }
  const message = distinct(missing.map((finding) => finding.message)).join("; ");
  return [conditionOf(policy, { type, status: "False", reason: first.meaning.reason, message })];
}
