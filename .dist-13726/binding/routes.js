import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { isEntryReference, kindOfService } from "./entry-services.js";
import { compareText } from "./workloads.js";
/** The routes attached to a service port, each once, in the order of their names. */
export function routesFor(service, port, view) {
    const { namespace } = service.metadata;
    return routesOf(service, view).flatMap((route) => {
        const own = route.metadata.namespace;
        const index = route.spec.parentRefs.findIndex((parent) => refersTo(parent, own, service) && coversPort(parent, port));
        if (index < 0)
            return [];
        const audience = own === namespace ? { kind: "producer" } : { kind: "consumer", namespace: own };
        return [{ route, audience, origin: at(route.origin, "spec", "parentRefs", index) }];
    });
}
/** Routes with a parent of this name, whichever ports they are about. */
function routesOf(service, view) {
    const key = `${kindOfService(service)}/${qualifiedName(service)}`;
    const http = view.indexed("routes-by-parent", key);
    const grpc = view.indexed("grpc-routes-by-parent", key);
    if (grpc.length === 0)
        return http;
    return [...grpc, ...http].sort((one, other) => compareText(qualifiedName(one), qualifiedName(other)));
}
/** Whether calls reach a service port by gRPC routes: those attached to it, and those that send calls there. */
export function carriesGrpc(service, port, view) {
    if (routesFor(service, port, view).some(({ route }) => route.kind === "GRPCRoute"))
        return true;
    const { name, namespace } = service.metadata;
    return view.indexed("grpc-routes-by-backend", qualifiedName(service)).some(({ metadata, spec }) => spec.rules.some(({ backendRefs }) => backendRefs.some((reference) => {
        const there = reference.name === name && (reference.namespace ?? metadata.namespace) === namespace;
        return there && isServiceReference(reference) && reference.port === port.port;
    })));
}
/** Whether a parentRef of a route in `routeNamespace` means this service. */
function refersTo(parent, routeNamespace, service) {
    return ((service.spec.entry === undefined ? isServiceReference(parent) : isEntryReference(parent)) &&
        parent.name === service.metadata.name &&
        (parent.namespace ?? routeNamespace) === service.metadata.namespace);
}
/** `port` and `sectionName` (the port's name) narrow a parentRef to one port. */
export function coversPort(parent, port) {
    if (parent.port !== undefined && parent.port !== port.port)
        return false;
    return parent.sectionName === undefined || parent.sectionName === port.name;
}
/** Whether a reference means a Service; the core group is written `""`, or `core` by mistake often enough. */
export function isServiceReference(reference) {
    return reference.kind === "Service" && (reference.group === "" || reference.group === "core");
}
//# sourceMappingURL=routes.js.map