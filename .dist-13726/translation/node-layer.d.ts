/** What the L4 layer must do, put together from a step for each service and each pod. */
import type { GuardedPod, NodeLayer } from "../ir/node.js";
import { type CurrentResources, type Step } from "./step.js";
/** The whole L4 layer. */
export declare function nodeLayerStep(current: CurrentResources): Step<NodeLayer>;
/** The pods of the mesh, by name. */
export declare function podNamesStep(current: CurrentResources): Step<readonly string[]>;
/** A pod and the rules at its door. Undefined once it is gone or out of the mesh. */
export declare function guardedPodStep(current: CurrentResources, pod: string): Step<GuardedPod | undefined>;
