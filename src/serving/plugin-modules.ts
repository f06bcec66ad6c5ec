/** The modules that the plugins of the moment want, as facts for the translation. */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { ModuleFetchEvent, ModuleFetching } from "../control-plane-types.js";
import { configurationProblems } from "../lowering/plugin-configuration.js";
import type { FormerRun, ModuleFact, PluginKey } from "../model/module-facts.js";
import { pluginKey } from "../model/module-facts.js";
import type { Resource } from "../model/resource.js";
import type { Dependency, ResourceSet } from "../model/resource-set.js";
import { dockerConfigIn } from "../model/secret.js";
import { targetsOf } from "../model/selectors.js";
import type { ModuleSettings } from "../model/wasm-plugin.js";
import { credentialsFor } from "../wasm/fetch/credentials.js";
import { moduleSource } from "../wasm/fetch/module-source.js";
import { type ModuleState, type Modules, openModules, type WantedModule } from "../wasm/fetch/modules.js";

export interface PluginModulesOptions {
  readonly fetching: ModuleFetching;
  /** Where modules are kept. */
  readonly stateDir?: string;
  /** What is known of some module has changed. */
  readonly onChange: () => void;
  readonly onFetch: (event: ModuleFetchEvent) => void;
  readonly onStoreFailure: (error: unknown) => void;
}

type Informed = { readonly resources: ResourceSet; readonly touched: ReadonlySet<Dependency> };
type PluginObject = Resource<"WasmPlugin"> | Resource<"TrafficExtension">;

/** What one plugin wants, or why there is nothing to want. */
interface Wish {
  readonly settings: ModuleSettings;
  readonly wanted: WantedModule | string;
}

/** Opens what fetches. @throws TypeError if an allowed place is none */
export async function openPluginModules(options: PluginModulesOptions): Promise<PluginModules> {
  const { fetching, stateDir, onChange, onFetch, onStoreFailure } = options;
  const isFilesOnly = fetching === "files";
  const modules = await openModules({
    ...(isFilesOnly ? {} : fetching),
    ...(stateDir !== undefined && { stateDir }),
    onState: onChange,
    onFetch: (fetch) => onFetch({ kind: "module-fetch", ...fetch }),
    onStoreFailure,
  });
  return new PluginModules(modules, isFilesOnly);
}

/** Keeps fetching what is wanted, and nothing else; remembers what each plugin ran last. */
export class PluginModules {
  readonly #modules: Modules;
  readonly #isFilesOnly: boolean;
  readonly #former = new Map<PluginKey, FormerRun>();
  #wishes: ReadonlyMap<PluginKey, Wish> = new Map();

  /** @internal Made by `openPluginModules`. */
  constructor(modules: Modules, isFilesOnly: boolean) {
    this.#modules = modules;
    this.#isFilesOnly = isFilesOnly;
  }

  /** These resources with what is known of the modules that they want; what is not known yet is `pending`. */
  informed(resources: ResourceSet): Informed {
    const gone = this.#want(resources);
    const facts = new Map<PluginKey, ModuleFact | undefined>(gone.map((plugin) => [plugin, undefined]));
    for (const [plugin, wish] of this.#wishes) facts.set(plugin, this.#factOf(plugin, wish));
    return resources.withModules(facts);
  }

  /** The same, once each place was tried or `patienceMs` have passed. */
  async patientlyInformed(resources: ResourceSet, patienceMs: number): Promise<Informed> {
    this.#want(resources);
    await this.#modules.attempted(patienceMs);
    return this.informed(resources);
  }

  async close(): Promise<void> {
    await this.#modules.close();
  }

  /** The plugins that want nothing any more. */
  #want(resources: ResourceSet): readonly PluginKey[] {
    const before = this.#wishes;
    const wishes = [...wishesOf(resources)];
    this.#wishes = new Map(this.#isFilesOnly ? wishes.filter(([, { wanted }]) => isFile(wanted)) : wishes);
    const wanted = [...this.#wishes.values()].flatMap((wish) => (typeof wish.wanted === "string" ? [] : [wish.wanted]));
    this.#modules.want(wanted);
    const gone = [...before.keys()].filter((plugin) => !this.#wishes.has(plugin));
    for (const plugin of gone) this.#former.delete(plugin);
    return gone;
  }

  #factOf(plugin: PluginKey, { settings, wanted }: Wish): ModuleFact {
    const before = this.#former.get(plugin);
    const former = before === undefined ? {} : { before };
    if (typeof wanted === "string") return { kind: "unusable", because: wanted, ...former };
    const state: ModuleState = this.#modules.state(wanted.place) ?? { kind: "pending" };
    if (state.kind === "pending") return { kind: "pending", because: "it was not had yet", ...former };
    if (state.kind !== "known") return { ...state, ...former };
    const { module } = state;
    if (configurationProblems(settings.pluginConfig, module.configSchema).length > 0) return { ...state, ...former };
    this.#former.set(plugin, { module, settings });
    return state;
  }
}

/** What is no URL of anything is said to be so, wherever modules may come from. */
function isFile(wanted: WantedModule | string): boolean {
  return typeof wanted === "string" || wanted.source.kind === "file";
}

/** What each plugin with a target wants, by its key. */
function wishesOf(resources: ResourceSet): ReadonlyMap<PluginKey, Wish> {
  const objects: readonly PluginObject[] = [...resources.all("WasmPlugin"), ...resources.all("TrafficExtension")];
  const wishes = new Map<PluginKey, Wish>();
  for (const plugin of objects) {
    const settings = plugin.kind === "WasmPlugin" ? plugin.spec : plugin.spec.wasm;
    if (settings === undefined || settings.unreadable || targetsOf(plugin.spec).length === 0) continue;
    wishes.set(pluginKey(plugin.kind, plugin.metadata), { settings, wanted: wantedBy(plugin, settings, resources) });
  }
  return wishes;
}

function wantedBy(plugin: PluginObject, settings: ModuleSettings, resources: ResourceSet): WantedModule | string {
  const { url, sha256 = "", imagePullPolicy = "UNSPECIFIED_POLICY", imagePullSecret } = settings;
  const source = moduleSource(url, dirname(plugin.origin.document?.source.file ?? "."));
  if (typeof source === "string") return source;
  const { namespace } = plugin.metadata;
  const secret = imagePullSecret === undefined ? undefined : resources.object("Secret", namespace, imagePullSecret);
  const config = source.kind === "image" ? secret && dockerConfigIn(secret.spec) : undefined;
  const credentials =
    source.kind === "image" && config !== undefined ? credentialsFor(source.registry, config.reveal()) : undefined;
  const latest = source.kind === "image" && source.version === "latest";
  const always = imagePullPolicy === "Always" || (imagePullPolicy === "UNSPECIFIED_POLICY" && latest);
  const asked = credentials === undefined ? "" : createHash("sha256").update(credentials.basic()).digest("hex");
  return {
    place: JSON.stringify([source, sha256, always, asked]),
    url,
    source,
    sha256,
    always,
    ...(credentials !== undefined && { credentials }),
  };
}
