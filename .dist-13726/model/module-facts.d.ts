/**
 * Modules of plugins. The middle of waymark fetches nothing: it is told which bytes were had for a plugin, and what it is
 * told takes part in `ResourceView` like any object.
 */
import type { ModuleSettings } from "./wasm-plugin.js";
/** `WasmPlugin/shop/mask`: the object that wants a module. */
export type PluginKey = string & {
    readonly __brand: "PluginKey";
};
/** A module that may be served: it was fetched, checked and inspected. */
export interface PluginModule {
    /** sha256 of the bytes, in hexadecimal digits. */
    readonly digest: string;
    readonly bytes: Uint8Array;
    /** JSON Schema of the plugin's configuration, as its author wrote it. */
    readonly configSchema?: string;
}
/** What is known of the module that a plugin wants. A plugin of which nothing is known is one whose module nobody fetches. */
export type ModuleFact = 
/** `stale`: why it could not be looked at again when it should have been. */
{
    readonly kind: "known";
    readonly module: PluginModule;
    readonly stale?: string;
    readonly before?: FormerRun;
} | MissingModule;
/**
 * `refused`: it must not be fetched from there. `failed`: it was tried, and will be again. `unusable`: it was had, and a
 * proxy could not run it.
 */
export interface MissingModule {
    readonly kind: "pending" | "refused" | "failed" | "unusable";
    readonly because: string;
    readonly before?: FormerRun;
}
/** What a plugin ran last, and how it was configured then. */
export interface FormerRun {
    readonly module: PluginModule;
    readonly settings: ModuleSettings;
}
/** The key of a plugin. */
export declare function pluginKey(kind: string, { namespace, name }: {
    readonly namespace: string;
    readonly name: string;
}): PluginKey;
/** Whether two facts say the same. */
export declare function sameModuleFact(one: ModuleFact | undefined, other: ModuleFact | undefined): boolean;
