import type { ResourceView } from "../model/resource-set.js";
import type { LabelSelector, MatchLabels } from "../model/selectors.js";
type Labels = Readonly<Record<string, string>>;
/** Whether `labels` has all of `wanted`. */
export declare function hasLabels(wanted: MatchLabels, labels: Labels): boolean;
/** Whether a Kubernetes label selector selects an object with these labels. */
export declare function selects(selector: LabelSelector, labels: Labels): boolean;
/** The labels of a namespace; a namespace nobody declared still has its name (as every namespace in Kubernetes). */
export declare function namespaceLabels(namespace: string, view: ResourceView): Labels;
export {};
