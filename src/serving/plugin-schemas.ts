/** Schemas of plugins' configurations, had without their modules: for whoever checks manifests and runs nothing. */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PluginObject } from "../binding/policies.js";
import { moduleSettings } from "../lowering/plugins.js";
import { type ModuleFact, type PluginKey, pluginKey } from "../model/module-facts.js";
import type { Resource } from "../model/resource.js";
import { type ModuleSource, moduleName, moduleSource, schemaBeside } from "../wasm/fetch/module-source.js";

/** The plugins that come with waymark, as images `…/waymark/NAME`. */
const readyMade = ["api-key", "hmac-sign", "mask", "request-guard", "token-bucket", "traffic-lane"];
const readyMadeOwner = "waymark";

export interface PluginSchemas {
  /** Nothing is fetched, so that a module is pending at best; and unusable if its URL means nothing. */
  readonly facts: ReadonlyMap<PluginKey, ModuleFact>;
  /** The names that were given and are those of modules here. */
  readonly used: ReadonlySet<string>;
}

/**
 * What is known of plugins without their modules. `given` has schemas by the name of the module, and goes before a schema
 * beside a module's file, and that before the ones of plugins that come with waymark.
 */
export async function pluginSchemas(
  objects: readonly Resource[],
  given: ReadonlyMap<string, string>,
): Promise<PluginSchemas> {
  const facts = new Map<PluginKey, ModuleFact>();
  const used = new Set<string>();
  for (const plugin of objects.filter(isPlugin)) {
    const settings = moduleSettings(plugin);
    if (settings === undefined || settings.unreadable) continue;
    const key = pluginKey(plugin.kind, plugin.metadata);
    const source = moduleSource(settings.url, dirname(plugin.origin.document?.source.file ?? "."));
    if (typeof source === "string") {
      facts.set(key, { kind: "unusable", because: source });
      continue;
    }
    const { name } = moduleName(source);
    if (given.has(name)) used.add(name);
    const configSchema = given.get(name) ?? (await schemaOf(source));
    if (configSchema !== undefined) facts.set(key, { kind: "pending", because: "nothing is fetched", configSchema });
  }
  return { facts, used };
}

function isPlugin(object: Resource): object is PluginObject {
  return object.kind === "WasmPlugin" || object.kind === "TrafficExtension";
}

async function schemaOf(source: ModuleSource): Promise<string | undefined> {
  if (source.kind === "file") return (await textAt(schemaBeside(source.path))) ?? (await projectSchema(source.path));
  const { owner, name } = moduleName(source);
  if (owner !== readyMadeOwner || !readyMade.includes(name)) return undefined;
  return await textAt(fileURLToPath(new URL(`../../wasm-plugins/${name}/schema.json`, import.meta.url)));
}

/** Of a plugin project that was not built yet, as `waymark wasm init` makes them. */
async function projectSchema(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  return basename(folder) === "build" ? await textAt(join(folder, "..", "schema.json")) : undefined;
}

async function textAt(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
