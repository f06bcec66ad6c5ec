/** A key set as it was last published, as far as we know. Times are in ms since the epoch. */
export interface KeptKeys {
    readonly place: string;
    readonly text: string;
    readonly etag?: string;
    /** When the issuer last said that this is its key set. */
    readonly checkedAt: number;
}
/** Where last good key sets survive a restart. */
export interface KeyStore {
    /** What was there when the store was opened, by place. */
    readonly kept: ReadonlyMap<string, KeptKeys>;
    /** Replaces what is kept for the place, or fails without trace. */
    keep(keys: KeptKeys): Promise<void>;
}
/** Keys are trusted this long after their issuer was last heard of. */
export declare const trustedForMs: number;
/**
 * Opens the store in the folder `keys` of a state folder. What others could have written is not believed: a key in here
 * lets whoever has its other half in.
 */
export declare function openKeyStore(stateDir: string, now: number): Promise<KeyStore>;
