/** Which group of the cache a proxy belongs to, by what it says of itself and, with client certificates, what it proves. */
import type { XdsNode } from "../xds/codec.js";
import type { NodeResolution, XdsPeer } from "../xds/server.js";
/** The group of a node proxy. */
export declare function nodeProxyGroup(name: string): string;
/** Who may be who. */
export interface Admission {
    /** The identity of the waypoint that a group belongs to; undefined for groups that do not exist. */
    readonly identityOf: (group: string) => string | undefined;
    /** Whether clients must prove their identity by certificate. */
    readonly certificates: boolean;
}
/**
 * The group of a node. A waypoint names itself in the metadata (`WAYPOINT: shop/waypoint`, or its namespace and the
 * gateway-name label of its pod), a node proxy in its id. A waypoint that has no snapshot yet is let in and waits.
 */
export declare function groupOf(node: XdsNode, peer: XdsPeer, admission: Admission): NodeResolution;
