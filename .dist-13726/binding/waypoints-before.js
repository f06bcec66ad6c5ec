import { servicesOfEntry } from "./entry-services.js";
import { hasLabels } from "./labels.js";
import { waypointsForwardingTo } from "./route-services.js";
import { waypointFor, waypointForWorkload } from "./waypoints.js";
/** The waypoints through which requests for a pod come: its own, those of its services, and those whose routes lead straight to them. */
export function waypointsBefore(workload, view) {
    const isSelected = (selector = {}) => {
        return Object.keys(selector).length > 0 && hasLabels(selector, workload.labels);
    };
    const services = [
        ...view.indexed("services-by-namespace", workload.namespace).filter(({ spec }) => isSelected(spec.selector)),
        ...view
            .indexed("entries-by-namespace", workload.namespace)
            .filter(({ spec }) => isSelected(spec.workloadSelector?.labels))
            .flatMap((entry) => servicesOfEntry(entry, view)),
    ];
    const bindings = [...services.map((service) => waypointFor(service, view)), waypointForWorkload(workload, view)];
    const serving = bindings.flatMap((binding) => (binding.kind === "bound" ? [binding.waypoint] : []));
    // Who sends requests on to a service with a waypoint sends them there.
    const forwarding = services.flatMap((service) => {
        return waypointFor(service, view).kind === "none" ? waypointsForwardingTo(service, view) : [];
    });
    const byName = new Map([...serving, ...forwarding].map((waypoint) => [`${waypoint.namespace}/${waypoint.name}`, waypoint]));
    return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, waypoint]) => waypoint);
}
//# sourceMappingURL=waypoints-before.js.map