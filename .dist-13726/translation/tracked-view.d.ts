import { type ResourceSet, type ResourceView } from "../model/resource-set.js";
/** The part of a scope that records what was looked at. */
interface Recorder {
    depend(input: string): void;
}
/** A view that answers from the current resources and records every look-up, so that its reader follows edits. */
export declare function trackedView(resources: ResourceSet, recorder: Recorder): ResourceView;
export {};
