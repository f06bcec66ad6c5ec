/** What there is to say about a plugin's object, wherever it runs. */
import type { PluginObject } from "../binding/policies.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { ResourceView } from "../model/resource-set.js";
/** Says where a plugin is not in effect or not as it is written, and why. */
export declare function reportPlugin(plugin: PluginObject, view: ResourceView, report: Report): void;
