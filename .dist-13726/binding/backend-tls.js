import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { isEntryReference, kindOfService, servicesOfEntry } from "./entry-services.js";
import { isServiceReference } from "./routes.js";
import { waypointFor } from "./waypoints.js";
/** The policy about a port: one that names the port before one for all ports, then the oldest, then the first by name. */
export function backendTlsFor(service, port, view) {
    // Most meshes have none, and then one look-up is enough.
    if (view.names("BackendTLSPolicy").length === 0)
        return undefined;
    const { namespace, name } = service.metadata;
    const policies = view.indexed("backend-tls-by-target", `${kindOfService(service)}/${namespace}/${name}`);
    const speaking = (section) => policies.filter((policy) => targets(policy, service, section)).sort(byAge)[0];
    return (port.name === undefined ? undefined : speaking(port.name)) ?? speaking(undefined);
}
function targets({ metadata, spec }, service, section) {
    const isMeant = service.spec.entry === undefined ? isServiceReference : isEntryReference;
    const { name, namespace } = service.metadata;
    return (metadata.namespace === namespace &&
        spec.targetRefs.some((target) => isMeant(target) && target.name === name && target.sectionName === section));
}
/** The list is sorted by name, and sorting keeps the order of equals. */
function byAge(one, other) {
    const [first = "~", second = "~"] = [one.metadata.creationTimestamp, other.metadata.creationTimestamp];
    return first < second ? -1 : first > second ? 1 : 0;
}
/** Says at which targets a policy is not in effect. */
export function reportBackendTls(policy, view, report) {
    for (const [index, target] of policy.spec.targetRefs.entries()) {
        const origin = at(policy.origin, "spec", "targetRefs", index);
        const what = `${target.kind} ${policy.metadata.namespace}/${target.name}`;
        if (!isServiceReference(target) && !isEntryReference(target)) {
            report(diagnostic("WM3033", { origin: at(origin, "kind"), message: `a ${target.kind} cannot be a target` }));
            continue;
        }
        const service = targetOf(target, policy.metadata.namespace, view);
        if (service === undefined) {
            report(diagnostic("WM3033", { origin: at(origin, "name"), message: `${what} does not exist` }));
        }
        else if (!service.spec.ports.some(({ name }) => name === (target.sectionName ?? name))) {
            const message = `${what} has no port named ${target.sectionName}`;
            report(diagnostic("WM3033", { origin: at(origin, "sectionName"), message }));
        }
        else if (waypointFor(service, view).kind === "none") {
            report(diagnostic("WM3031", { origin, message: `nobody speaks TLS to ${what}: it has no waypoint` }));
        }
    }
}
function targetOf(target, namespace, view) {
    if (isServiceReference(target))
        return view.object("Service", namespace, target.name);
    const entry = view.object("ServiceEntry", namespace, target.name);
    return entry && servicesOfEntry(entry, view)[0];
}
//# sourceMappingURL=backend-tls.js.map