/**
 * Modules of plugins. The middle of waymark fetches nothing: it is told which bytes were had for a plugin, and what it is
 * told takes part in `ResourceView` like any object.
 */
import type { ModuleSettings } from "./wasm-plugin.js";

/** `WasmPlugin/shop/mask`: the object that wants a module. */
export type PluginKey = string & { readonly __brand: "PluginKey" };

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
  | { readonly kind: "known"; readonly module: PluginModule; readonly stale?: string; readonly before?: FormerRun }
  | MissingModule;

/**
 * `refused`: it must not be fetched from there. `failed`: it was tried, and will be again. `unusable`: it was had, and a
 * proxy could not run it.
 */
export interface MissingModule {
  readonly kind: "pending" | "refused" | "failed" | "unusable";
  readonly because: string;
  /** JSON Schema of the plugin's configuration, if it was had without the module. */
  readonly configSchema?: string;
  readonly before?: FormerRun;
}

/** What a plugin ran last, and how it was configured then. */
export interface FormerRun {
  readonly module: PluginModule;
  readonly settings: ModuleSettings;
}

/** The key of a plugin. */
export function pluginKey(
  kind: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): PluginKey {
  return `${kind}/${namespace}/${name}` as PluginKey;
}

/** JSON Schema of the plugin's configuration, if one is known. */
export function configSchemaOf(fact: ModuleFact | undefined): string | undefined {
  return fact?.kind === "known" ? fact.module.configSchema : fact?.configSchema;
}

/** Whether two facts say the same. */
export function sameModuleFact(one: ModuleFact | undefined, other: ModuleFact | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return summary(one) === summary(other) && one.before?.settings === other.before?.settings;
}

function summary(fact: ModuleFact): string {
  const module = fact.kind === "known" ? fact.module : undefined;
  const words = fact.kind === "known" ? fact.stale : fact.because;
  return JSON.stringify([fact.kind, words, module?.digest, configSchemaOf(fact), fact.before?.module.digest]);
}
