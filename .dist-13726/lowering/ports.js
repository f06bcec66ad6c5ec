import { routesFor } from "../binding/routes.js";
import { vipsOf } from "../binding/services.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
import { accessOf } from "./access.js";
import { authorityOf, destinationIdOf, identityOf } from "./names.js";
import { looksIntoRequests, protocolFor } from "./port-protocol.js";
import { protocolOf } from "./protocols.js";
/** The skeleton of a service port on its waypoint; undefined for ports that no client can reach there (UDP, headless). */
export function lowerPort(site, view, report) {
    const { service, port } = site;
    const { addresses } = vipsOf(service, view);
    if (port.protocol !== "TCP" || addresses.length === 0)
        return undefined;
    const chosen = protocolFor(site, view);
    reportProtocol(site, chosen, { view, report });
    return {
        id: destinationIdOf(service, port.port, view.mesh),
        protocol: chosen.protocol,
        protocolBecause: chosen.because,
        authorities: addresses.map((address) => authorityOf(address, port.port)),
        origin: at(service.origin, "spec", "ports", service.spec.ports.indexOf(port)),
    };
}
function reportProtocol({ service, port }, { protocol, because }, { view, report }) {
    const origin = at(service.origin, "spec", "ports", service.spec.ports.indexOf(port));
    const what = `port ${port.port} of Service ${qualifiedName(service)}`;
    if (because === "l7-configured") {
        const spoken = protocol === "http2" ? "HTTP/2 because there are GRPCRoutes" : "HTTP because there are L7 rules";
        const message = `${what} declares no protocol; it is served as ${spoken} for it`;
        report(diagnostic("WM4019", { origin, message, advice: "declare appProtocol: http, kubernetes.io/h2c or tcp" }));
    }
    if (because === "nothing-l7-configured") {
        const message = `${what} declares no protocol; it is carried as TCP because there are no L7 rules for it`;
        report(diagnostic("WM4020", { origin, message, advice: "declare appProtocol: http, kubernetes.io/h2c or tcp" }));
    }
    if (protocol !== "tcp")
        return;
    for (const attached of routesFor(service, port, view)) {
        const message = `${what} is TCP: ${attached.route.kind} ${qualifiedName(attached.route)} is not in effect there`;
        const related = [{ origin, message: "the port whose protocol is not HTTP" }];
        report(diagnostic("WM4021", { origin: attached.origin, message, related }));
    }
}
/** The declared TCP ports of a pod bound to a waypoint; only the waypoint's own policies (Gateway, class) judge them. */
export function lowerWorkloadPorts({ workload, waypoint }, view, report) {
    const declared = workload.ports.filter(({ protocol }) => protocol === "TCP");
    const distinct = declared.filter((port, index) => {
        return declared.findIndex(({ containerPort }) => containerPort === port.containerPort) === index;
    });
    return distinct.map((container) => workloadPort({ workload, waypoint, container }, view, report));
}
function workloadPort(site, view, report) {
    const { workload, waypoint, container } = site;
    const { containerPort: port, name } = container;
    const chosen = protocolOf({ port, ...(name !== undefined && { name }) }, () => looksIntoRequests({ waypoint }, view));
    const { namespace, address, origin } = workload;
    const host = `${workload.name}.${namespace}.pod.${view.mesh.clusterDomain}`;
    const id = { host, namespace, service: workload.name, port };
    const access = accessOf({ waypoint }, { protocol: chosen.protocol, port: `port ${port} (TCP)`, number: port }, { view, report });
    const endpoint = {
        address,
        port,
        identity: identityOf(workload, view.mesh),
        tunnel: "hbone",
        weight: 1,
        workload: `${namespace}/${workload.name}`,
    };
    return {
        served: {
            port: {
                id,
                protocol: chosen.protocol,
                protocolBecause: chosen.because,
                authorities: [authorityOf(address, port)],
                origin,
            },
            ...(chosen.protocol !== "tcp" && { routes: { routes: [], otherwise: "own-endpoints" } }),
            access,
        },
        destination: { id, protocol: chosen.protocol, endpoints: [endpoint], origin },
    };
}
//# sourceMappingURL=ports.js.map