import type { PluginName } from "../ir/wasm.js";
import type { Resource as XdsResource } from "../xds/resource.js";
import { type CurrentResources, type Step } from "./step.js";
/** Its resources; empty once the object is gone. What is wrong with it is said where objects are judged. */
export declare function pluginStep(current: CurrentResources, plugin: PluginName): Step<readonly XdsResource[]>;
