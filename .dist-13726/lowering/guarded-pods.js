import { layer4PoliciesFor } from "../binding/policies.js";
import { waypointForWorkload } from "../binding/waypoints.js";
import { waypointsBefore } from "../binding/waypoints-before.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { declaredPodAddresses, qualifiedName } from "../model/addresses.js";
import { admittedWaypoints, reportHiddenClients } from "./admitted-waypoints.js";
import { onConnections } from "./connections.js";
import { reportBroken } from "./l4-services.js";
import { identityOf } from "./names.js";
import { lowerPolicy } from "./policies.js";
import { sortedByEffect } from "./sorted-policies.js";
/** A workload as the L4 layer knows it. */
export function lowerWorkload(workload, mesh) {
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
export function lowerGuardedPod(workload, view, report) {
    reportWorkload(workload, view, report);
    const place = { code: "WM5015", where: "a pod's door" };
    const resources = layer4PoliciesFor(workload, view);
    const policies = resources
        .map((policy) => lowerPolicy(policy, view, report))
        .flatMap((policy) => onConnections(policy, place, report) ?? []);
    const { deny, allow } = sortedByEffect(policies);
    const waypoints = resources.length === 0 ? [] : waypointsBefore(workload, view);
    reportHiddenClients(deny, waypoints, report);
    const allowing = resources.filter((policy) => allow.some(({ name }) => name === qualifiedName(policy)));
    const admitted = admittedWaypoints({ workload, waypoints, policies: allowing }, view, report);
    const access = { deny, allow: admitted === undefined ? allow : [...allow, admitted] };
    return { workload: lowerWorkload(workload, view.mesh), access };
}
function reportWorkload(workload, view, report) {
    const binding = waypointForWorkload(workload, view);
    if (binding.kind === "broken")
        reportBroken(binding, report);
    const { address, origin, namespace, name } = workload;
    if (!workload.declaredAddresses.includes(address))
        return;
    const others = view.indexed("pods-by-address", address).filter((pod) => {
        const other = pod.metadata.namespace !== namespace || pod.metadata.name !== name;
        return other && !pod.spec.hostNetwork && declaredPodAddresses(pod).includes(address);
    });
    const [first] = others;
    if (first === undefined)
        return;
    const related = [{ origin: first.origin, message: "the other pod" }];
    report(diagnostic("WM3014", { origin, message: `${address} is also the address of ${first.origin.object}`, related }));
}
//# sourceMappingURL=guarded-pods.js.map