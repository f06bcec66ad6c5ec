import { audienceOf, isAskedFor } from "../binding/entry-services.js";
import { hasRules } from "../binding/roads.js";
import { hostOf, isMeshService, namesOf, vipsOf } from "../binding/services.js";
import { useWaypointLabel, useWaypointNamespaceLabel, waypointFor } from "../binding/waypoints.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { lowerEndpoints } from "./destinations.js";
import { authorityOf, identityOf, waypointNameOf } from "./names.js";
/** A service as its clients see it; undefined for aliases (`ExternalName`), which the mesh does not carry. */
export function lowerL4Service(service, view, report) {
    if (!isMeshService(service))
        return undefined;
    const { addresses, taken } = vipsOf(service, view);
    const { entry } = service.spec;
    // What there is to say about a service entry is said once for all of its hosts (`binding/entry-findings.ts`).
    for (const { address, by } of entry === undefined ? taken : []) {
        const message = `${address} belongs to Service ${qualifiedName(by)} already`;
        const related = [{ origin: at(by.origin, "spec", "clusterIP"), message: "the Service that keeps it" }];
        const advice = `Service ${qualifiedName(service)} is reached at ${addresses.join(", ")} instead`;
        report(diagnostic("WM3007", { origin: at(service.origin, "spec", "clusterIP"), message, advice, related }));
    }
    reportLostNamespace(service, report);
    const via = roadOf(service, view, report);
    const host = hostOf(service, view.mesh);
    const ports = service.spec.ports.flatMap((port, index) => {
        if (port.protocol !== "TCP") {
            if (entry !== undefined)
                return [];
            const message = `port ${port.port} is ${port.protocol}, which the mesh does not carry`;
            report(diagnostic("WM3013", { origin: at(service.origin, "spec", "ports", index), message }));
            return [];
        }
        // Nothing names a headless service on the wire; its pods are named instead, so any text that tells it apart will do.
        const authority = authorityOf(addresses[0] ?? host, port.port);
        return [{ port: port.port, authority, via: via(port) }];
    });
    const { name, namespace } = service.metadata;
    const audience = audienceOf(service);
    return {
        host,
        names: [...namesOf(service, view.mesh), ...addresses],
        namespace,
        shortName: name,
        ...(entry !== undefined && { entry: true }),
        ...(audience !== undefined && { audience }),
        ports,
    };
}
/**
 * A service as its clients see it. Where connections go to the address that was asked for, every address is a service of
 * its own, the first one under the host's name.
 */
export function lowerL4Services(service, view, report) {
    const lowered = lowerL4Service(service, view, report);
    if (lowered === undefined)
        return [];
    const { entry } = service.spec;
    const [, ...others] = entry !== undefined && isAskedFor(entry.spec) ? vipsOf(service, view).addresses : [];
    if (others.length === 0)
        return [lowered];
    const first = { ...lowered, names: lowered.names.filter((name) => !others.includes(name)) };
    return [
        first,
        ...others.map((address) => ({ ...lowered, host: address, names: [], ports: portsAt(lowered, address) })),
    ];
}
function portsAt({ ports }, address) {
    return ports.map(({ port, via }) => ({
        port,
        authority: authorityOf(address, port),
        via: via.kind === "pods" ? { ...via, endpoints: via.endpoints.map(({ port: to }) => outside(address, to)) } : via,
    }));
}
/** A place that is no workload of the mesh. */
function outside(address, port) {
    return { address, port, tunnel: "none", weight: 1, workload: address };
}
function reportLostNamespace({ metadata, origin }, report) {
    const { [useWaypointLabel]: name = "", [useWaypointNamespaceLabel]: namespace } = metadata.labels;
    if (namespace === undefined || name !== "")
        return;
    const place = at(origin, "metadata", "labels", useWaypointNamespaceLabel);
    const message = `the label names the namespace of a waypoint, but ${useWaypointLabel} names no waypoint`;
    report(diagnostic("WM3006", { origin: place, message }));
}
/** How connections to a service travel. A waypoint that is wanted but cannot be had refuses them: never around it. */
function roadOf(service, view, report) {
    const binding = waypointFor(service, view);
    const { entry } = service.spec;
    if (entry !== undefined && isAskedFor(entry.spec) && vipsOf(service, view).addresses.length === 0) {
        const because = `${entry.host} has no address that a connection could go to`;
        return () => ({ kind: "refused", because });
    }
    if (binding.kind === "broken") {
        const because = reportBroken(binding, report);
        return () => ({ kind: "refused", because });
    }
    if (binding.kind === "bound") {
        const { waypoint } = binding;
        const name = waypointNameOf(waypoint);
        const identity = identityOf(waypoint, view.mesh);
        return () => ({ kind: "waypoint", waypoint: name, address: waypoint.address, port: waypoint.port, identity });
    }
    if (binding.because === "headless" && hasRules(service, view)) {
        const message = `Service ${qualifiedName(service)} is headless, so its waypoint never sees requests for it`;
        report(diagnostic("WM3010", { origin: at(service.origin, "spec", "clusterIP"), message }));
        return () => ({ kind: "refused", because: message });
    }
    return (port) => {
        const found = lowerEndpoints({ service, port }, view, report);
        if (found.discovery?.kind !== "as-asked")
            return { kind: "pods", ...found };
        // One service, one address: `lowerL4Services` makes as many as there are addresses to ask for.
        const [address = ""] = vipsOf(service, view).addresses;
        return { kind: "pods", endpoints: [outside(address, found.discovery.port ?? port.port)] };
    };
}
const brokenBindings = {
    "not-found": { code: "WM3001", text: "does not exist" },
    "not-a-waypoint": { code: "WM3002", text: "is not a waypoint" },
    forbidden: { code: "WM3003", text: "does not take objects of this namespace" },
    "other-traffic": { code: "WM3004", text: "is not for this kind of traffic" },
};
/** Says at the label what is wrong with it, and returns the text. */
export function reportBroken({ because, wanted, origin }, report) {
    const { code, text } = brokenBindings[because];
    const message = `the waypoint ${wanted} ${text}`;
    const advice = "until then connections are refused rather than let through without its rules";
    report(diagnostic(code, { origin, message, advice }));
    return message;
}
//# sourceMappingURL=l4-services.js.map