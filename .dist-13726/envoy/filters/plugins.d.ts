/**
 * Plugins in a policy slot. A module is large and the same for every service, so it stands in a resource of its own, to
 * which slots refer: Envoy asks for it once, however many slots do (`docs/design/003-plugins.md`).
 */
import type { envoy, TypedMessage } from "../../../generated/envoy.js";
import type { Access } from "../../ir/access.js";
import type { PluginPhase, PluginUse } from "../../ir/wasm.js";
type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;
/** Refuses everything, with 503. */
export declare const refusing: TypedMessage;
/** Lets everything pass. */
export declare const passing: TypedMessage;
/** The plugins of one phase, those of routes behind what marks the requests that they are for. */
export declare function plugins(phase: PluginPhase): (access: Access) => readonly TypedExtensionConfig[];
/** Where a plugin comes from, and what is in effect until it comes. */
export declare function pluginSource(without: PluginUse["without"]): envoy.config.core.v3.ExtensionConfigSource;
/** What a route brings along for the markers of its plugins' phases. */
export declare function routePlugins(uses: readonly PluginUse[] | undefined): Readonly<Record<string, TypedMessage>>;
export {};
