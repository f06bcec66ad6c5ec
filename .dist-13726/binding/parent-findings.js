import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { isEntryReference, servicesOfEntry } from "./entry-services.js";
import { coversPort, isServiceReference } from "./routes.js";
import { isMeshService } from "./services.js";
import { isWaypoint, waypointFor } from "./waypoints.js";
/** Says where a route is not in effect, and what in it as a whole is likely not as meant. */
export function reportParents(route, view, report) {
    const { parentRefs, hostnames, rules, useDefaultGateways } = route.spec;
    for (const [index, parent] of parentRefs.entries()) {
        reportParent({ route, parent, origin: at(route.origin, "spec", "parentRefs", index) }, view, report);
    }
    if (parentRefs.length === 0) {
        const message = `${route.kind} ${qualifiedName(route)} has no parent, so it routes nothing`;
        report(diagnostic("WM4056", { origin: at(route.origin, "spec"), message }));
    }
    reportRepeatedParents(route, report);
    if (hostnames.length > 0 && parentRefs.some((parent) => isServiceReference(parent) || isEntryReference(parent))) {
        const message = "host names mean nothing for a route whose parent is a Service: they are ignored";
        report(diagnostic("WM4006", { origin: at(route.origin, "spec", "hostnames"), message }));
    }
    if (useDefaultGateways === "All") {
        const message = `${route.kind} ${qualifiedName(route)} asks for default Gateways; only its parentRefs count`;
        report(diagnostic("WM4040", { origin: at(route.origin, "spec", "useDefaultGateways"), message }));
    }
    if (rules.length === 0) {
        const message = `${route.kind} ${qualifiedName(route)} has no rules`;
        report(diagnostic("WM4055", { origin: at(route.origin, "spec"), message }));
    }
    reportRepeatedNames(route, report);
}
/** Says that a route of a kind that is not applied has no effect on the services it is for. */
export function reportLayer4Route(route, _view, report) {
    for (const [index, parent] of route.spec.parentRefs.entries()) {
        if (!isServiceReference(parent) && !isEntryReference(parent))
            continue;
        const name = `${parent.kind} ${parent.namespace ?? route.metadata.namespace}/${parent.name}`;
        const message = `${route.kind} ${qualifiedName(route)} has no effect at ${name}: its kind is not applied`;
        report(diagnostic("WM4048", { origin: at(route.origin, "spec", "parentRefs", index), message }));
    }
}
function reportParent(site, view, report) {
    const { route, parent, origin } = site;
    const namespace = parent.namespace ?? route.metadata.namespace;
    const what = `${parent.kind} ${namespace}/${parent.name}`;
    const services = servicesNamed(parent, namespace, view);
    if (services === undefined) {
        if (parent.kind === "Gateway" && parent.group === "gateway.networking.k8s.io") {
            reportGateway({ gateway: view.object("Gateway", namespace, parent.name), what, origin }, view, report);
        }
        else {
            report(diagnostic("WM4005", { origin, message: `the route has no effect at ${what}` }));
        }
    }
    else if (services.length === 0) {
        report(diagnostic("WM4001", { origin: at(origin, "name"), message: `${what} does not exist` }));
    }
    else {
        // The hosts of a ServiceEntry have the same ports and the same waypoint.
        for (const service of services.slice(0, 1))
            reportService(service, { ...site, what }, { view, report });
    }
}
/** The services that a parentRef of a known kind leads to; undefined for kinds that are nobody's here. */
export function servicesNamed(parent, namespace, view) {
    if (isServiceReference(parent)) {
        const service = view.object("Service", namespace, parent.name);
        return service === undefined ? [] : [service];
    }
    if (!isEntryReference(parent))
        return undefined;
    const entry = view.object("ServiceEntry", namespace, parent.name);
    return entry === undefined ? [] : servicesOfEntry(entry, view);
}
function reportService(service, site, { view, report }) {
    const { route, parent, what, origin } = site;
    if (!isMeshService(service)) {
        report(diagnostic("WM4047", { origin, message: `${what} is an ExternalName alias: the route has no effect at it` }));
    }
    else if (service.spec.ports.some((port) => port.protocol === "TCP" && coversPort(parent, port))) {
        const binding = waypointFor(service, view);
        const { namespace } = route.metadata;
        if (binding.kind === "none") {
            const message = `nothing applies the route: ${what} has no waypoint (${binding.because})`;
            report(diagnostic("WM4003", { origin, message }));
        }
        else if (service.metadata.namespace !== namespace) {
            const message = `only clients of namespace ${namespace} take the route at ${what}, in place of its own routes`;
            report(diagnostic("WM4057", { origin, message }));
        }
    }
    else {
        reportPorts(service, site, report);
    }
}
function reportGateway(site, view, report) {
    const { gateway, what, origin } = site;
    if (gateway !== undefined && isWaypoint(gateway, view)) {
        report(diagnostic("WM4004", { origin, message: `the route has no effect at ${what}` }));
        return;
    }
    const because = gateway === undefined ? "is not known" : `is of class ${gateway.spec.gatewayClassName}`;
    report(diagnostic("WM4045", { origin, message: `${what} ${because}: waymark applies no routes there` }));
}
function reportPorts(service, { parent, what, origin }, report) {
    const { port, sectionName } = parent;
    const field = port === undefined ? (sectionName === undefined ? "name" : "sectionName") : "port";
    const wanted = port !== undefined && sectionName !== undefined ? `${port} (${sectionName})` : (port ?? sectionName);
    const declared = service.spec.ports.map((own) => (own.name === undefined ? own.port : `${own.port} (${own.name})`));
    const message = `${what} has no TCP port ${wanted ?? ""}`.trimEnd();
    const advice = declared.length > 0 ? `the ${parent.kind} declares ${declared.join(" and ")}` : undefined;
    report(diagnostic("WM4002", { origin: at(origin, field), message, advice }));
}
function reportRepeatedParents(route, report) {
    const seen = new Map();
    for (const [index, parent] of route.spec.parentRefs.entries()) {
        const { group, kind, name, namespace = route.metadata.namespace, port, sectionName } = parent;
        const key = JSON.stringify([group === "core" ? "" : group, kind, namespace, name, port, sectionName]);
        const first = seen.get(key);
        if (first === undefined) {
            seen.set(key, index);
            continue;
        }
        const related = [{ origin: at(route.origin, "spec", "parentRefs", first), message: "the same parent" }];
        const message = `${kind} ${namespace}/${name} is a parent of the route already`;
        report(diagnostic("WM4046", { origin: at(route.origin, "spec", "parentRefs", index), message, related }));
    }
}
function reportRepeatedNames({ origin, spec }, report) {
    const seen = new Map();
    for (const [index, { name }] of spec.rules.entries()) {
        if (name === undefined)
            continue;
        const first = seen.get(name);
        if (first === undefined) {
            seen.set(name, index);
            continue;
        }
        const related = [{ origin: at(origin, "spec", "rules", first, "name"), message: "the other rule" }];
        const message = `another rule of the route is called ${name}`;
        report(diagnostic("WM4049", { origin: at(origin, "spec", "rules", index, "name"), message, related }));
    }
}
//# sourceMappingURL=parent-findings.js.map