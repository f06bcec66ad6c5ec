/** The ports of a pod that a waypoint serves at the pod's own address (`istio.io/waypoint-for: workload` or `all`). */
import { addressOf } from "../binding/workloads.js";
import { vipClusters } from "../envoy/authority-clusters.js";
import { policySlot } from "../envoy/policy-slot.js";
import { routeConfiguration } from "../envoy/routes.js";
import { destinationResources } from "../envoy/service-cluster.js";
import { serviceListener } from "../envoy/service-listener.js";
import { lowerWorkloadPorts } from "../lowering/ports.js";
import { waypointStep, workloadStep } from "./membership.js";
import { settingsStep } from "./port.js";
import { encoded, sameResources, step } from "./step.js";
/** The pod's ports as IR. */
export function workloadPortsStep(current, site) {
    return step(current, {
        key: `workload-ports/${site.waypoint}/${site.workload}`,
        compute: ({ scope, view, report }) => {
            const waypoint = scope.cell(waypointStep(current, site.waypoint));
            const workload = scope.cell(workloadStep(current, site.workload));
            if (waypoint === undefined || workload === undefined)
                return [];
            return lowerWorkloadPorts({ workload: { ...workload, address: addressOf(workload, view) }, waypoint }, view, report);
        },
    });
}
/** Every resource for the pod's ports. */
export function workloadResourcesStep(current, site) {
    return step(current, {
        key: `workload-resources/${site.waypoint}/${site.workload}`,
        compute: ({ scope }) => {
            const settings = scope.cell(settingsStep(current, site.waypoint));
            if (settings === undefined)
                return [];
            const ports = scope.cell(workloadPortsStep(current, site));
            return ports.flatMap((port) => generatedFor(port, settings)).map(encoded);
        },
        same: sameResources,
    });
}
function generatedFor({ served, destination }, settings) {
    const { port, routes, access } = served;
    return [
        serviceListener(port, settings),
        ...vipClusters(port),
        ...(routes === undefined ? [] : [routeConfiguration(port, routes, settings), policySlot(port, access)]),
        ...destinationResources(destination),
    ];
}
//# sourceMappingURL=workload.js.map