import { type WorkloadPort } from "../lowering/ports.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, type Step } from "./step.js";
/** One pod on one waypoint; names are `namespace/name`. */
export interface WorkloadSite {
    readonly waypoint: string;
    readonly workload: string;
}
/** The pod's ports as IR. */
export declare function workloadPortsStep(current: CurrentResources, site: WorkloadSite): Step<readonly WorkloadPort[]>;
/** Every resource for the pod's ports. */
export declare function workloadResourcesStep(current: CurrentResources, site: WorkloadSite): Step<readonly XdsResource[]>;
