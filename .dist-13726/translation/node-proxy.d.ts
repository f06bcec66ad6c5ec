import type { ClientFront, NodeLayer, Workload } from "../ir/node.js";
import type { SecretNeeds } from "./secret-needs.js";
import { type CurrentResources, type Step } from "./step.js";
import type { Bundle } from "./waypoint.js";
export interface NodeProxyOptions {
    /** Where each client finds its CONNECT proxy; the same client always gets the same place. */
    readonly fronts: (clients: readonly Workload[]) => readonly ClientFront[];
}
/** The resources of the node proxy as bundles. */
export declare function nodeProxyStep(current: CurrentResources, options: NodeProxyOptions): Step<readonly Bundle[]>;
/** The secrets behind all that: a certificate for each identity it speaks for, and one set of names for each peer. */
export declare function nodeProxySecrets(layer: NodeLayer): SecretNeeds;
