/**
 * Plugins in a policy slot. A module is large and the same for every service, so it stands in a resource of its own, to
 * which slots refer: Envoy asks for it once, however many slots do (`docs/design/003-plugins.md`).
 */
import type { envoy, TypedMessage } from "../../../generated/envoy.js";
import type { Access } from "../../ir/access.js";
import type { PluginName, PluginPhase, PluginUse } from "../../ir/wasm.js";
import { pluginMark, pluginMarker, pluginResourceName } from "../names.js";
import { constant, fromAdsSoon } from "../settings.js";

type TypedExtensionConfig = envoy.config.core.v3.TypedExtensionConfig;
type Matcher = envoy.extensions.common.matching.v3.ExtensionWithMatcher["xdsMatcher"];
type OnMatch = NonNullable<NonNullable<Matcher>["onNoMatch"]>;

/** Refuses everything, with 503. */
export const refusing: TypedMessage = constant({
  type: "envoy.extensions.filters.http.fault.v3.HTTPFault",
  value: { abort: { httpStatus: 503, percentage: { numerator: 100 } } },
});

/** Lets everything pass. */
export const passing: TypedMessage = constant({ type: "envoy.extensions.filters.http.rbac.v3.RBAC", value: {} });

/** The plugins of one phase, those of routes behind what marks the requests that they are for. */
export function plugins(phase: PluginPhase): (access: Access) => readonly TypedExtensionConfig[] {
  return (access) => {
    const uses = (access.plugins ?? []).filter((use) => use.phase === phase);
    const marked = uses.some(({ onlyOfRoutes }) => onlyOfRoutes);
    return [...(marked ? [marker(phase)] : []), ...uses.map(pluginFilter)];
  };
}

/** Does nothing by itself; routes bring along what it does for their requests. */
function marker(phase: PluginPhase): TypedExtensionConfig {
  return {
    name: pluginMarker(phase),
    typedConfig: { type: "envoy.extensions.filters.http.set_filter_state.v3.Config", value: {} },
  };
}

/** Runs a plugin. */
function pluginFilter(use: PluginUse): TypedExtensionConfig {
  const run: OnMatch = { action: action(use) };
  const matcher: Matcher = use.onlyOfRoutes
    ? { matcherList: { matchers: [{ predicate: isMarked(use.plugin), onMatch: run }] } }
    : { onNoMatch: run };
  return composite(use.plugin, matcher);
}

function composite(plugin: PluginName, xdsMatcher: Matcher): TypedExtensionConfig {
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

function action({ plugin, without }: PluginUse): NonNullable<OnMatch["action"]> {
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
export function pluginSource(without: PluginUse["without"]): envoy.config.core.v3.ExtensionConfigSource {
  return { configSource: fromAdsSoon, defaultConfig: without === "pass" ? passing : refusing, typeUrls };
}

/** What the resource of a plugin may hold. */
const typeUrls: readonly string[] = [
  "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm",
  "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
  "type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault",
  "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC",
];

function isMarked(
  plugin: PluginName,
): NonNullable<NonNullable<NonNullable<Matcher>["matcherList"]>["matchers"]>[number]["predicate"] {
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
export function routePlugins(uses: readonly PluginUse[] | undefined): Readonly<Record<string, TypedMessage>> {
  const config: Record<string, TypedMessage> = {};
  for (const phase of new Set((uses ?? []).map((use) => use.phase))) {
    const names = (uses ?? []).filter((use) => use.phase === phase).map(({ plugin }) => plugin);
    config[pluginMarker(phase)] = {
      type: "envoy.extensions.filters.http.set_filter_state.v3.Config",
      value: { onRequestHeaders: names.map(markOf) },
    };
  }
  return config;
}

function markOf(plugin: PluginName): envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue {
  return {
    objectKey: pluginMark(plugin),
    factoryKey: "envoy.string",
    formatString: { textFormatSource: { inlineString: "on" } },
  };
}
