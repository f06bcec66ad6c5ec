/** Routes from both ends: the services whose requests a route speaks about, and the routes that send requests to a service. */
import { qualifiedName } from "../model/addresses.js";
import { hostKey } from "../model/backend-reference.js";
import { isEntryReference, servicesOfEntry } from "./entry-services.js";
import { backendFor } from "./references.js";
import { isServiceReference, routesFor } from "./routes.js";
import { waypointFor } from "./waypoints.js";
/** The services that a route names as its parents, hosts of service entries included. */
export function parentServicesOf(route, view) {
    return route.spec.parentRefs.flatMap((parent) => {
        const namespace = parent.namespace ?? route.metadata.namespace;
        if (isServiceReference(parent)) {
            const service = view.object("Service", namespace, parent.name);
            return service === undefined ? [] : [service];
        }
        if (!isEntryReference(parent))
            return [];
        const entry = view.object("ServiceEntry", namespace, parent.name);
        return entry === undefined ? [] : servicesOfEntry(entry, view);
    });
}
/** The namespaces, other than the service's own, whose clients have routes of their own to a service; sorted. */
export function consumersOf(service, view) {
    const audiences = service.spec.ports.flatMap((port) => routesFor(service, port, view).map(({ audience }) => audience));
    const namespaces = audiences.flatMap((audience) => (audience.kind === "consumer" ? [audience.namespace] : []));
    return [...new Set(namespaces)].sort();
}
/** The waypoints of other services whose routes send requests on to this one, copies included. */
export function waypointsForwardingTo(service, view) {
    const { entry } = service.spec;
    const name = entry === undefined ? qualifiedName(service) : hostKey(entry.host);
    const routes = [
        ...view.indexed("routes-by-backend", name),
        ...view.indexed("grpc-routes-by-backend", name),
    ];
    return routes.flatMap((route) => parentServicesOf(route, view).flatMap((parent) => {
        const binding = waypointFor(parent, view);
        if (binding.kind !== "bound" || !sendsTo(service, { route, parent }, view))
            return [];
        return [binding.waypoint];
    }));
}
function sendsTo(service, site, view) {
    return backendsOf(site.route).some((reference) => {
        const found = backendFor(reference, site, view);
        return found.kind === "service" && found.service.origin.object === service.origin.object;
    });
}
/** Every backend that a route names: of its rules, and of the filters that copy requests. */
export function backendsOf({ spec }) {
    return spec.rules.flatMap((rule) => [
        ...rule.backendRefs,
        ...[rule, ...rule.backendRefs].flatMap(({ filters }) => filters.flatMap((filter) => (filter.type === "RequestMirror" ? [filter.requestMirror.backendRef] : []))),
    ]);
}
//# sourceMappingURL=route-services.js.map