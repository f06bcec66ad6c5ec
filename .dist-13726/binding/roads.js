import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { routesFor } from "./routes.js";
import { waypointAskedFor, waypointFor } from "./waypoints.js";
/** The road of a waypoint (undefined: of nobody in particular) to a service: through the service's own waypoint, if that is another one. */
export function roadTo(service, from, view) {
    const binding = waypointFor(service, view);
    const isOwn = ({ namespace, name }) => namespace === from?.namespace && name === from.name;
    switch (binding.kind) {
        case "broken":
            return { kind: "refused", because: `its waypoint ${binding.wanted} is not to be had`, origin: binding.origin };
        case "bound":
            return isOwn(binding.waypoint) ? { kind: "straight" } : { kind: "waypoint", waypoint: binding.waypoint };
        case "none": {
            const asked = binding.because === "headless" ? waypointAskedFor(service, view) : binding;
            if (asked.kind !== "bound" || isOwn(asked.waypoint) || !hasRules(service, view))
                return { kind: "straight" };
            const because = "it is headless, so its waypoint never sees requests for it";
            return { kind: "refused", because, origin: at(service.origin, "spec", "clusterIP") };
        }
    }
}
/** Whether somebody relies on a waypoint to apply rules to a service. */
export function hasRules(service, view) {
    const key = `Service/${qualifiedName(service)}`;
    return (service.spec.ports.some((port) => routesFor(service, port, view).length > 0) ||
        view.indexed("policies-by-target", key).length > 0 ||
        view.indexed("authentications-by-target", key).length > 0);
}
/** The road of the waypoint of `parent`. */
export function roadBetween(parent, service, view) {
    const binding = waypointFor(parent, view);
    return roadTo(service, binding.kind === "bound" ? binding.waypoint : undefined, view);
}
//# sourceMappingURL=roads.js.map