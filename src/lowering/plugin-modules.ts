import type { PluginObject } from "../binding/policies.js";
import type { Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at, type Origin } from "../diagnostics/origin.js";
import type { Plugin, PluginRun } from "../ir/wasm.js";
import { qualifiedName } from "../model/addresses.js";
import type { ModuleFact, PluginModule } from "../model/module-facts.js";
import { configSchemaOf, pluginKey } from "../model/module-facts.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ModuleSettings } from "../model/wasm-plugin.js";
import { configurationProblems } from "./plugin-configuration.js";
import { moduleSettings, withoutModule } from "./plugins.js";

/** What running a plugin looks at. */
export type ModuleView = Pick<ResourceView, "module">;

/** What a plugin runs, and how it is configured. What keeps it from running is said, and `without` says what follows. */
export function lowerPlugin(plugin: PluginObject, view: ModuleView, report: Report): Plugin {
  const { kind, metadata, origin } = plugin;
  const key = pluginKey(kind, metadata);
  const run = runOf(plugin, { fact: view.module(key), report });
  return {
    name: key as string as Plugin["name"],
    without: withoutModule(plugin),
    ...(run !== undefined && { run }),
    origin: at(origin, "spec"),
  };
}

interface Reading {
  readonly fact: ModuleFact | undefined;
  readonly report: Report;
}

function runOf(plugin: PluginObject, { fact, report }: Reading): PluginRun | undefined {
  const settings = moduleSettings(plugin);
  const fields = moduleOrigin(plugin);
  const place: Place = { plugin, origin: fields, report };
  if (plugin.kind === "TrafficExtension" && (plugin.spec.lua === undefined) === (settings === undefined)) {
    return missing("WM6002", "it must have one of wasm and lua", { ...place, origin: at(plugin.origin, "spec") });
  }
  if (settings === undefined) return plugin.kind === "TrafficExtension" ? scriptOf(plugin) : undefined;
  if (settings.unreadable) return undefined; // the schema's findings say so
  if (settings.type === "NETWORK") {
    return missing("WM6003", "network filters are not run on waypoints", { ...place, origin: at(fields, "type") });
  }
  if (fact?.kind === "known") return knownRun(fact, settings, place);
  return unknownRun(fact, settings, place);
}

interface Place {
  readonly plugin: PluginObject;
  readonly origin: Origin;
  readonly report: Report;
}

function knownRun(
  fact: Extract<ModuleFact, { kind: "known" }>,
  settings: ModuleSettings,
  place: Place,
): PluginRun | undefined {
  if (fact.stale !== undefined) {
    const message = `${settings.url} could not be looked at again: ${fact.stale}; the module of last time stays in use`;
    place.report(diagnostic("WM6008", { origin: at(place.origin, "url"), message }));
  }
  if (fitsSchema(fact, settings, place)) return runWith(fact.module, settings, place.plugin);
  return fact.before && runWith(fact.before.module, fact.before.settings, place.plugin);
}

/** Says where a configuration does not fit the schema that is known of it. */
function fitsSchema(fact: ModuleFact | undefined, settings: ModuleSettings, place: Place): boolean {
  const problems = configurationProblems(settings.pluginConfig, configSchemaOf(fact));
  for (const { path, message } of problems) {
    const origin = at(place.origin, "pluginConfig", ...path);
    place.report(diagnostic("WM6009", { origin, message: `${message}; ${followsFrom(fact, place.plugin)}` }));
  }
  return problems.length === 0;
}

function unknownRun(
  fact: Exclude<ModuleFact, { kind: "known" }> | undefined,
  settings: ModuleSettings,
  place: Place,
): PluginRun | undefined {
  const [code, words] = fact === undefined ? (["WM6004", "is not fetched"] as const) : whyMissing(fact);
  const before = fact?.before;
  const message = `the module ${settings.url} ${words}; ${followsFrom(fact, place.plugin)}`;
  place.report(diagnostic(code, { origin: at(place.origin, "url"), message }));
  fitsSchema(fact, settings, place);
  return before && runWith(before.module, before.settings, place.plugin);
}

function whyMissing({ kind, because }: Exclude<ModuleFact, { kind: "known" }>) {
  switch (kind) {
    case "pending":
      return ["WM6004", "is being fetched"] as const;
    case "failed":
      return ["WM6005", `cannot be had: ${because}`] as const;
    case "refused":
      return ["WM6006", `may not be fetched: ${because}`] as const;
    case "unusable":
      return ["WM6007", `cannot be run: ${because}`] as const;
  }
}

function missing(code: "WM6002" | "WM6003", because: string, { plugin, origin, report }: Place): undefined {
  const message = `${plugin.kind} ${qualifiedName(plugin)} does not run: ${because}; ${consequence(plugin)}`;
  report(diagnostic(code, { origin, message }));
  return undefined;
}

function followsFrom(fact: ModuleFact | undefined, plugin: PluginObject): string {
  return fact?.before === undefined ? consequence(plugin) : "what it ran before stays in use";
}

/** What follows for requests while a plugin does not run. */
function consequence(plugin: PluginObject): string {
  return withoutModule(plugin) === "pass" ? "requests pass without it" : "requests are refused (503)";
}

function moduleOrigin({ kind, origin }: PluginObject): Origin {
  return kind === "WasmPlugin" ? at(origin, "spec") : at(origin, "spec", "wasm");
}

function scriptOf(plugin: Extract<PluginObject, { kind: "TrafficExtension" }>): PluginRun {
  return { kind: "script", code: plugin.spec.lua?.inlineCode ?? "" };
}

/**
 * Says that the plugin was made for hosts which show it the body of a request whose headers it holds. Those that were not
 * would find themselves called where they never were before, so it is up to each object.
 */
export const holdAnnotation = "waymark.dev/hold-headers";

const afterTrap = { FAIL_CLOSE: "refuse", FAIL_OPEN: "pass", FAIL_RELOAD: "restart" } as const;

function runWith(module: PluginModule, settings: ModuleSettings, plugin: PluginObject): PluginRun {
  const { pluginConfig, pluginName = "", vmConfig, failStrategy } = settings;
  const environment = (vmConfig?.env ?? []).filter(({ valueFrom }) => valueFrom !== "HOST");
  return {
    kind: "module",
    label: `${plugin.metadata.namespace}.${plugin.metadata.name}`,
    entry: pluginName,
    module: module.bytes,
    configuration: pluginConfig === undefined ? "" : JSON.stringify(pluginConfig),
    environment: environment
      .map(({ name, value = "" }) => ({ name, value }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    ...(plugin.metadata.annotations[holdAnnotation] === "true" && { seesBodyWhilePaused: true as const }),
    afterTrap: afterTrap[failStrategy],
  };
}
