import type { Schema } from "./schema/schema.js";
import { type ModuleSettings, type PluginPlacement } from "./wasm-plugin.js";
/** `TrafficExtension` (extensions.istio.io/v1alpha1): a plugin that is a module or a script. */
export interface TrafficExtensionSpec extends PluginPlacement<"UNSPECIFIED"> {
    readonly wasm?: ModuleSettings;
    readonly lua?: {
        readonly inlineCode: string;
    };
}
export declare const trafficExtensionSchema: Schema;
/** The extension without a module that stands for one that the schema refuses, as for plugins. */
export declare function refusingWithoutExtension(spec: unknown): TrafficExtensionSpec | undefined;
