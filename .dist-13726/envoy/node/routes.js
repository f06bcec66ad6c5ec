import { resourceTypes } from "../generated.js";
import { hostPort, nodeNames } from "../names.js";
import { againElsewhere } from "../retry-policy.js";
import { isPlain, placeOf } from "./endpoints.js";
/** The names that one client may connect to, each with its port, and where they lead. */
export function clientRoutes(workload, services) {
    const name = nodeNames.client(workload.name);
    const taken = new Set();
    const known = servicesFor(workload, services);
    const virtualHosts = known.flatMap((service) => service.ports.flatMap((port) => {
        // One name used twice would cost the client all its routes: it belongs to the first one.
        const domains = namesFor(service, workload)
            .map((host) => hostPort(host, port.port).toLowerCase())
            .filter((domain) => !taken.has(domain) && taken.add(domain));
        if (domains.length === 0)
            return [];
        return [
            { name: `${placeOf(service)}:${port.port}`, domains, routes: [route(service, port, workload), notConnect] },
        ];
    }));
    const clusters = known.flatMap((service) => service.ports.flatMap((port) => clusterOf(service, port, workload) ?? []));
    return {
        type: resourceTypes.routes,
        name,
        message: { name, virtualHosts: [...virtualHosts, unknownHost], validateClusters: { value: false } },
        requires: [...new Set(clusters)].sort().map((cluster) => ({ type: resourceTypes.cluster, name: cluster })),
    };
}
/**
 * The services that a client may use, in the order in which they get the names that several of them have: Services, what
 * its own namespace has named, what others have.
 */
export function servicesFor(client, services) {
    if (!services.some(({ entry, audience }) => entry !== undefined || audience !== undefined))
        return services;
    const [namespace = ""] = client.name.split("/");
    const visible = services.filter(({ audience }) => audience?.includes(namespace) ?? true);
    const rank = (service) => service.entry === undefined ? 0 : service.namespace === namespace ? 1 : 2;
    return [...visible].sort((one, other) => rank(one) - rank(other));
}
/** Within its namespace a service goes by its short name. */
function namesFor(service, client) {
    const [namespace] = client.name.split("/");
    const short = namespace === service.namespace && service.entry === undefined ? [service.shortName] : [];
    return [...new Set([service.host, ...service.names, ...short])].sort();
}
function clusterOf(service, { port, via }, client) {
    switch (via.kind) {
        case "waypoint":
            return nodeNames.waypointCluster(client.name, via.waypoint);
        case "pods":
            return nodeNames.podsCluster(client.name, placeOf(service), port);
        case "refused":
            return undefined;
    }
}
function route(service, port, client) {
    const match = { connectMatcher: {} };
    const { via } = port;
    if (via.kind === "refused")
        return { match, directResponse: answer(503, via.because) };
    const plain = via.kind === "pods" && isPlain(via.endpoints);
    return {
        match,
        route: {
            cluster: clusterOf(service, port, client),
            timeout: {},
            // A tunnel is passed on as a CONNECT of another name; only a plain connection ends it here.
            upgradeConfigs: [{ upgradeType: "CONNECT", ...(plain && { connectConfig: {} }) }],
            ...(via.kind === "waypoint" && { hostRewriteLiteral: port.authority }),
            ...(via.kind === "pods" && !plain && { autoHostRewrite: { value: true } }),
            // A tunnel that was never opened can be opened elsewhere.
            retryPolicy: againElsewhere,
        },
    };
}
function answer(status, text) {
    return { status, body: { inlineString: `${text}\n` } };
}
const notConnect = {
    match: { prefix: "/" },
    directResponse: answer(405, "this proxy opens tunnels: send it CONNECT (curl -p, --proxytunnel)"),
};
const unknownHost = {
    name: "unknown",
    domains: ["*"],
    routes: [
        { match: { connectMatcher: {} }, directResponse: answer(404, "no service of the mesh has this name and port") },
        notConnect,
    ],
};
//# sourceMappingURL=routes.js.map