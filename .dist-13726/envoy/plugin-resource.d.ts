import type { Plugin } from "../ir/wasm.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/** A plugin with its module: the resource that every slot refers to which runs it. */
export declare function pluginResource(plugin: Plugin): GeneratedOf<typeof resourceTypes.extension>;
/**
 * A listener that nobody can reach. Envoy asks for a plugin only while a listener starts: slots of listeners that work
 * already can refer to it only if another one asked before.
 */
export declare function pluginListener({ name, without }: Plugin): GeneratedOf<typeof resourceTypes.listener>;
