/** What was had from a place last. */
export interface KeptModule {
    readonly place: string;
    /** sha256 of the module, in hexadecimal digits. */
    readonly digest: string;
    /** What the place itself calls it: the digest of an image's manifest. */
    readonly version?: string;
    readonly configSchema?: string;
}
/** Where modules survive a restart: each under its own digest, so that what is read is what was written. */
export interface ModuleStore {
    /** What was had from a place last, if its bytes are still there and still the same. */
    kept(place: string): Promise<{
        readonly about: KeptModule;
        readonly bytes: Uint8Array;
    } | undefined>;
    keep(about: KeptModule, bytes: Uint8Array): Promise<void>;
}
/** Opens the store in the folder `modules` of a state folder, and clears away what no place leads to. */
export declare function openModuleStore(stateDir: string): Promise<ModuleStore>;
