/**
 * An immutable map whose next version costs little: entries lie in buckets by the hash of their key, and an edit copies
 * the touched buckets only. With 20,000 entries an edit copies some 20 of them and one array of 1,024 references.
 */
export interface BucketedMap<V> {
    readonly size: number;
    find(key: string): V | undefined;
    /** The map with these values put (`undefined`: removed); this one stays as it is. */
    with(edits: ReadonlyMap<string, V | undefined>): BucketedMap<V>;
}
export declare function emptyMap<V>(): BucketedMap<V>;
