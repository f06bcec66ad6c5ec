import type { Identity } from "../../ir/identity.js";
import type { ClientFront, L4Service, NodeLayer } from "../../ir/node.js";
import type { Generated } from "../generated.js";
/** Everything that a node proxy is told, secrets excepted. */
export declare function nodeProxyResources(layer: NodeLayer, fronts: readonly ClientFront[]): readonly Generated[];
/** The endpoints of the services that have no waypoint. */
export declare function serviceResources(services: readonly L4Service[]): readonly Generated[];
/** The identities behind the secrets of a node proxy, sorted. */
export interface NodeIdentities {
    /** Whose certificates it holds: `nodeNames.certificate(identity)`. */
    readonly own: readonly Identity[];
    /** Whom it must tell from everybody else: `nodeNames.onlyPeer(identity)`. */
    readonly peers: readonly Identity[];
}
/** Which secrets a node proxy needs, besides the roots for its pods' doors (`trustedRoots`). */
export declare function nodeIdentities(layer: NodeLayer): NodeIdentities;
