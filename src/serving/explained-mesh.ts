import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { lookUpsIn } from "../explain/explain.js";
import type { NodeLayer } from "../ir/node.js";
import type { Waypoint } from "../ir/waypoint.js";
import { emptyResources } from "../model/indexed-resources.js";
import type { ResourceSet } from "../model/resource-set.js";
import { readManifests } from "../sources/read-manifests.js";
import { Translator } from "../translate.js";

/** What a mesh does with requests, as its proxies are told. */
export interface ReadMesh {
  readonly waypoints: readonly Waypoint[];
  readonly node: NodeLayer;
  /** What there is to say about the manifests. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The mesh of these objects. */
export function meshOf(resources: ResourceSet): ReadMesh {
  const translator = new Translator(resources);
  const waypoints = translator.waypoints().flatMap(({ namespace, name }) => {
    return translator.waypoint(`${namespace}/${name}`) ?? [];
  });
  const node = translator.nodeLayer();
  translator.update(resources, new Set());
  return { waypoints, node, diagnostics: translator.diagnostics() };
}

/** The mesh of the manifests in these files and folders; what cannot be used of them is told in `diagnostics`. */
export async function readMesh(paths: readonly string[]): Promise<ReadMesh> {
  const { resources, diagnostics } = await readManifests(paths);
  const mesh = meshOf(emptyResources().apply(resources.map((resource) => ({ kind: "put", resource }))).resources);
  const all = { ...mesh, diagnostics: [...diagnostics, ...mesh.diagnostics] };
  // Now, so that the first request does not wait for it.
  lookUpsIn(all);
  return all;
}
