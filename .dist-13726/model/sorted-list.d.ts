import type { Resource } from "./resource.js";
/** `list`, sorted by namespace and name, without `removed` and with `added` in their places. */
export declare function editedList(list: readonly Resource[], removed: readonly Resource[], added: readonly Resource[]): readonly Resource[];
