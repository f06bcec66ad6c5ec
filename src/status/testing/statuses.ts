/** The status of small meshes: manifests in, through the whole translation, as `waymark status` does it. */
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { resourcesFromText } from "../../sources/resources-from-text.js";
import { Translator } from "../../translate.js";
import type { Condition, ObjectStatus } from "../condition.js";
import { type MeshStatus, meshStatus } from "../mesh-status.js";

/** The status of everything in these manifests, and what was said about them. */
export function statusOfMesh(...manifests: readonly string[]): MeshStatus & {
  readonly diagnostics: readonly Diagnostic[];
} {
  const { resources, diagnostics: read } = resourcesFromText(manifests.join("\n---\n"), "mesh.yaml");
  const translator = new Translator(resources, { fronts: () => [] });
  translator.update(resources, new Set());
  const [failure] = translator.failures;
  if (failure !== undefined) throw failure.error;
  const diagnostics = [...read, ...translator.diagnostics()];
  return { ...meshStatus(resources, diagnostics), diagnostics };
}

/** The status of one object, `HTTPRoute shop/r`; throws if it has none. */
export function statusIn(manifests: readonly string[], object: string): ObjectStatus {
  const { statuses } = statusOfMesh(...manifests);
  const found = statuses.find(({ origin }) => origin.object === object);
  if (found === undefined) throw new Error(`${object} has no status; there are ${JSON.stringify(statuses)}`);
  return found;
}

/** `Accepted=False NoMatchingParent`. */
export function inShort({ type, status, reason }: Condition): string {
  return `${type}=${status} ${reason}`;
}
