import type { PluginObject } from "../binding/policies.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Plugin } from "../ir/wasm.js";
import type { ResourceView } from "../model/resource-set.js";
/** What running a plugin looks at. */
export type ModuleView = Pick<ResourceView, "module">;
/** What a plugin runs, and how it is configured. What keeps it from running is said, and `without` says what follows. */
export declare function lowerPlugin(plugin: PluginObject, view: ModuleView, report: Report): Plugin;
