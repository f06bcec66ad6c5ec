/**
 * `waymark diff`: what a change of manifests does. Both sides are translated as proxies would be configured; what decides
 * about requests is taken from both (`decisions.ts`), a search looks for requests that they may treat otherwise
 * (`search.ts`), and explaining each of them on both sides tells whether they do.
 */
import { createHash } from "node:crypto";
import type { ExplainedMesh } from "../explain/request.js";
import type { TokenRule } from "../ir/authentication.js";
import { isInMesh } from "../lowering/mesh-keys.js";
import { emptyResources } from "../model/indexed-resources.js";
import type { KeyPlace, KeySetFact } from "../model/key-set-facts.js";
import { wantedKeys } from "../model/key-set-facts.js";
import { type ModuleFact, type PluginKey, pluginKey } from "../model/module-facts.js";
import { keyOf, type Resource } from "../model/resource.js";
import type { ResourceSet } from "../model/resource-set.js";
import { Translator, waypointGroup } from "../translate.js";
import type { Resource as XdsResource } from "../xds/resource.js";

/** One of the two meshes. */
export interface MeshSide {
  readonly mesh: ExplainedMesh;
  /** By `Kind/namespace/name`. */
  readonly objects: ReadonlyMap<string, Resource>;
  /** What each waypoint is sent, by `namespace/name`. */
  readonly configuration: ReadonlyMap<string, readonly XdsResource[]>;
  /** Key sets that are published elsewhere and were not fetched: their places. */
  readonly keyPlaces: readonly string[];
  /** Parts of the mesh over which waymark itself stumbled: their names. */
  readonly failures: readonly string[];
}

/** Translates the objects of one side. */
export function meshSide(objects: readonly Resource[]): MeshSide {
  const { resources: plain } = emptyResources().apply(objects.map((resource) => ({ kind: "put", resource })));
  const { resources, keyPlaces } = withStandIns(plain);
  const translator = new Translator(resources);
  translator.update(resources, new Set());
  const names = translator.waypoints().map(({ namespace, name }) => `${namespace}/${name}`);
  return {
    mesh: { waypoints: names.flatMap((name) => translator.waypoint(name) ?? []), node: translator.nodeLayer() },
    objects: new Map(objects.map((resource) => [keyOf(resource), resource])),
    configuration: new Map(names.map((name) => [name, translator.resources(waypointGroup(name))])),
    keyPlaces,
    failures: translator.failures.map(({ group }) => group),
  };
}

/**
 * Nothing is fetched for a comparison. In place of what would be, there is something that differs exactly if it comes
 * from another place: a key that nobody has, a module that nobody runs.
 */
function withStandIns(resources: ResourceSet): {
  readonly resources: ResourceSet;
  readonly keyPlaces: readonly string[];
} {
  const wanted = wantedKeys(resources.all("RequestAuthentication"), (url) => isInMesh(url, resources));
  const keys = new Map<KeyPlace, KeySetFact>(
    wanted.map(({ place }) => [place, { kind: "known", text: keyFor(place) }]),
  );
  const plugins = [...resources.all("WasmPlugin"), ...resources.all("TrafficExtension")];
  const modules = new Map<PluginKey, ModuleFact>(
    plugins.map(({ kind, metadata, spec }) => [pluginKey(kind, metadata), moduleFor(JSON.stringify(spec))]),
  );
  const known = resources.withKeySets(keys).resources.withModules(modules).resources;
  return { resources: known, keyPlaces: wanted.map(({ place }) => place) };
}

function keyFor(place: string): string {
  const x = createHash("sha256").update(place).digest("base64url");
  return JSON.stringify({ keys: [{ kty: "OKP", crv: "Ed25519", kid: place, x }] });
}

function moduleFor(spec: string): ModuleFact {
  const bytes = createHash("sha256").update(spec).digest();
  return { kind: "known", module: { digest: bytes.toString("hex"), bytes } };
}

/** The keys of a rule, each as a name that is the same wherever the key is the same. */
export function keyNames(keys: TokenRule["keys"]): readonly string[] {
  if (keys.kind === "unavailable") return [];
  if (keys.kind === "remote") return [keys.url];
  const set = JSON.parse(keys.jwks) as { readonly keys: readonly unknown[] };
  return set.keys.map((key) => createHash("sha256").update(JSON.stringify(key)).digest("base64url"));
}
