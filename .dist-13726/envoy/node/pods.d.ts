import type { GuardedPod } from "../../ir/node.js";
import { type Generated, type GeneratedOf, resourceTypes } from "../generated.js";
/** The HBONE door of a pod and the rules at it. */
export declare function podResources(pod: GuardedPod): readonly Generated[];
/** From all doors to the applications: wherever the tunnel names, which the door has checked. */
export declare function applicationsCluster(): GeneratedOf<typeof resourceTypes.cluster>;
