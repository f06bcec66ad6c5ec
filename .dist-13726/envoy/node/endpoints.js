import { resourceTypes } from "../generated.js";
import { hbonePort, hostPort, nodeNames } from "../names.js";
import { struct } from "../settings.js";
/**
 * The pods of a service port that has no waypoint. Pods that cannot be reached by HBONE are left out if there are any
 * that can: one route carries either tunnels or plain connections.
 */
export function podsAssignment(service, { port, via }) {
    const name = nodeNames.pods(placeOf(service), port);
    return {
        type: resourceTypes.loadAssignment,
        name,
        message: { clusterName: name, endpoints: [{ lbEndpoints: reachable(via.endpoints).map(lbEndpoint) }] },
        requires: [],
    };
}
/** What tells a service from every other one in the names of resources. */
export function placeOf({ host, namespace, entry }) {
    return entry === undefined ? host : `${namespace}/${host}`;
}
/** Whether the pods of a service are reached by plain connections. */
export function isPlain(endpoints) {
    return endpoints.length > 0 && endpoints.every((endpoint) => endpoint.tunnel === "none");
}
/** A pod without identity proves nothing to anybody: it gets no traffic by HBONE. */
export function reachable(endpoints) {
    return isPlain(endpoints)
        ? endpoints
        : endpoints.filter(({ tunnel, identity }) => tunnel === "hbone" && identity !== undefined);
}
function lbEndpoint(endpoint) {
    const weight = { loadBalancingWeight: { value: endpoint.weight } };
    if (endpoint.tunnel === "none") {
        const address = { socketAddress: { address: endpoint.address, portValue: endpoint.port } };
        return { endpoint: { address }, ...weight };
    }
    return {
        endpoint: {
            address: { socketAddress: { address: endpoint.address, portValue: hbonePort } },
            // The name in the CONNECT to this pod.
            hostname: hostPort(endpoint.address, endpoint.port),
        },
        metadata: {
            filterMetadata: {
                "envoy.transport_socket_match": struct({ peer: endpoint.identity ?? "" }),
            },
        },
        ...weight,
    };
}
//# sourceMappingURL=endpoints.js.map