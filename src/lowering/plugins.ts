import type { Judged, PluginObject } from "../binding/policies.js";
import { pluginsFor } from "../binding/policies.js";
import { routePluginsFor } from "../binding/route-policies.js";
import { type RequestRoute, routesFor } from "../binding/routes.js";
import { at } from "../diagnostics/origin.js";
import type { PluginName, PluginPhase, PluginUse } from "../ir/wasm.js";
import { qualifiedName } from "../model/addresses.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { ModuleSettings } from "../model/wasm-plugin.js";

/**
 * The plugins that requests to a port pass, in their order: those for everything on the port, and those of its routes,
 * which see only the requests of these.
 */
export function lowerPlugins(
  judged: Judged & { readonly port?: ServicePort },
  number: number,
  view: ResourceView,
): readonly PluginUse[] {
  const everywhere = pluginsFor(judged, view);
  const known = new Set(everywhere.map(nameOf));
  const ofRoutes = routePlugins(judged, view).filter((plugin) => !known.has(nameOf(plugin)));
  const found = [
    ...everywhere.map((plugin) => ({ plugin, use: useOf(plugin) })),
    ...ofRoutes.map((plugin) => ({ plugin, use: { ...useOf(plugin), onlyOfRoutes: true as const } })),
  ];
  return found
    .filter(({ plugin }) => matchesPort(plugin, number))
    .sort((one, other) => inOrder(one.plugin, other.plugin))
    .map(({ use }) => use);
}

/** The plugins of one rule of a route, for requests to a service; those of the whole service see them anyhow. */
export function lowerRoutePlugins(
  { route, rule, port }: { readonly route: RequestRoute; readonly rule: number; readonly port: number },
  view: ResourceView,
): readonly PluginUse[] {
  return routePluginsFor(route, route.spec.rules[rule], view)
    .filter((plugin) => matchesPort(plugin, port))
    .map((plugin): PluginUse => ({ ...useOf(plugin), onlyOfRoutes: true }));
}

function routePlugins({ service, port }: Judged & { readonly port?: ServicePort }, view: ResourceView): PluginObject[] {
  if (service === undefined || port === undefined) return [];
  const found = new Map<PluginName, PluginObject>();
  for (const { route } of routesFor(service, port, view)) {
    for (const rule of route.spec.rules) {
      for (const plugin of routePluginsFor(route, rule, view)) found.set(nameOf(plugin), plugin);
    }
  }
  return [...found.values()];
}

function useOf(plugin: PluginObject): PluginUse {
  return {
    plugin: nameOf(plugin),
    phase: phases[plugin.spec.phase],
    without: withoutModule(plugin),
    origin: at(plugin.origin, "spec"),
  };
}

/** The name under which a plugin is known to data planes and to whoever fetches its module. */
function nameOf({ kind, metadata }: PluginObject): PluginName {
  return `${kind}/${metadata.namespace}/${metadata.name}` as PluginName;
}

/** What happens where a plugin cannot be had. A script cannot be missing, but it may be refused. */
export function withoutModule(plugin: PluginObject): "refuse" | "pass" {
  return moduleSettings(plugin)?.failStrategy === "FAIL_OPEN" ? "pass" : "refuse";
}

/** The module that a plugin is; undefined if it is a script, or says nothing. */
export function moduleSettings(plugin: PluginObject): ModuleSettings | undefined {
  return plugin.kind === "WasmPlugin" ? plugin.spec : plugin.spec.wasm;
}

const phases: Readonly<Record<(Resource<"WasmPlugin"> | Resource<"TrafficExtension">)["spec"]["phase"], PluginPhase>> =
  {
    AUTHN: "before-tokens",
    AUTHZ: "before-access",
    STATS: "behind-access",
    UNSPECIFIED: "last",
    UNSPECIFIED_PHASE: "last",
  };

const phaseOrder: readonly PluginPhase[] = ["before-tokens", "before-access", "behind-access", "last"];

/** Phase, then priority (higher first), then namespace and name. */
function inOrder(one: PluginObject, other: PluginObject): number {
  const byPhase = phaseOrder.indexOf(phases[one.spec.phase]) - phaseOrder.indexOf(phases[other.spec.phase]);
  if (byPhase !== 0) return byPhase;
  const byPriority = (other.spec.priority ?? 0) - (one.spec.priority ?? 0);
  if (byPriority !== 0) return byPriority;
  const [name, otherName] = [`${qualifiedName(one)} ${one.kind}`, `${qualifiedName(other)} ${other.kind}`];
  return name < otherName ? -1 : 1;
}

/** A waypoint stands before servers: what is only for clients' own traffic is not for it. */
export function isForServers({ mode = "UNDEFINED" }: { readonly mode?: string | undefined }): boolean {
  return mode !== "CLIENT";
}

function matchesPort({ spec }: PluginObject, number: number): boolean {
  const { match = [] } = spec;
  if (match.length === 0) return true;
  return match.some((one) => {
    const { ports = [] } = one;
    return isForServers(one) && (ports.length === 0 || ports.some((port) => port.number === number));
  });
}
