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

const bucketCount = 1024;

type Bucket<V> = ReadonlyMap<string, V>;

export function emptyMap<V>(): BucketedMap<V> {
  return mapOfBuckets<V>([], 0);
}

function mapOfBuckets<V>(buckets: readonly (Bucket<V> | undefined)[], size: number): BucketedMap<V> {
  return {
    size,
    find: (key) => buckets[bucketOf(key)]?.get(key),
    with(edits) {
      const next = buckets.slice();
      const owned = new Map<number, Map<string, V>>();
      let nextSize = size;
      for (const [key, value] of edits) {
        const number = bucketOf(key);
        const bucket = owned.get(number) ?? new Map(buckets[number]);
        owned.set(number, bucket);
        next[number] = bucket;
        nextSize -= bucket.size;
        if (value === undefined) bucket.delete(key);
        else bucket.set(key, value);
        nextSize += bucket.size;
      }
      return mapOfBuckets(next, nextSize);
    },
  };
}

/** FNV-1a, folded to a bucket number. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return ((hash >>> 10) ^ hash) & (bucketCount - 1);
}
