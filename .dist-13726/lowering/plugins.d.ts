import type { Judged, PluginObject } from "../binding/policies.js";
import { type RequestRoute } from "../binding/routes.js";
import type { PluginUse } from "../ir/wasm.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { ModuleSettings } from "../model/wasm-plugin.js";
/**
 * The plugins that requests to a port pass, in their order: those for everything on the port, and those of its routes,
 * which see only the requests of these.
 */
export declare function lowerPlugins(judged: Judged & {
    readonly port?: ServicePort;
}, number: number, view: ResourceView): readonly PluginUse[];
/** The plugins of one rule of a route, for requests to a service; those of the whole service see them anyhow. */
export declare function lowerRoutePlugins({ route, rule, port }: {
    readonly route: RequestRoute;
    readonly rule: number;
    readonly port: number;
}, view: ResourceView): readonly PluginUse[];
/** What happens where a plugin cannot be had. A script cannot be missing, but it may be refused. */
export declare function withoutModule(plugin: PluginObject): "refuse" | "pass";
/** The module that a plugin is; undefined if it is a script, or says nothing. */
export declare function moduleSettings(plugin: PluginObject): ModuleSettings | undefined;
/** A waypoint stands before servers: what is only for clients' own traffic is not for it. */
export declare function isForServers({ mode }: {
    readonly mode?: string | undefined;
}): boolean;
