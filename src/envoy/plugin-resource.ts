import { envoy, type TypedMessage } from "../../generated/envoy.js";
import type { ModuleRun, Plugin, PluginRun } from "../ir/wasm.js";
import { passing, pluginSource, refusing } from "./filters/plugins.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
import { pluginResourceName } from "./names.js";

/** A plugin with its module: the resource that every slot refers to which runs it. */
export function pluginResource(plugin: Plugin): GeneratedOf<typeof resourceTypes.extension> {
  const name = pluginResourceName(plugin.name);
  return { type: resourceTypes.extension, name, message: { name, typedConfig: configOf(plugin) }, requires: [] };
}

function configOf({ run, without, name }: Plugin): TypedMessage {
  if (run === undefined) return without === "pass" ? passing : refusing;
  return filterOf(run, name);
}

function filterOf(run: PluginRun, name: string): TypedMessage {
  if (run.kind === "script") {
    return {
      type: "envoy.extensions.filters.http.lua.v3.Lua",
      value: { defaultSourceCode: { inlineString: run.code } },
    };
  }
  return { type: "envoy.extensions.filters.http.wasm.v3.Wasm", value: { config: pluginConfig(run, name) } };
}

/**
 * A listener that nobody can reach. Envoy asks for a plugin only while a listener starts: slots of listeners that work
 * already can refer to it only if another one asked before.
 */
export function pluginListener({ name, without }: Plugin): GeneratedOf<typeof resourceTypes.listener> {
  const resource = pluginResourceName(name);
  const filters: HttpFilter[] = [
    { name: resource, configDiscovery: pluginSource(without) },
    {
      name: "envoy.filters.http.router",
      typedConfig: { type: "envoy.extensions.filters.http.router.v3.Router", value: {} },
    },
  ];
  const manager: envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager = {
    statPrefix: "plugins",
    routeConfig: { name: resource },
    httpFilters: filters,
  };
  return {
    type: resourceTypes.listener,
    name: resource,
    message: {
      name: resource,
      internalListener: {},
      filterChains: [
        {
          filters: [
            {
              name: "envoy.filters.network.http_connection_manager",
              typedConfig: {
                type: "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                value: manager,
              },
            },
          ],
        },
      ],
    },
    requires: [{ type: resourceTypes.extension, name: resource }],
  };
}

type HttpFilter = envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

const { FailurePolicy } = envoy.extensions.wasm.v3;

const failurePolicies = {
  refuse: FailurePolicy.FAIL_CLOSED,
  pass: FailurePolicy.FAIL_OPEN,
  restart: FailurePolicy.FAIL_RELOAD,
} as const;

function pluginConfig(run: ModuleRun, name: string): envoy.extensions.wasm.v3.PluginConfig {
  const { label, entry, module, configuration, environment, seesBodyWhilePaused, afterTrap } = run;
  return {
    name: label,
    ...(entry !== "" && { rootId: entry }),
    vmConfig: {
      // A machine of its own: in a shared one a trap of one plugin ends the others, too.
      vmId: name,
      runtime: "envoy.wasm.runtime.v8",
      code: { local: { inlineBytes: module } },
      ...(environment.length > 0 && {
        environmentVariables: { keyValues: Object.fromEntries(environment.map((each) => [each.name, each.value])) },
      }),
    },
    ...(configuration !== "" && {
      configuration: { type: "google.protobuf.StringValue", value: { value: configuration } },
    }),
    failurePolicy: failurePolicies[afterTrap],
    ...(seesBodyWhilePaused === true && { allowOnHeadersStopIteration: { value: true } }),
  };
}
