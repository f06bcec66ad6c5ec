/** Who gets in at a pod's own address, around the waypoints of its services. */
import { endpointsOf } from "../binding/endpoints.js";
import { waypointsBefore } from "../binding/waypoints-before.js";
import type { AddressedWorkload } from "../binding/workloads.js";
import { addressOf, isInMesh, workloadNamed } from "../binding/workloads.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Clause, Condition, Policy, Rule } from "../ir/access.js";
import { lowerGuardedPod } from "../lowering/guarded-pods.js";
import { identityOf } from "../lowering/names.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import { onceFor } from "./once.js";

/**
 * `absent`: the pod is not in the mesh. `open`: no policy closes it. `anonymous`: a rule lets in clients whoever they
 * are. `clients`: only who is named, but others than waypoints. `closed`: only the waypoints in front of the pod.
 */
export type Door =
  | { readonly kind: "absent" }
  | { readonly kind: "open" }
  | { readonly kind: "closed" }
  | { readonly kind: "anonymous" | "clients"; readonly policy: string; readonly origin: Origin };

/** The pods behind a service, one of each Deployment: its replicas are alike. */
export const podsBehind = onceFor(endpointPods);

function endpointPods(service: Resource<"Service">, view: ResourceView): readonly AddressedWorkload[] {
  const names = service.spec.ports.flatMap((port) =>
    endpointsOf({ service, port }, view, () => undefined).map(({ workload }) => workload),
  );
  const found = new Map<string, AddressedWorkload>();
  for (const name of new Set(names)) {
    const [namespace = "", own] = name.split("/");
    const workload = own === undefined ? undefined : workloadNamed(namespace, own, view);
    if (workload === undefined || found.has(workload.origin.object)) continue;
    found.set(workload.origin.object, { ...workload, address: addressOf(workload, view) });
  }
  return [...found.values()];
}

/** The SPIFFE ids of the waypoints through which requests for a pod come. */
export function waypointIdentities(workload: AddressedWorkload, view: ResourceView): readonly string[] {
  return [...new Set(waypointsBefore(workload, view).map((waypoint) => identityOf(waypoint, view.mesh)))];
}

/** Who gets in at the pod's own address. */
export function doorOf(workload: AddressedWorkload, view: ResourceView): Door {
  if (!isInMesh(workload, view)) return { kind: "absent" };
  const { access } = lowerGuardedPod(workload, view, () => undefined);
  const denies = access.deny.flatMap(({ rules }) => rules);
  if (denies.length + access.allow.length === 0) return { kind: "open" };
  const waypoints = waypointIdentities(workload, view);
  if (denies.some((rule) => keepsOthersOut(rule, waypoints))) return { kind: "closed" };
  if (access.allow.length === 0) return { kind: "open" };
  const anonymous = admittedBy(access.allow, (clause) => !clause.some(namesClients));
  if (anonymous !== undefined) return { kind: "anonymous", ...anonymous };
  const clients = admittedBy(access.allow, (clause) => !clause.some((one) => namesOnly(one, waypoints)));
  return clients === undefined ? { kind: "closed" } : { kind: "clients", ...clients };
}

/** The first policy with a way in that is of this kind. */
function admittedBy(
  policies: readonly Policy[],
  isSuch: (clause: Clause) => boolean,
): { readonly policy: string; readonly origin: Origin } | undefined {
  for (const { name, rules } of policies) {
    const rule = rules.find((one) => waysOf(one).some((clause) => !clause.some(isNever) && isSuch(clause)));
    if (rule !== undefined) return { policy: name, origin: rule.origin };
  }
  return undefined;
}

/** The alternatives of a rule, each a list of conditions that must all hold. */
export function waysOf({ from, to, when }: Rule): readonly Clause[] {
  const always: readonly Clause[] = [[]];
  const sides = (clauses: readonly Clause[]) => (clauses.length === 0 ? always : clauses);
  return sides(from).flatMap((source) => sides(to).map((operation) => [...source, ...operation, ...when]));
}

/** Whether a rule denies everybody but waypoints. */
function keepsOthersOut(rule: Rule, waypoints: readonly string[]): boolean {
  return waysOf(rule).some((clause) => {
    const [only, ...more] = clause;
    if (only === undefined) return true;
    return (
      more.length === 0 && only.kind === "text" && only.negated && namesOnly({ ...only, negated: false }, waypoints)
    );
  });
}

const identities: readonly string[] = ["principal", "namespace", "service-account", "trust-domain"];

function namesClients(condition: Condition): boolean {
  return condition.kind === "text" && !condition.negated && identities.includes(condition.attribute.name);
}

function namesOnly(condition: Condition, waypoints: readonly string[]): boolean {
  if (condition.kind !== "text" || condition.negated) return false;
  return condition.values.every((value) => {
    if (value.kind !== "exact") return false;
    if (condition.attribute.name === "principal") return waypoints.includes(value.value);
    const [namespace, account] = value.value.split("/");
    return (
      condition.attribute.name === "service-account" &&
      waypoints.some((one) => one.endsWith(`/ns/${namespace}/sa/${account}`))
    );
  });
}

function isNever({ kind }: Condition): boolean {
  return kind === "never";
}
