import { type CurrentResources, type Step } from "./step.js";
/** Computes the findings of every object of these kinds. */
export declare function findingsStep(current: CurrentResources): Step<readonly null[]>;
