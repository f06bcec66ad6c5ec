import { type Refusal } from "../../fetching/exchange.js";
import type { RegistryCredentials } from "./credentials.js";
import { type Unusable } from "./image.js";
import type { ModuleSource } from "./module-source.js";
import type { RegistryRules } from "./registry.js";
/** A module that was fetched, is what it should be, and can be run. */
export interface FetchedModule {
    readonly kind: "module";
    readonly bytes: Uint8Array;
    /** sha256 of the bytes, in hexadecimal digits. */
    readonly digest: string;
    /** The digest of an image's manifest. */
    readonly version?: string;
    readonly configSchema?: string;
}
export interface ModuleRequest {
    readonly source: ModuleSource;
    /** What it must be: of the module, or of the image's manifest. Hexadecimal; empty: whatever it is. */
    readonly sha256: string;
    readonly credentials?: RegistryCredentials | undefined;
    readonly signal?: AbortSignal;
}
interface Raw {
    readonly kind: "raw";
    readonly bytes: Uint8Array;
    readonly version?: string;
    readonly configSchema?: string;
}
type Problem = Refusal | Unusable;
/** Fetches a module and looks at it. Whatever goes wrong is a value. */
export declare function fetchedModule(request: ModuleRequest, rules: RegistryRules): Promise<FetchedModule | Problem>;
/** The bytes, whatever they are. */
export declare function rawModule({ source, credentials, signal }: ModuleRequest, rules: RegistryRules): Promise<Raw | Problem>;
export {};
