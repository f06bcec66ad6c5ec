import type { ModuleFetchEvent, ModuleFetching } from "../control-plane-types.js";
import type { Dependency, ResourceSet } from "../model/resource-set.js";
import { type Modules } from "../wasm/fetch/modules.js";
export interface PluginModulesOptions {
    readonly fetching: ModuleFetching;
    /** Where modules are kept. */
    readonly stateDir?: string;
    /** What is known of some module has changed. */
    readonly onChange: () => void;
    readonly onFetch: (event: ModuleFetchEvent) => void;
    readonly onStoreFailure: (error: unknown) => void;
}
type Informed = {
    readonly resources: ResourceSet;
    readonly touched: ReadonlySet<Dependency>;
};
/** Opens what fetches, unless nothing shall be fetched. @throws TypeError if an allowed place is none */
export declare function openPluginModules(options: PluginModulesOptions): Promise<PluginModules>;
/** Keeps fetching what is wanted, and nothing else; remembers what each plugin ran last. */
export declare class PluginModules {
    #private;
    /** @internal Made by `openPluginModules`. */
    constructor(modules: Modules | undefined);
    /** These resources with what is known of the modules that they want; what is not known yet is `pending`. */
    informed(resources: ResourceSet): Informed;
    /** The same, once each place was tried or `patienceMs` have passed. */
    patientlyInformed(resources: ResourceSet, patienceMs: number): Promise<Informed>;
    close(): Promise<void>;
}
export {};
