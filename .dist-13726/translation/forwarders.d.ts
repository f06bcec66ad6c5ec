import type { Identity } from "../ir/identity.js";
import { type CurrentResources, type Step } from "./step.js";
/** Their identities, sorted; the waypoint itself, which does not send to itself, is none of them. */
export declare function forwardersStep(current: CurrentResources, waypoint: string): Step<readonly Identity[]>;
