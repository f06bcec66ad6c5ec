/**
 * Which policies judge what. A policy with targets is for waypoints and never reaches the L4 layer; one without
 * (its namespace, the whole mesh in the root namespace, or a selector) is for the L4 layer and never for waypoints.
 */
import { qualifiedName } from "../model/addresses.js";
import { targetsOf } from "../model/selectors.js";
import { kindOfService } from "./entry-services.js";
import { hasLabels } from "./labels.js";
import { compareText } from "./workloads.js";
/** The authorization policies that a waypoint enforces on a service, by namespace and name. */
export function authorizationPoliciesFor(judged, view) {
    return attached(judged, view, (key) => view.indexed("policies-by-target", key));
}
/** The request authentications that a waypoint performs for a service, by namespace and name. */
export function authenticationsFor(judged, view) {
    return attached(judged, view, (key) => view.indexed("authentications-by-target", key));
}
/** The plugins that a waypoint runs for a service. */
export function pluginsFor(judged, view) {
    return [
        ...attached(judged, view, (key) => view.indexed("plugins-by-target", key)),
        ...attached(judged, view, (key) => view.indexed("extensions-by-target", key)),
    ];
}
/** The authorization policies at a pod's own door: of its namespace, of the whole mesh, and those that select it. */
export function layer4PoliciesFor(workload, view) {
    const { rootNamespace } = view.mesh;
    const namespaces = [...new Set([rootNamespace, workload.namespace])].sort(compareText);
    return namespaces
        .flatMap((namespace) => view.indexed("policies-by-namespace", namespace))
        .filter(({ spec }) => {
        return targetsOf(spec).length === 0 && hasLabels(spec.selector?.matchLabels ?? {}, workload.labels);
    });
}
/** What a target reference means for waypoints, whether or not the object exists. */
export function targetKind({ group, kind }) {
    if (kind === "Service" && (group === "" || group === "core"))
        return "service";
    if (group === "networking.istio.io" && kind === "ServiceEntry")
        return "service-entry";
    if (group !== "gateway.networking.k8s.io")
        return "unsupported";
    return gatewayTargets[kind] ?? "unsupported";
}
const gatewayTargets = {
    Gateway: "gateway",
    GatewayClass: "class",
    HTTPRoute: "route",
    GRPCRoute: "route",
};
function attached({ service, waypoint }, view, targeting) {
    const found = new Map();
    const add = (key, namespace, matches) => {
        for (const policy of targeting(key)) {
            // A policy judges only what is in its own namespace; a class has none, so only the root namespace may.
            if (policy.metadata.namespace !== namespace)
                continue;
            if (targetsOf(policy.spec).some((target) => inOwnNamespace(target, namespace) && matches(target))) {
                found.set(qualifiedName(policy), policy);
            }
        }
    };
    if (service !== undefined) {
        const { name, namespace } = service.metadata;
        const wanted = service.spec.entry === undefined ? "service" : "service-entry";
        add(`${kindOfService(service)}/${namespace}/${name}`, namespace, (target) => targetKind(target) === wanted && target.name === name);
    }
    add(`Gateway/${waypoint.namespace}/${waypoint.name}`, waypoint.namespace, (target) => {
        return targetKind(target) === "gateway" && target.name === waypoint.name;
    });
    add(`GatewayClass//${waypoint.className}`, view.mesh.rootNamespace, (target) => {
        return targetKind(target) === "class" && target.name === waypoint.className;
    });
    return [...found.values()].sort((one, other) => compareText(qualifiedName(one), qualifiedName(other)));
}
/** Whether a target is where policies may look for it: in their own namespace. */
export function inOwnNamespace(target, namespace) {
    return target.namespace === undefined || target.namespace === "" || target.namespace === namespace;
}
//# sourceMappingURL=policies.js.map