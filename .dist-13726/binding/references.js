import { qualifiedName } from "../model/addresses.js";
import { isAskedFor, isEntryReference, isHostReference, isVisible, kindOfService, serviceWithHost, } from "./entry-services.js";
import { isServiceReference } from "./routes.js";
import { hostOf, isMeshService } from "./services.js";
/**
 * The service port a backendRef leads to. Another namespace must grant it (ReferenceGrant), unless it is the parent
 * itself: a consumer that sends requests on to the service they were meant for gains nothing.
 */
export function backendFor(reference, { route, parent }, view) {
    const own = route.metadata.namespace;
    if (isHostReference(reference))
        return hostBackend(reference, { route, parent }, view);
    if (!isServiceReference(reference)) {
        const group = reference.group === "" ? "" : `${reference.group}/`;
        const advice = isEntryReference(reference)
            ? "refer to a host of it: `kind: Hostname`, `group: networking.istio.io`, the host as `name`"
            : "refer to a Service";
        return invalid("InvalidKind", `${group}${reference.kind} is not a kind of backend`, advice);
    }
    const namespace = reference.namespace ?? own;
    const name = `${namespace}/${reference.name}`;
    const isParent = parent.spec.entry === undefined && name === qualifiedName(parent);
    if (namespace !== own && !isParent && !isGranted({ from: route, namespace, service: reference.name }, view)) {
        const advice = `add a ReferenceGrant in namespace ${namespace}: from ${route.kind} in ${own}, to Service ${reference.name}`;
        return invalid("RefNotPermitted", `namespace ${namespace} does not let routes of ${own} use Service ${name}`, advice);
    }
    const service = view.object("Service", namespace, reference.name);
    if (service === undefined) {
        const advice = `add the Service, or name one that exists in namespace ${namespace}`;
        return invalid("BackendNotFound", `Service ${name} does not exist`, advice);
    }
    if (!isParent && !isVisible(service, own))
        return notExported(`Service ${name}`, own);
    return portOf(service, reference.port);
}
/** A host name means a Service (under the rules for Services), or a host of a service entry that the namespace may use. */
function hostBackend(reference, site, view) {
    const own = site.route.metadata.namespace;
    const service = serviceWithHost(reference.name, own, view);
    if (service === undefined) {
        const hidden = view.indexed("entries-by-host", reference.name.toLowerCase()).length > 0;
        if (hidden)
            return notExported(reference.name, own);
        return invalid("BackendNotFound", `nobody declares the host ${reference.name}`, "add a ServiceEntry for it");
    }
    const { entry } = service.spec;
    if (entry !== undefined && isAskedFor(entry.spec) && hostOf(site.parent, view.mesh) !== entry.host) {
        const message = `${entry.host} is wherever its own clients ask for (resolution NONE), so nobody else can send there`;
        return invalid("BackendNotFound", message, "use resolution STATIC or DNS");
    }
    if (entry !== undefined)
        return portOf(service, reference.port);
    const { name, namespace } = service.metadata;
    return backendFor({ ...reference, group: "", kind: "Service", name, namespace }, site, view);
}
function notExported(what, namespace) {
    const advice = `export it to ${namespace}, or to all ("*")`;
    return invalid("BackendNotFound", `${what} is not exported to namespace ${namespace}`, advice);
}
function portOf(service, wanted) {
    const what = service.spec.entry?.host ?? `Service ${qualifiedName(service)}`;
    if (!isMeshService(service)) {
        return invalid("BackendNotFound", `${what} is an ExternalName alias`, "refer to a Service with endpoints");
    }
    const kind = kindOfService(service);
    const declared = service.spec.ports.map(({ port, name }) => (name === undefined ? `${port}` : `${port} (${name})`));
    const advice = declared.length > 0 ? `the ${kind} declares ${declared.join(" and ")}` : `the ${kind} declares no port`;
    if (wanted === undefined)
        return invalid("BackendNotFound", `no port of ${what} is named`, advice);
    const ports = service.spec.ports.filter((candidate) => candidate.port === wanted);
    const port = ports.find(({ protocol }) => protocol === "TCP") ?? ports[0];
    if (port === undefined)
        return invalid("BackendNotFound", `${what} has no port ${wanted}`, advice);
    if (port.protocol !== "TCP") {
        const message = `port ${wanted} of ${what} is ${port.protocol}, which cannot carry HTTP`;
        return invalid("UnsupportedProtocol", message, advice);
    }
    return { kind: "service", service, port };
}
function invalid(reason, message, advice) {
    return { kind: "invalid", reason, message, advice };
}
/** Whether a namespace lets routes of another one refer to a service of it. */
function isGranted(wish, view) {
    return view.indexed("grants-by-namespace", wish.namespace).some(({ spec }) => {
        const from = spec.from.some(({ group, kind, namespace }) => {
            return (group === "gateway.networking.k8s.io" && kind === wish.from.kind && namespace === wish.from.metadata.namespace);
        });
        return from && spec.to.some((to) => isServiceReference(to) && (to.name ?? wish.service) === wish.service);
    });
}
//# sourceMappingURL=references.js.map