import { clientResources } from "./clients.js";
import { podsAssignment } from "./endpoints.js";
import { applicationsCluster, podResources } from "./pods.js";
/** Everything that a node proxy is told, secrets excepted. */
export function nodeProxyResources(layer, fronts) {
    return [
        applicationsCluster(),
        ...serviceResources(layer.services),
        ...fronts.flatMap((front) => clientResources(front, layer.services)),
        ...layer.pods.flatMap(podResources),
    ];
}
/** The endpoints of the services that have no waypoint. */
export function serviceResources(services) {
    return services.flatMap((service) => service.ports.flatMap(({ port, via }) => via.kind === "pods" && via.discovery === undefined ? [podsAssignment(service, { port, via })] : []));
}
/** Which secrets a node proxy needs, besides the roots for its pods' doors (`trustedRoots`). */
export function nodeIdentities(layer) {
    const own = [...layer.clients, ...layer.pods.map((pod) => pod.workload)].map(({ identity }) => identity);
    const peers = layer.services.flatMap((service) => service.ports.flatMap(({ via }) => {
        if (via.kind === "waypoint")
            return [via.identity];
        return via.kind === "pods" ? via.endpoints.flatMap(({ identity }) => identity ?? []) : [];
    }));
    return { own: unique(own), peers: unique(peers) };
}
function unique(identities) {
    return [...new Set(identities)].sort();
}
//# sourceMappingURL=node-proxy.js.map