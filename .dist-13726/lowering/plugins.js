import { pluginsFor } from "../binding/policies.js";
import { routePluginsFor } from "../binding/route-policies.js";
import { routesFor } from "../binding/routes.js";
import { at } from "../diagnostics/origin.js";
import { qualifiedName } from "../model/addresses.js";
/**
 * The plugins that requests to a port pass, in their order: those for everything on the port, and those of its routes,
 * which see only the requests of these.
 */
export function lowerPlugins(judged, number, view) {
    const everywhere = pluginsFor(judged, view);
    const known = new Set(everywhere.map(nameOf));
    const ofRoutes = routePlugins(judged, view).filter((plugin) => !known.has(nameOf(plugin)));
    const found = [
        ...everywhere.map((plugin) => ({ plugin, use: useOf(plugin) })),
        ...ofRoutes.map((plugin) => ({ plugin, use: { ...useOf(plugin), onlyOfRoutes: true } })),
    ];
    return found
        .filter(({ plugin }) => matchesPort(plugin, number))
        .sort((one, other) => inOrder(one.plugin, other.plugin))
        .map(({ use }) => use);
}
/** The plugins of one rule of a route, for requests to a service; those of the whole service see them anyhow. */
export function lowerRoutePlugins({ route, rule, port }, view) {
    return routePluginsFor(route, route.spec.rules[rule], view)
        .filter((plugin) => matchesPort(plugin, port))
        .map((plugin) => ({ ...useOf(plugin), onlyOfRoutes: true }));
}
function routePlugins({ service, port }, view) {
    if (service === undefined || port === undefined)
        return [];
    const found = new Map();
    for (const { route } of routesFor(service, port, view)) {
        for (const rule of route.spec.rules) {
            for (const plugin of routePluginsFor(route, rule, view))
                found.set(nameOf(plugin), plugin);
        }
    }
    return [...found.values()];
}
function useOf(plugin) {
    return {
        plugin: nameOf(plugin),
        phase: phases[plugin.spec.phase],
        without: withoutModule(plugin),
        origin: at(plugin.origin, "spec"),
    };
}
/** The name under which a plugin is known to data planes and to whoever fetches its module. */
function nameOf({ kind, metadata }) {
    return `${kind}/${metadata.namespace}/${metadata.name}`;
}
/** What happens where a plugin cannot be had. A script cannot be missing, but it may be refused. */
export function withoutModule(plugin) {
    return moduleSettings(plugin)?.failStrategy === "FAIL_OPEN" ? "pass" : "refuse";
}
/** The module that a plugin is; undefined if it is a script, or says nothing. */
export function moduleSettings(plugin) {
    return plugin.kind === "WasmPlugin" ? plugin.spec : plugin.spec.wasm;
}
const phases = {
    AUTHN: "before-tokens",
    AUTHZ: "before-access",
    STATS: "behind-access",
    UNSPECIFIED: "last",
    UNSPECIFIED_PHASE: "last",
};
const phaseOrder = ["before-tokens", "before-access", "behind-access", "last"];
/** Phase, then priority (higher first), then namespace and name. */
function inOrder(one, other) {
    const byPhase = phaseOrder.indexOf(phases[one.spec.phase]) - phaseOrder.indexOf(phases[other.spec.phase]);
    if (byPhase !== 0)
        return byPhase;
    const byPriority = (other.spec.priority ?? 0) - (one.spec.priority ?? 0);
    if (byPriority !== 0)
        return byPriority;
    const [name, otherName] = [`${qualifiedName(one)} ${one.kind}`, `${qualifiedName(other)} ${other.kind}`];
    return name < otherName ? -1 : 1;
}
/** A waypoint stands before servers: what is only for clients' own traffic is not for it. */
export function isForServers({ mode = "UNDEFINED" }) {
    return mode !== "CLIENT";
}
function matchesPort({ spec }, number) {
    const { match = [] } = spec;
    if (match.length === 0)
        return true;
    return match.some((one) => {
        const { ports = [] } = one;
        return isForServers(one) && (ports.length === 0 || ports.some((port) => port.number === number));
    });
}
//# sourceMappingURL=plugins.js.map