import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import type { Generated } from "../envoy/generated.js";
import type { CellSpec, Scope } from "../incremental.js";
import type { ResourceSet, ResourceView } from "../model/resource-set.js";
import { type Resource } from "../xds/resource.js";
/** A cell of the translation. */
export type Step<T> = CellSpec<T, Diagnostic>;
/** The resources of the moment; cells read them when they are computed, not when they are made. */
export interface CurrentResources {
    resources: ResourceSet;
}
/** What the pure functions of the middle are given: a view that records what they look at, and a place for findings. */
export interface Sight {
    readonly scope: Scope<Diagnostic>;
    readonly view: ResourceView;
    readonly report: Report;
}
/** A step whose computation sees the current resources. */
export declare function step<T>(current: CurrentResources, spec: {
    readonly key: string;
    readonly compute: (sight: Sight) => T;
    same?(before: T, after: T): boolean;
}): Step<T>;
/** A generated message as bytes with a version. */
export declare function encoded(generated: Generated): Resource;
/** `same` for encoded resources: as many, and the same bytes under the same names in the same order. */
export declare function sameResources(before: readonly Resource[], after: readonly Resource[]): boolean;
