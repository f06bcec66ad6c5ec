import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
/** `resources` with the first of each key, and a diagnostic for each of the others. */
export declare function withoutDuplicates(resources: Iterable<Resource>): {
    readonly resources: readonly Resource[];
    readonly diagnostics: readonly Diagnostic[];
};
/** What is said about an object whose key `first` has already. */
export declare function duplicateOf(resource: Resource, first: Resource): Diagnostic;
