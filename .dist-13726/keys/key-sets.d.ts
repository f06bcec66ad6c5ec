import type { DownloadRules } from "./download.js";
import { type KeyStore } from "./key-store.js";
import { type KeySource } from "./published-keys.js";
/** A place to fetch from. */
export interface WantedKeySet extends KeySource {
    /** Its name: the same for the same source. */
    readonly place: string;
    /** How long one request may take at most. */
    readonly timeoutMs: number;
}
/** What is known of a place. */
export type KeySetState = 
/** `stale`: why it could not be refreshed when it should have been. */
{
    readonly kind: "known";
    readonly text: string;
    readonly stale?: string;
} | {
    readonly kind: "pending";
}
/** `refused`: nothing may be fetched there. `failed`: it was tried, and will be again. */
 | {
    readonly kind: "refused" | "failed";
    readonly because: string;
};
/** One attempt to fetch; `dropped`: the place is wanted no more. */
export interface KeyFetch {
    readonly place: string;
    readonly outcome: "fetched" | "unchanged" | "refused" | "failed" | "dropped";
    readonly because?: string;
}
export interface KeySetsOptions {
    /** Where last good key sets are kept, below this folder; absent: nowhere. */
    readonly stateDir?: string;
    /** Private addresses (CIDR) and hosts that may be fetched from. */
    readonly allowed?: readonly string[];
    /** PEM of authorities that https servers must be of, instead of the system's. */
    readonly roots?: string;
    /** How often a key set is looked at whose server does not say how long it holds. Default: 20 minutes. */
    readonly refreshMs?: number;
    /** The pause after a first failure; it doubles up to the usual refresh. Default: a second. */
    readonly retryMs?: number;
    /** Told of each place whose state changes later than `want` returns. */
    readonly onState: (place: string, state: KeySetState) => void;
    readonly onFetch?: (fetch: KeyFetch) => void;
    /** A last good key set could not be kept. */
    readonly onStoreFailure?: (error: unknown) => void;
    /** A number from 0 up to 1; for tests. */
    readonly random?: () => number;
    readonly lookup?: DownloadRules["lookup"];
}
/** Opens the cache. @throws TypeError if an allowed place is none; and if the folder cannot be used. */
export declare function openKeySets(options: KeySetsOptions): Promise<KeySets>;
/** The cache at work. */
export declare class KeySets {
    #private;
    /** @internal Made by `openKeySets`. */
    constructor(options: KeySetsOptions, store: KeyStore | undefined, rules: DownloadRules);
    /** From now on these places are wanted and no others. Tells what is known differently at once; `undefined`: dropped. */
    want(wanted: readonly WantedKeySet[]): ReadonlyMap<string, KeySetState | undefined>;
    /** Resolves when every wanted place was tried once or is known, after `timeoutMs` at the latest. */
    attempted(timeoutMs: number): Promise<void>;
    /** What is known of each wanted place. */
    states(): ReadonlyMap<string, KeySetState>;
    /** Ends all fetching; what is being written is written to its end. */
    close(): Promise<void>;
}
