import { enforcementOf } from "../binding/enforcement.js";
import type { PluginObject } from "../binding/policies.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ObjectStatus, Obstacle } from "./condition.js";
import { conditionOf, distinctObstacles, identityOf, inEffectCondition } from "./condition.js";
import type { EffectFinding } from "./object-findings.js";

/** What becomes of a policy without targets: the pods' doors judge connections by it, nobody verifies tokens or runs plugins. */
export function untargetedPolicyStatus(
  policy: Resource<"AuthorizationPolicy"> | Resource<"RequestAuthentication"> | PluginObject,
  view: ResourceView,
  findings: readonly EffectFinding[],
): ObjectStatus {
  const rejection = findings.find(({ meaning }) => meaning.consequence === "rejected");
  const said = findings.filter(({ meaning }) => meaning.consequence !== "ignored");
  const type = policy.kind === "AuthorizationPolicy" ? "ZtunnelAccepted" : "WaypointAccepted";
  const messages = [...new Set(said.map(({ message }) => message))].join("; ");
  const accepted = conditionOf(policy, {
    type,
    status: rejection === undefined ? "True" : "False",
    reason: rejection?.meaning.reason ?? (said.length > 0 ? "UnsupportedValue" : "Accepted"),
    message: said.length > 0 ? messages : "the policy is enforced at the doors of its pods",
  });
  const effect = policy.kind === "AuthorizationPolicy" ? effectAtDoors(policy, view, findings) : noEffect(findings);
  return { ...identityOf(policy), ...effect, conditions: [accepted, inEffectCondition(policy, effect)] };
}

type Effect = Pick<ObjectStatus, "inEffect" | "where" | "because">;

function noEffect(because: readonly Obstacle[]): Effect {
  return { inEffect: "no", where: [], because: distinctObstacles(because) };
}

function effectAtDoors(
  policy: Resource<"AuthorizationPolicy">,
  view: ResourceView,
  findings: readonly EffectFinding[],
): Effect {
  const places = enforcementOf(policy, view);
  const enforced = places.filter(({ inEffect }) => inEffect).flatMap(({ where }) => where ?? []);
  const elsewhere = places
    .filter(({ inEffect }) => !inEffect)
    .map(({ judges, because }) => ({ message: `${judges}: ${because}` }));
  const because = [...findings, ...elsewhere];
  if (places.length === 0) return noEffect([...because, { message: "the policy selects no pod" }]);
  const lost = findings.some(({ meaning, path }) => {
    return meaning.consequence === "rejected" || (meaning.consequence === "inert" && path[1] !== "rules");
  });
  if (lost || enforced.length === 0) return noEffect(because);
  return {
    inEffect: because.length > 0 ? "partly" : "yes",
    where: podsText(enforced),
    because: distinctObstacles(because),
  };
}

/** A policy of the whole mesh may be at thousands of doors: those of a namespace are counted. */
function podsText(names: readonly string[]): readonly string[] {
  const byNamespace = new Map<string, string[]>();
  for (const name of names) {
    const namespace = name.slice(0, name.indexOf("/"));
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), name]);
  }
  return [...byNamespace]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([namespace, pods]) =>
      pods.length === 1 ? `pod ${pods[0]}` : `${pods.length} pods of namespace ${namespace}`,
    );
}
