import { pluginMark, pluginMarker, pluginResourceName } from "../names.js";
import { constant, fromAdsSoon } from "../settings.js";
/** Refuses everything, with 503. */
export const refusing = constant({
    type: "envoy.extensions.filters.http.fault.v3.HTTPFault",
    value: { abort: { httpStatus: 503, percentage: { numerator: 100 } } },
});
/** Lets everything pass. */
export const passing = constant({ type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: {} });
/** The plugins of one phase, those of routes behind what marks the requests that they are for. */
export function plugins(phase) {
    return (access) => {
        const uses = (access.plugins ?? []).filter((use) => use.phase === phase);
        const marked = uses.some(({ onlyOfRoutes }) => onlyOfRoutes);
        return [...(marked ? [marker(phase)] : []), ...uses.map(pluginFilter)];
    };
}
/** Does nothing by itself; routes bring along what it does for their requests. */
function marker(phase) {
    return {
        name: pluginMarker(phase),
        typedConfig: { type: "envoy.extensions.filters.http.set_filter_state.v3.Config", value: {} },
    };
}
/** Runs a plugin. */
function pluginFilter(use) {
    const run = { action: action(use) };
    const matcher = use.onlyOfRoutes
        ? { matcherList: { matchers: [{ predicate: isMarked(use.plugin), onMatch: run }] } }
        : { onNoMatch: run };
    return composite(use.plugin, matcher);
}
function composite(plugin, xdsMatcher) {
    return {
        name: pluginResourceName(plugin),
        typedConfig: {
            type: "envoy.extensions.common.matching.v3.ExtensionWithMatcher",
            value: {
                extensionConfig: {
                    name: "composite",
                    typedConfig: { type: "envoy.extensions.filters.http.composite.v3.Composite", value: {} },
                },
                xdsMatcher,
            },
        },
    };
}
function action({ plugin, without }) {
    return {
        name: "run",
        typedConfig: {
            type: "envoy.extensions.filters.http.composite.v3.ExecuteFilterAction",
            value: {
                dynamicConfig: {
                    name: pluginResourceName(plugin),
                    configDiscovery: pluginSource(without),
                },
            },
        },
    };
}
/** Where a plugin comes from, and what is in effect until it comes. */
export function pluginSource(without) {
    return { configSource: fromAdsSoon, defaultConfig: without === "pass" ? passing : refusing, typeUrls };
}
/** What the resource of a plugin may hold. */
const typeUrls = [
    "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm",
    "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
    "type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault",
    "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC",
];
function isMarked(plugin) {
    return {
        singlePredicate: {
            input: {
                name: "mark",
                typedConfig: {
                    type: "envoy.extensions.matching.common_inputs.network.v3.FilterStateInput",
                    value: { key: pluginMark(plugin) },
                },
            },
            valueMatch: { exact: "on" },
        },
    };
}
/** What a route brings along for the markers of its plugins' phases. */
export function routePlugins(uses) {
    const config = {};
    for (const phase of new Set((uses ?? []).map((use) => use.phase))) {
        const names = (uses ?? []).filter((use) => use.phase === phase).map(({ plugin }) => plugin);
        config[pluginMarker(phase)] = {
            type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
            value: { onRequestHeaders: names.map(markOf) },
        };
    }
    return config;
}
function markOf(plugin) {
    return {
        objectKey: pluginMark(plugin),
        factoryKey: "envoy.string",
        formatString: { textFormatSource: { inlineString: "on" } },
    };
}
//# sourceMappingURL=plugins.js.map