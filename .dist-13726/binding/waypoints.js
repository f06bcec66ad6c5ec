import { at } from "../diagnostics/origin.js";
import { automaticAddress, declaredGatewayAddresses, isHeadless } from "../model/addresses.js";
import { namespaceLabels, selects } from "./labels.js";
import { isMeshService } from "./services.js";
import { isInMesh } from "./workloads.js";
/** HBONE: mTLS and HTTP/2 CONNECT. The port is a convention that every client of a waypoint relies on. */
const hbonePort = 15008;
/** The gateway classes that are waypoints without a GatewayClass saying so. */
const waypointClasses = ["istio-waypoint", "waymark-waypoint"];
/** The `controllerName` of gateway classes whose Gateways are waypoints of waymark. */
export const waypointController = "waymark.dev/waypoint-controller";
export const useWaypointLabel = "istio.io/use-waypoint";
export const useWaypointNamespaceLabel = "istio.io/use-waypoint-namespace";
export const waypointForLabel = "istio.io/waypoint-for";
/** On Services and pods that were made for a Gateway. */
const managedLabel = "gateway.istio.io/managed";
const gatewayNameLabel = "gateway.networking.k8s.io/gateway-name";
const serviceAccountAnnotation = "gateway.istio.io/service-account";
/** Every waypoint, by namespace and name. */
export function waypointsOf(view) {
    return view.all("Gateway").flatMap((gateway) => (isWaypoint(gateway, view) ? [waypointOf(gateway, view)] : []));
}
/** Whether a Gateway's class makes it a waypoint. */
export function isWaypoint(gateway, view) {
    const { gatewayClassName } = gateway.spec;
    if (waypointClasses.includes(gatewayClassName))
        return true;
    return view.object("GatewayClass", "", gatewayClassName)?.spec.controllerName === waypointController;
}
/** The waypoint that serves a service, or why none does. */
export function waypointFor(service, view) {
    const binding = waypointAskedFor(service, view);
    return binding.kind === "bound" && isHeadless(service) ? { kind: "none", because: "headless" } : binding;
}
/** The waypoint that a service asks for, even if it never sees requests for it because the service is headless. */
export function waypointAskedFor(service, view) {
    if (!isMeshService(service))
        return { kind: "none", because: "not-in-mesh" };
    const { labels, namespace } = service.metadata;
    if (labels[managedLabel] !== undefined)
        return { kind: "none", because: "is-waypoint" };
    const wish = wishOf({ labels, namespace, origin: at(service.origin, "metadata", "labels") }, view);
    return granted(wish, { namespace, traffic: "service" }, view);
}
/** The waypoint that serves traffic to a pod's own address, or why none does. */
export function waypointForWorkload(workload, view) {
    if (!isInMesh(workload, view))
        return { kind: "none", because: "not-in-mesh" };
    const { labels, namespace } = workload;
    if (labels[gatewayNameLabel] !== undefined)
        return { kind: "none", because: "is-waypoint" };
    const path = workload.origin.object.startsWith("Deployment") ? ["spec", "template"] : [];
    const wish = wishOf({ labels, namespace, origin: at(workload.origin, ...path, "metadata", "labels") }, view);
    return granted(wish, { namespace, traffic: "workload" }, view);
}
/** The listener for mesh traffic: HBONE on port 15008. */
export function hboneListener(gateway) {
    return gateway.spec.listeners.find(({ protocol, port }) => protocol === "HBONE" && port === hbonePort);
}
/** What a Gateway takes: its own label, else its class's, else services. Unknown values count as absent. */
function trafficOf(gateway, view) {
    const own = gateway.metadata.labels[waypointForLabel];
    const label = own ?? view.object("GatewayClass", "", gateway.spec.gatewayClassName)?.metadata.labels[waypointForLabel];
    return label === "workload" || label === "all" || label === "none" ? label : "service";
}
/** The object's own label wins over its namespace's, also when it opts out; the two labels are read from one object. */
function wishOf(object, view) {
    const own = wishIn(object, "own-label");
    if (own !== undefined)
        return own;
    const namespace = view.object("Namespace", "", object.namespace);
    if (namespace === undefined)
        return { kind: "none", because: "not-labelled" };
    const { labels } = namespace.metadata;
    const origin = at(namespace.origin, "metadata", "labels");
    const inherited = wishIn({ labels, namespace: object.namespace, origin }, "namespace-label");
    return inherited ?? { kind: "none", because: "not-labelled" };
}
function wishIn(object, because) {
    const name = object.labels[useWaypointLabel];
    if (name === undefined || name === "")
        return undefined;
    if (name === "none")
        return { kind: "none", because: "opted-out" };
    const namespace = object.labels[useWaypointNamespaceLabel] ?? object.namespace;
    return { kind: "wanted", namespace, name, because, origin: at(object.origin, useWaypointLabel) };
}
function granted(wish, client, view) {
    if (wish.kind === "none")
        return wish;
    const broken = (because) => {
        return { kind: "broken", wanted: `${wish.namespace}/${wish.name}`, because, origin: wish.origin };
    };
    const gateway = view.object("Gateway", wish.namespace, wish.name);
    if (gateway === undefined)
        return broken("not-found");
    if (!isWaypoint(gateway, view))
        return broken("not-a-waypoint");
    const traffic = trafficOf(gateway, view);
    if (traffic !== "all" && traffic !== client.traffic) {
        // A namespace's label speaks to all that is in it; whoever the waypoint is not for is simply not meant.
        const inherited = wish.because === "namespace-label";
        return inherited ? { kind: "none", because: "other-traffic" } : broken("other-traffic");
    }
    if (!admits(gateway, client.namespace, view))
        return broken("forbidden");
    return { kind: "bound", waypoint: waypointOf(gateway, view), because: wish.because };
}
/** Whether objects of a namespace may use a waypoint: `allowedRoutes` of its HBONE listener; Same without one. */
function admits(gateway, namespace, view) {
    if (gateway.metadata.namespace === namespace)
        return true;
    const allowed = hboneListener(gateway)?.allowedRoutes.namespaces;
    switch (allowed?.from) {
        case "All":
            return true;
        case "Selector":
            return allowed.selector !== undefined && selects(allowed.selector, namespaceLabels(namespace, view));
        default:
            return false;
    }
}
function waypointOf(gateway, view) {
    const { namespace, name, annotations } = gateway.metadata;
    const overridden = annotations[serviceAccountAnnotation] ?? gateway.spec.infrastructure?.annotations?.[serviceAccountAnnotation];
    return {
        namespace,
        name,
        className: gateway.spec.gatewayClassName,
        serviceAccount: overridden ?? name,
        address: waypointAddress(gateway, view),
        port: hbonePort,
        origin: gateway.origin,
    };
}
function waypointAddress(gateway, view) {
    const declared = declaredGatewayAddresses(gateway)[0];
    if (declared !== undefined)
        return declared;
    const { namespace, name } = gateway.metadata;
    const own = `${namespace}/${name}`;
    const first = automaticAddress("waypoint", own, "first");
    const earlier = view.indexed("gateways-by-address", first).some((other) => {
        return declaredGatewayAddresses(other).length > 0 || `${other.metadata.namespace}/${other.metadata.name}` < own;
    });
    return earlier ? automaticAddress("waypoint", own, "second") : first;
}
//# sourceMappingURL=waypoints.js.map