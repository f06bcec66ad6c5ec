/** What is known of a document, as JSON text. */
export interface KnownDocument {
    /** `accepted`: a `KeptOutcome`, nothing is left to check. `value`: what the text says, and it is to be checked again. */
    readonly kind: "accepted" | "value";
    readonly json: string;
}
/**
 * Documents from earlier runs, by the hash of their text: YAML is read at 1 MB/s, JSON at 30. One file a set of paths,
 * holding what its last run used and nothing else. Whatever is wrong with it, or another program wrote it, it counts as
 * empty.
 */
export interface DocumentCache {
    find(text: string): KnownDocument | undefined;
    keep(text: string, known: KnownDocument): void;
    /** Writes what this run found or kept, if that differs from what is on disk. Never fails: a cache is no duty. */
    save(): void;
}
/** A cache that is always empty. */
export declare const noCache: DocumentCache;
/** `$WAYMARK_CACHE`, else the user's cache folder. */
export declare function defaultCacheFolder(environment?: NodeJS.ProcessEnv): string;
/** The cache of these paths below `folder`. `rules`: what else decides about objects; each has a cache of its own. */
export declare function openDocumentCache(folder: string, paths: readonly string[], rules?: string): DocumentCache;
