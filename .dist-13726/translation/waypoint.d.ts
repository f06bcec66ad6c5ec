import type { Waypoint } from "../ir/waypoint.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, type Step } from "./step.js";
/** Resources that come from one place; the same list object as long as none of them changes. */
export type Bundle = readonly XdsResource[];
/** The resources of a waypoint as bundles. Undefined once the waypoint is gone. */
export declare function waypointResourcesStep(current: CurrentResources, waypoint: string): Step<readonly Bundle[] | undefined>;
/** The IR of a waypoint: for those who show or explain it. Undefined once the waypoint is gone. */
export declare function waypointStateStep(current: CurrentResources, waypoint: string): Step<Waypoint | undefined>;
