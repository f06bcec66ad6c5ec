import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { addressRanges, entryEndpoints } from "./entry-endpoints.js";
import { hostProblem, isAskedFor, servicesOfEntry } from "./entry-services.js";
import { vipsOf } from "./services.js";
/** Says which hosts, addresses, ports and endpoints of an entry are not in effect. */
export function reportEntry(entry, view, report) {
    for (const [index, host] of entry.spec.hosts.entries()) {
        const problem = hostProblem(entry, host.toLowerCase(), view);
        if (problem !== undefined)
            reportHost({ entry, index, problem }, report);
    }
    const services = servicesOfEntry(entry, view);
    reportAddresses(entry, services, { view, report });
    for (const [index, port] of entry.spec.ports.entries()) {
        if (port.protocol?.toUpperCase() !== "UDP")
            continue;
        const message = `port ${port.number} is UDP, which the mesh does not carry`;
        report(diagnostic("WM3013", { origin: at(entry.origin, "spec", "ports", index), message }));
    }
    reportEndpoints(entry, services, { view, report });
}
function reportHost({ entry, index, problem }, report) {
    const host = entry.spec.hosts[index];
    const origin = at(entry.origin, "spec", "hosts", index);
    if (problem.kind === "taken") {
        const { by } = problem;
        const related = [{ origin: by.origin, message: "who keeps it" }];
        report(diagnostic("WM3021", { origin, message: `${host} belongs to ${by.origin.object}`, related }));
        return;
    }
    const because = {
        wildcard: "is a wildcard: clients cannot be told what it leads to",
        address: "is an IP address, not a name",
        resolution: "would be resolved anew for each client (DYNAMIC_DNS)",
    }[problem.kind];
    report(diagnostic("WM3020", { origin, message: `${host} ${because}` }));
}
function reportAddresses(entry, services, { view, report }) {
    const { origin, spec } = entry;
    for (const index of addressRanges(entry)) {
        const message = `${spec.addresses[index]} is no single IP address`;
        report(diagnostic("WM3022", { origin: at(origin, "spec", "addresses", index), message }));
    }
    for (const service of services) {
        const { addresses, taken } = vipsOf(service, view);
        const host = service.spec.entry?.host;
        for (const { address, by } of taken) {
            const advice = addresses.length > 0 ? `${host} is reached at ${addresses.join(", ")} instead` : undefined;
            const where = at(origin, "spec", "addresses", Math.max(0, spec.addresses.indexOf(address)));
            const related = [{ origin: by.origin, message: "who keeps it" }];
            const message = `${address} belongs to ${by.origin.object} already`;
            report(diagnostic("WM3022", { origin: where, message, advice, related }));
        }
        if (!isAskedFor(spec) || addresses.length > 0)
            continue;
        const message = `${host} has no address that a connection could go to (resolution NONE)`;
        report(diagnostic("WM3023", { origin: at(origin, "spec", "hosts", spec.hosts.indexOf(host ?? "")), message }));
    }
}
function reportEndpoints(entry, services, { view, report }) {
    const { origin, spec } = entry;
    const most = isAskedFor(spec) ? 0 : spec.resolution === "DNS_ROUND_ROBIN" ? 1 : undefined;
    if (most !== undefined && (spec.endpoints?.length ?? 0) > most) {
        const message = `resolution ${spec.resolution} has ${most === 0 ? "no endpoints" : "one endpoint at most"}`;
        report(diagnostic("WM3026", { origin: at(origin, "spec", "endpoints"), message }));
    }
    const [service] = services;
    const port = service?.spec.ports.find(({ protocol }) => protocol === "TCP");
    if (service === undefined || port === undefined || isAskedFor(spec))
        return;
    // What is wrong with single endpoints is said where they are used; what is missing altogether is said here.
    if (entryEndpoints({ service, port }, view, () => undefined).length > 0)
        return;
    const message = `nothing answers under ${spec.hosts.join(", ")}`;
    const field = spec.workloadSelector === undefined ? "endpoints" : "workloadSelector";
    report(diagnostic("WM3025", { origin: at(origin, "spec", field), message }));
}
//# sourceMappingURL=entry-findings.js.map