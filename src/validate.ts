/**
 * `waymark validate`: everything there is to say about manifests without running anything. Reading says what is wrong
 * with files and single objects, the translation what cannot be honoured, the rules what is honoured and still not meant.
 */
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { diagnostic } from "./diagnostics/diagnostic.js";
import { pathText } from "./diagnostics/origin.js";
import { isInMesh } from "./lowering/mesh-keys.js";
import { emptyResources } from "./model/indexed-resources.js";
import type { KeyPlace, KeySetFact } from "./model/key-set-facts.js";
import { wantedKeys } from "./model/key-set-facts.js";
import type { Resource } from "./model/resource.js";
import type { ResourceSet } from "./model/resource-set.js";
import { type PluginSchemas, pluginSchemas } from "./serving/plugin-schemas.js";
import { clusterPaths } from "./sources/cluster-folders.js";
import type { Inspector } from "./sources/inspector.js";
import type { ReadOptions, ReadText } from "./sources/manifest-folder.js";
import { ManifestFolder } from "./sources/manifest-folder.js";
import { readValues } from "./sources/read-values.js";
import { withTemplate } from "./sources/rendered-from.js";
import { meshFindings } from "./translation/mesh-findings.js";
import { rules } from "./validation/rules.js";
import { suppressedBy } from "./validation/suppressions.js";

export interface ValidateOptions {
  /** Files and folders of CustomResourceDefinitions: objects of their kinds are checked, too. */
  readonly crds?: readonly string[];
  /**
   * Every folder in the paths is a cluster of its own; files directly in the paths are in all of them. By default
   * everything is one cluster.
   */
  readonly clusterPerFolder?: boolean;
  /** JSON Schemas of plugins' configurations by the name of the module: `mask` for `mask.wasm` and `…/mask:1.2`. */
  readonly pluginSchemas?: ReadonlyMap<string, string>;
  /** What the path `-` stands for. */
  readonly stdin?: Buffer;
  /** The day on which suppressions expire, `2026-11-22`; by default today in UTC. */
  readonly today?: string;
  /** Where parsed documents are kept between runs; `false`: nowhere. */
  readonly cache?: string | false;
  /** Told what is being done now, and for how long that may keep everything else waiting: for a progress line. */
  readonly onProgress?: (doing: string, expectedMs?: number) => void;
}

/** What there is to say about manifests. */
export interface Validation {
  /** By file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the manifests asked to ignore. */
  readonly suppressed: readonly Diagnostic[];
  readonly files: number;
  readonly documents: number;
  /** Objects of kinds that waymark reads. */
  readonly objects: number;
  /** Names in `pluginSchemas` that are of no module here. */
  readonly unusedSchemas: readonly string[];
  /** How many objects there were of kinds of which nothing is known, by `apiVersion/Kind`. */
  readonly unknownKinds: ReadonlyMap<string, number>;
}

/** What an object takes after it was read, about. */
const translationMs = 0.4;

/**
 * Validates files and folders of manifests. Nothing in them is an exception; what is wrong with them is in the
 * `diagnostics` of the answer, after suppression by comments.
 */
export async function validate(paths: readonly string[], options: ValidateOptions = {}): Promise<Validation> {
  const { onProgress = () => undefined, cache, stdin, today = new Date().toISOString().slice(0, 10) } = options;
  const { pluginSchemas: given = new Map<string, string>() } = options;
  const found: Diagnostic[] = [];
  const inspector = await definitionsIn(options, found);
  const seen = new Seen();
  for (const cluster of clustersOf(paths, options)) {
    onProgress(cluster.paths.length > 0 ? `reading ${cluster.paths.join(", ")}` : "reading standard input");
    const folder = await readAll(cluster, { ...(cache !== undefined && { cache }), ...(inspector && { inspector }) });
    const manifests = folder.manifests();
    found.push(...manifests.diagnostics);
    seen.add(folder, manifests.unknownKinds);
    const { length } = manifests.resources;
    onProgress(`translating ${length} objects`, length * translationMs);
    const { facts, used } = await pluginSchemas(manifests.resources, given);
    for (const name of used) seen.schemas.add(name);
    found.push(...findingsAmong(manifests.resources, facts));
  }
  onProgress("writing what was found");
  const named = stdin === undefined ? found : found.map(withTemplate);
  const { diagnostics, suppressed } = suppressedBy(seen.texts(), inOrder(named), today);
  const { files, documents } = seen.counts();
  const unknownKinds = new Map([...seen.unknownKinds].filter(([gvk]) => !inspectorKnows(inspector, gvk)));
  const unusedSchemas = [...given.keys()].filter((name) => !seen.schemas.has(name));
  const { objects } = seen;
  return { diagnostics: inOrder(diagnostics), suppressed, files, documents, objects, unusedSchemas, unknownKinds };
}

/** The paths of one cluster, and what was handed over in place of a file. */
interface Cluster {
  readonly paths: readonly string[];
  readonly given: ReadonlyMap<string, Buffer>;
}

function clustersOf(paths: readonly string[], { clusterPerFolder, stdin }: ValidateOptions): readonly Cluster[] {
  const given = new Map(paths.includes("-") && stdin !== undefined ? [["-", stdin]] : []);
  const onDisk = paths.filter((path) => path !== "-");
  const clusters = clusterPerFolder === true ? clusterPaths(onDisk) : [onDisk];
  return clusters.map((own) => ({ paths: own, given }));
}

async function readAll({ paths, given }: Cluster, options: ReadOptions): Promise<ManifestFolder> {
  const folder = new ManifestFolder(paths, { ...options, given });
  await folder.rescan();
  folder.saveCache();
  return folder;
}

async function definitionsIn(
  { crds = [], cache }: ValidateOptions,
  found: Diagnostic[],
): Promise<Inspector | undefined> {
  if (crds.length === 0) return undefined;
  const { objects, diagnostics } = await readValues(crds, cache);
  found.push(...diagnostics);
  // Most runs have no definitions.
  const { definitionInspector } = await import("./validation/crds/inspector.js");
  return definitionInspector(objects, (finding) => found.push(finding));
}

/** Whether something can be fetched is not known here, and no mistake of the manifests. */
const aboutFetching: ReadonlySet<string> = new Set(["WM5060", "WM6004"]);

/** What the translation and the rules say about the objects of one cluster. */
function findingsAmong(objects: readonly Resource[], modules: PluginSchemas["facts"]): readonly Diagnostic[] {
  const all = emptyResources().apply(objects.map((resource) => ({ kind: "put", resource }))).resources;
  const { resources } = withPendingKeys(all.withModules(modules));
  const { diagnostics, failures } = meshFindings(resources);
  const found = diagnostics.filter(({ code }) => !aboutFetching.has(code));
  for (const { part, error } of failures) {
    const because = error instanceof Error ? error.message : String(error);
    found.push(diagnostic("WM7011", { message: `the configuration of ${part} could not be made: ${because}` }));
  }
  for (const rule of rules) rule.check(resources, (finding) => found.push(finding));
  return found;
}

function withPendingKeys({ resources }: { readonly resources: ResourceSet }): { readonly resources: ResourceSet } {
  const wanted = wantedKeys(resources.all("RequestAuthentication"), (url) => isInMesh(url, resources));
  const facts = new Map<KeyPlace, KeySetFact>(wanted.map(({ place }) => [place, { kind: "pending" }]));
  return resources.withKeySets(facts);
}

/** What was read, each file once, however many clusters it is in. */
class Seen {
  readonly #texts = new Map<string, ReadText>();
  readonly #files = new Set<string>();
  readonly unknownKinds = new Map<string, number>();
  readonly schemas = new Set<string>();
  objects = 0;

  add(folder: ManifestFolder, unknownKinds: ReadonlyMap<string, number>): void {
    for (const text of folder.texts()) {
      this.#files.add(text.file);
      this.#texts.set(`${text.file}\u0000${text.firstLine}`, text);
    }
    for (const [gvk, count] of unknownKinds) this.unknownKinds.set(gvk, (this.unknownKinds.get(gvk) ?? 0) + count);
    this.objects += folder.manifests().resources.length;
  }

  texts(): readonly ReadText[] {
    return [...this.#texts.values()];
  }

  counts(): { readonly files: number; readonly documents: number } {
    return { files: this.#files.size, documents: this.#texts.size };
  }
}

function inspectorKnows(inspector: Inspector | undefined, gvk: string): boolean {
  const slash = gvk.lastIndexOf("/");
  return inspector?.knows(gvk.slice(0, slash), gvk.slice(slash + 1)) === true;
}

/** By file and place, each finding once: what a file says is the same in every cluster it is in. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byPlace = new Map<string, Diagnostic>();
  for (const found of diagnostics) {
    const key = placeOf(found);
    if (!byPlace.has(key)) byPlace.set(key, found);
  }
  return [...byPlace].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, found]) => found);
}

function placeOf({ code, message, origin }: Diagnostic): string {
  const { source, start = 0 } = origin?.document ?? {};
  const line = String(source?.firstLine ?? 0).padStart(9, "0");
  const path = origin === undefined ? "" : pathText(origin.path);
  return [source?.file ?? "", line, origin?.object ?? "", path, String(start), code, message].join("\u0000");
}
