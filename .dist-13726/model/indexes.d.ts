import type { Resource } from "./resource.js";
import type { Indexes, IndexName } from "./resource-set.js";
type IndexRow<I extends IndexName> = {
    readonly kind: Indexes[I];
    /** The keys under which an object is found; the same one twice counts once. */
    readonly keys: (resource: Resource<Indexes[I]>) => readonly string[];
};
/** One row an index: which objects are in it, under which keys. */
export declare const indexTable: {
    readonly [I in IndexName]: IndexRow<I>;
};
/** Every index entry of `resource`, as `name:key`. */
export declare function indexEntries(resource: Resource): readonly string[];
/** How an index entry is named in the set. */
export declare function indexEntry(index: IndexName, key: string): string;
export {};
