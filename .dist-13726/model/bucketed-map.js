const bucketCount = 1024;
export function emptyMap() {
    return mapOfBuckets([], 0);
}
function mapOfBuckets(buckets, size) {
    return {
        size,
        find: (key) => buckets[bucketOf(key)]?.get(key),
        with(edits) {
            const next = buckets.slice();
            const owned = new Map();
            let nextSize = size;
            for (const [key, value] of edits) {
                const number = bucketOf(key);
                const bucket = owned.get(number) ?? new Map(buckets[number]);
                owned.set(number, bucket);
                next[number] = bucket;
                nextSize -= bucket.size;
                if (value === undefined)
                    bucket.delete(key);
                else
                    bucket.set(key, value);
                nextSize += bucket.size;
            }
            return mapOfBuckets(next, nextSize);
        },
    };
}
/** FNV-1a, folded to a bucket number. */
function bucketOf(key) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++)
        hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return ((hash >>> 10) ^ hash) & (bucketCount - 1);
}
//# sourceMappingURL=bucketed-map.js.map