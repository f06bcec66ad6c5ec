import { hasLabels } from "../binding/labels.js";
import { layer4PoliciesFor } from "../binding/policies.js";
import type { WaypointBinding } from "../binding/waypoints.js";
import { waypointFor, waypointForWorkload } from "../binding/waypoints.js";
import type { AddressedWorkload } from "../binding/workloads.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Policy } from "../ir/access.js";
import type { Identity } from "../ir/identity.js";
import type { GuardedPod, Workload } from "../ir/node.js";
import { declaredPodAddresses } from "../model/addresses.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { ResourceView } from "../model/resource-set.js";
import { sortedByEffect } from "./access.js";
import { onConnections } from "./connections.js";
import { reportBroken } from "./l4-services.js";
import { identityOf } from "./names.js";
import { lowerPolicy } from "./policies.js";

/** A workload as the L4 layer knows it. */
export function lowerWorkload(workload: AddressedWorkload, mesh: Pick<MeshConfiguration, "trustDomain">): Workload {
  return {
    name: `${workload.namespace}/${workload.name}`,
    identity: identityOf(workload, mesh),
    address: workload.address,
  };
}

/**
 * A pod and the rules at its door: policies without targets, judged by what connections show. Requests that come
 * through the pod's waypoint come under the waypoint's identity, so an ALLOW policy is joined by one that admits it.
 */
export function lowerGuardedPod(workload: AddressedWorkload, view: ResourceView, report: Report): GuardedPod {
  reportWorkload(workload, view, report);
  const place = { code: "WM5015", where: "a pod's door" } as const;
  const policies = layer4PoliciesFor(workload, view)
    .flatMap((policy) => lowerPolicy(policy, view, report) ?? [])
    .map((policy) => onConnections(policy, place, report));
  const { deny, allow } = sortedByEffect(policies);
  const waypoints = allow.length === 0 ? [] : waypointIdentities(workload, view);
  const first = allow[0];
  if (first === undefined || waypoints.length === 0) {
    return { workload: lowerWorkload(workload, view.mesh), access: { deny, allow } };
  }
  const message = `the waypoint of ${workload.namespace}/${workload.name} was let in beside what ${first.name} allows`;
  report(diagnostic("WM5016", { origin: first.origin, message }));
  const access = { deny, allow: [...allow, admitting(waypoints, first)] };
  return { workload: lowerWorkload(workload, view.mesh), access };
}

function reportWorkload(workload: AddressedWorkload, view: ResourceView, report: Report): void {
  const binding = waypointForWorkload(workload, view);
  if (binding.kind === "broken") reportBroken(binding, report);
  const { address, origin, namespace, name } = workload;
  if (!workload.declaredAddresses.includes(address)) return;
  const others = view.indexed("pods-by-address", address).filter((pod) => {
    const other = pod.metadata.namespace !== namespace || pod.metadata.name !== name;
    return other && !pod.spec.hostNetwork && declaredPodAddresses(pod).includes(address);
  });
  const [first] = others;
  if (first === undefined) return;
  const related = [{ origin: first.origin, message: "the other pod" }];
  report(
    diagnostic("WM3014", { origin, message: `${address} is also the address of ${first.origin.object}`, related }),
  );
}

/** The identities of the waypoints through which requests for a pod come, sorted. */
function waypointIdentities(workload: AddressedWorkload, view: ResourceView): readonly Identity[] {
  const services = view.indexed("services-by-namespace", workload.namespace).filter(({ spec: { selector = {} } }) => {
    return Object.keys(selector).length > 0 && hasLabels(selector, workload.labels);
  });
  const bindings: WaypointBinding[] = services.map((service) => waypointFor(service, view));
  bindings.push(waypointForWorkload(workload, view));
  const identities = bindings.flatMap((binding) => {
    return binding.kind === "bound" ? [identityOf(binding.waypoint, view.mesh)] : [];
  });
  return [...new Set(identities)].sort();
}

/** The rule nobody wrote: it has the origin of the policy that made it necessary. */
function admitting(waypoints: readonly Identity[], { origin }: Policy): Policy {
  const condition = {
    kind: "text",
    attribute: { name: "principal" },
    values: waypoints.map((value) => ({ kind: "exact" as const, value })),
    negated: false,
    origin,
  } as const;
  return {
    name: "waymark/waypoints",
    rules: [{ name: "rule[0]", from: [[condition]], to: [], when: [], origin }],
    origin,
  };
}
