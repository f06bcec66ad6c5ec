/** The manifests of a control plane: read once, and followed if asked to. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ResourceChange } from "../model/resource-set.js";
import { readManifests } from "../sources/read-manifests.js";
import { watchManifests } from "../sources/watch-manifests.js";

export interface ManifestOptions {
  readonly watch: boolean;
  /** Told of edits after the first reading. */
  readonly onChange: (changes: readonly ResourceChange[], diagnostics: readonly Diagnostic[]) => void;
}

export interface OpenManifests {
  readonly first: { readonly changes: readonly ResourceChange[]; readonly diagnostics: readonly Diagnostic[] };
  close(): Promise<void>;
}

/** Reads files and folders; nothing that is wrong with them is an exception. */
export async function openManifests(
  folder: string | readonly string[],
  { watch, onChange }: ManifestOptions,
): Promise<OpenManifests> {
  const paths = typeof folder === "string" ? [folder] : folder;
  const watching = watch ? await watchManifests(paths, { onChange }) : undefined;
  const { resources, diagnostics } = watching?.first ?? (await readManifests(paths));
  return {
    first: { changes: resources.map((resource) => ({ kind: "put", resource })), diagnostics },
    close: () => watching?.close() ?? Promise.resolve(),
  };
}
