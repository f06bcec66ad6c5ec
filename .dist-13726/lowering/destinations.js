import { isIP } from "node:net";
import { endpointsOf } from "../binding/endpoints.js";
import { isAskedFor } from "../binding/entry-services.js";
import { vipsOf } from "../binding/services.js";
import { waypointFor } from "../binding/waypoints.js";
import { identityOf, serviceOf, waypointNameOf } from "./names.js";
import { assumedProtocol, protocolFor } from "./port-protocol.js";
import { protocolOf } from "./protocols.js";
import { lowerUpstreamTls } from "./upstream-tls.js";
/** Where requests for a service port can be sent. An id that leads nowhere (any more) has no endpoints. */
export function lowerDestination(id, view, report) {
    const service = serviceOf(id, view);
    const port = service?.spec.ports.find((candidate) => candidate.port === id.port && candidate.protocol === "TCP");
    if (service === undefined || port === undefined) {
        const kind = id.entry === undefined ? "Service" : "ServiceEntry";
        const origin = service?.origin ?? { object: `${kind} ${id.namespace}/${id.service}`, path: [] };
        return { id, protocol: "http", endpoints: [], origin };
    }
    const site = { service, port };
    const found = { id, ...destinationProtocol(site, view), origin: service.origin };
    if (id.onward !== undefined)
        return { ...found, endpoints: waypointEndpoints(site, view) };
    const tls = lowerUpstreamTls(site, view, report);
    if (tls === "unusable")
        return { ...found, endpoints: [] };
    const answering = { ...found, ...lowerEndpoints(site, view, report) };
    return tls === undefined ? answering : { ...answering, tls };
}
/** The endpoints of a service port, and how to find them where their addresses do not say it. */
export function lowerEndpoints({ service, port }, view, report) {
    const { entry } = service.spec;
    const bound = endpointsOf({ service, port }, view, report);
    const endpoints = bound.map((endpoint) => lowerEndpoint(endpoint, view.mesh));
    if (entry === undefined)
        return { endpoints };
    if (isAskedFor(entry.spec)) {
        const target = typeof port.targetPort === "number" ? { port: port.targetPort } : {};
        return { endpoints: [], discovery: { kind: "as-asked", ...target } };
    }
    const isName = (endpoint) => isIP(endpoint.address) === 0;
    if (!endpoints.some(isName))
        return { endpoints };
    // Tunnels lead to addresses, and one cluster either resolves names or has tunnels.
    const plain = endpoints.filter(({ tunnel }) => tunnel === "none");
    const roundRobin = entry.spec.resolution === "DNS_ROUND_ROBIN";
    return { endpoints: plain, discovery: { kind: roundRobin ? "dns-round-robin" : "dns" } };
}
/**
 * The waypoint of a service, in place of the service's endpoints: it is asked for the virtual address, as clients ask for
 * it. None if the waypoint cannot be had: never around it.
 */
function waypointEndpoints({ service, port }, view) {
    const binding = waypointFor(service, view);
    const [address] = vipsOf(service, view).addresses;
    if (binding.kind !== "bound" || address === undefined)
        return [];
    const { waypoint } = binding;
    return [
        {
            address,
            port: port.port,
            waypoint: waypoint.address,
            identity: identityOf(waypoint, view.mesh),
            tunnel: "hbone",
            weight: 1,
            workload: waypointNameOf(waypoint),
        },
    ];
}
/** An endpoint with the identity its peer must prove; outside the mesh nobody proves anything. */
function lowerEndpoint(endpoint, mesh) {
    const { address, port, account, inMesh, weight = 1, locality, workload } = endpoint;
    const tunnelled = inMesh && account !== undefined;
    return {
        address,
        port,
        ...(tunnelled && { identity: identityOf(account, mesh) }),
        tunnel: tunnelled ? "hbone" : "none",
        weight,
        ...(locality !== undefined && { locality }),
        workload,
    };
}
/** The protocol of the port on its own waypoint; where it has none, requests come from routes, so they are HTTP. */
function destinationProtocol(site, view) {
    const binding = waypointFor(site.service, view);
    if (binding.kind === "bound") {
        const { protocol, because } = protocolFor({ ...site, waypoint: binding.waypoint }, view);
        const undeclared = because === "nothing-l7-configured";
        return { protocol, ...(undeclared && assumedProtocol(site, view) === "http2" && { requests: "http2" }) };
    }
    const { protocol, because } = protocolOf(site.port, () => true);
    return { protocol: because === "l7-configured" ? assumedProtocol(site, view) : protocol };
}
//# sourceMappingURL=destinations.js.map