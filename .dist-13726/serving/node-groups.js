/** Which group of the cache a proxy belongs to, by what it says of itself and, with client certificates, what it proves. */
import { waypointGroup } from "../translate.js";
const gatewayNameLabel = "gateway.networking.k8s.io/gateway-name";
/** The group of a node proxy. */
export function nodeProxyGroup(name) {
    return `node/${name}`;
}
/** What a node proxy calls itself: `nodeproxy~local`. */
const nodeProxyIdPrefix = "nodeproxy~";
/**
 * The group of a node. A waypoint names itself in the metadata (`WAYPOINT: shop/waypoint`, or its namespace and the
 * gateway-name label of its pod), a node proxy in its id. A waypoint that has no snapshot yet is let in and waits.
 */
export function groupOf(node, peer, admission) {
    const group = claimedGroup(node);
    if (group === undefined) {
        return {
            refuse: `node "${node.id}" does not say which waypoint it is: set metadata WAYPOINT to namespace/name`,
            as: "not-found",
        };
    }
    if (!admission.certificates)
        return group;
    const identity = admission.identityOf(group);
    if (identity !== undefined && peer.uris.includes(identity))
        return group;
    const shown = peer.uris.length === 0 ? "no SPIFFE id" : peer.uris.join(", ");
    return {
        refuse: `${group} must prove to be ${identity ?? "known"}; its certificate shows ${shown}`,
        as: "permission-denied",
    };
}
function claimedGroup({ id, metadata }) {
    if (id.startsWith(nodeProxyIdPrefix))
        return nodeProxyGroup(id.slice(nodeProxyIdPrefix.length));
    const { WAYPOINT: waypoint, NAMESPACE: namespace, LABELS: labels } = metadata;
    if (typeof waypoint === "string" && /^[^/]+\/[^/]+$/.test(waypoint))
        return waypointGroup(waypoint);
    if (typeof namespace !== "string" || typeof labels !== "object" || labels === null || Array.isArray(labels)) {
        return undefined;
    }
    const name = labels[gatewayNameLabel];
    return typeof name === "string" ? waypointGroup(`${namespace}/${name}`) : undefined;
}
//# sourceMappingURL=node-groups.js.map