/** Comparisons of manifests that are written in tests. */
import { type Manifest, manifestText } from "../../../test/support/manifests.js";
import type { Resource } from "../../model/resource.js";
import { documentTexts, sourceDocument } from "../../sources/documents.js";
import { parseManifest } from "../../sources/parse-document.js";
import { readDocument } from "../../sources/read-document.js";
import { comparedMeshes, type MeshComparison } from "../compared-meshes.js";
import { type MeshSide, meshSide } from "../mesh-side.js";
import { changeText, witnessText } from "../words.js";

/** The objects of a manifest file. */
export function objectsIn(text: string, file = "mesh.yaml"): readonly Resource[] {
  const documents = documentTexts(file, text);
  return documents.flatMap((one) => readDocument(parseManifest(one.text), sourceDocument(file, one)).resources);
}

/** One side. */
function sideWith(...manifests: readonly (Manifest | readonly Manifest[])[]): MeshSide {
  return meshSide(objectsIn(manifestText(...manifests)));
}

/** What differs between what is common with these objects and with those. */
export function compared(
  common: readonly Manifest[],
  { base = [], head = [], requestsPerPort = 1000 }: Edit,
): MeshComparison {
  return comparedMeshes({ base: sideWith(common, base), head: sideWith(common, head) }, { requestsPerPort });
}

interface Edit {
  readonly base?: readonly Manifest[];
  readonly head?: readonly Manifest[];
  readonly requestsPerPort?: number;
}

/** `GET / from shop/web: 200 → 403`, for each kind of requests. */
export function changesIn({ requests }: MeshComparison): readonly string[] {
  return requests.map((one) => `${one.service} ${witnessText(one.request)}: ${changeText(one)}`);
}
