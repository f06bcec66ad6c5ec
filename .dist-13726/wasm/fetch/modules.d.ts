import type { RegistryCredentials } from "./credentials.js";
import { type ModuleSource } from "./module-source.js";
import { type ModuleStore } from "./module-store.js";
import type { RegistryRules } from "./registry.js";
/** A module that is wanted. */
export interface WantedModule {
    /** Its name: the same for the same source, digest and credentials. */
    readonly place: string;
    /** What people call it. */
    readonly url: string;
    readonly source: ModuleSource;
    /** What it must be; empty: whatever it is. */
    readonly sha256: string;
    /** Ask whether there is a newer one even if one is kept. */
    readonly always: boolean;
    readonly credentials?: RegistryCredentials | undefined;
}
/** A module that may be run. */
export interface HadModule {
    readonly digest: string;
    readonly bytes: Uint8Array;
    readonly configSchema?: string;
}
/** What is known of a place. */
export type ModuleState = 
/** `stale`: why it could not be looked at again when it should have been. */
{
    readonly kind: "known";
    readonly module: HadModule;
    readonly stale?: string;
} | {
    readonly kind: "pending";
} | {
    readonly kind: "refused" | "failed" | "unusable";
    readonly because: string;
};
/** One attempt to fetch. */
export interface ModuleFetch {
    /** What people call it. */
    readonly place: string;
    readonly outcome: "fetched" | "unchanged" | "kept" | "refused" | "failed" | "unusable";
    readonly because?: string;
}
export interface ModulesOptions {
    /** Where modules are kept, below this folder; absent: nowhere. */
    readonly stateDir?: string;
    /** Private addresses (CIDR) and hosts that may be fetched from. */
    readonly allowed?: readonly string[];
    /** PEM of authorities that https servers must be of, instead of the system's. */
    readonly roots?: string;
    /** Registries, by host and port, that are asked without TLS. */
    readonly withoutTls?: readonly string[];
    /** The pause after a first failure; it doubles up to five minutes. A second unless given. */
    readonly retryMs?: number;
    /** How often files are looked at for changes. A second unless given. */
    readonly fileMs?: number;
    /** How often places are looked at whose module may change (`always`). A minute unless given. */
    readonly alwaysMs?: number;
    /** Told of each place whose state changes later than `want` returns. */
    readonly onState: (place: string, state: ModuleState) => void;
    readonly onFetch?: (fetch: ModuleFetch) => void;
    /** A module could not be kept. */
    readonly onStoreFailure?: (error: unknown) => void;
    readonly lookup?: RegistryRules["lookup"];
}
/** Opens the cache. @throws TypeError if an allowed place is none; and if the folder cannot be used. */
export declare function openModules(options: ModulesOptions): Promise<Modules>;
/** The cache at work. */
export declare class Modules {
    #private;
    /** @internal Made by `openModules`. */
    constructor(options: ModulesOptions, store: ModuleStore | undefined, rules: RegistryRules);
    /** From now on these places are wanted and no others. */
    want(wanted: readonly WantedModule[]): void;
    /** What is known of a place; undefined: nobody wants it. */
    state(place: string): ModuleState | undefined;
    /** Resolves when every wanted place was tried once, after `timeoutMs` at the latest. */
    attempted(timeoutMs: number): Promise<void>;
    /** Ends all fetching; what is being written is written to its end. */
    close(): Promise<void>;
}
