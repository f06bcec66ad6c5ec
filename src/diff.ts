/** `waymark diff`: what a change of manifests does to objects, waypoints and requests. */
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { comparedMeshes } from "./diff/compared-meshes.js";
import type { DiffSide, MeshDiff, Unread } from "./diff/mesh-diff.js";
import { type MeshSide, meshSide } from "./diff/mesh-side.js";
import { diffPlace } from "./diff/object-changes.js";
import { commitOf, GitProblem, revisionFiles, workingFiles } from "./sources/git-revision.js";
import { type Manifests, type ReadOptions, readManifests } from "./sources/read-manifests.js";

/** Where the manifests of one side are. */
export type DiffSource =
  /** Files and folders. */
  | { readonly kind: "paths"; readonly paths: readonly string[]; readonly name?: string }
  /** A revision of the git repository that `folder` is in; no paths: everything below that folder. */
  | (GitSource<"revision"> & { readonly revision: string })
  /** The files there as they are now, apart from those that git ignores. */
  | GitSource<"working-tree">;

/** A git repository, at the place of a folder in it. */
export interface GitSource<K> {
  readonly kind: K;
  /** Relative to `folder`. */
  readonly paths?: readonly string[];
  /** By default the folder of the process. */
  readonly folder?: string;
  /** What to call it; by default what it is. */
  readonly name?: string;
}

/** How manifests are compared. */
export interface DiffOptions {
  /** At most so many requests are tried for each service port; by default 1000. */
  readonly requestsPerPort?: number;
  /** Where parsed documents are kept between runs; `false`: nowhere. */
  readonly cache?: string | false;
  /** Told what is being done now: for a progress line. */
  readonly onProgress?: (doing: string) => void;
}

/** How many requests are tried for each service port unless asked otherwise. */
const usualRequestsPerPort = 1000;

/**
 * Compares two sets of manifests. What is wrong with them is no exception: it is told in `unread` of its side, and the
 * rest is compared.
 *
 * @throws GitProblem if git is not there, a folder is in no repository, or a revision is not known
 */
export async function diff(base: DiffSource, head: DiffSource, options: DiffOptions = {}): Promise<MeshDiff> {
  const { requestsPerPort = usualRequestsPerPort, onProgress = () => undefined } = options;
  const sides = { base: await sideOf(base, options), head: await sideOf(head, options) };
  const compared = comparedMeshes(
    { base: sides.base.mesh, head: sides.head.mesh },
    { requestsPerPort, onPort: (port) => onProgress(`comparing requests to ${port}`) },
  );
  return { base: sides.base.read, head: sides.head.read, ...compared };
}

interface ReadSide {
  readonly read: DiffSide;
  readonly mesh: MeshSide;
}

async function sideOf(source: DiffSource, { cache, onProgress }: DiffOptions): Promise<ReadSide> {
  const name = nameOf(source);
  onProgress?.(`reading ${name}`);
  const { manifests, left } = await manifestsOf(source, cache === undefined ? {} : { cache });
  const errors = [...left, ...manifests.diagnostics].filter(({ severity }) => severity === "error");
  const { files, resources } = manifests;
  onProgress?.(`translating ${resources.length} objects of ${name}`);
  return {
    read: { name, files, objects: resources.length, unread: errors.map(unread) },
    mesh: meshSide(resources),
  };
}

function nameOf(source: DiffSource): string {
  if (source.name !== undefined) return source.name;
  switch (source.kind) {
    case "paths":
      return source.paths.join(" ");
    case "revision":
      return source.revision;
    case "working-tree":
      return "working tree";
  }
}

async function manifestsOf(
  source: DiffSource,
  options: ReadOptions,
): Promise<{ readonly manifests: Manifests; readonly left: readonly Diagnostic[] }> {
  if (source.kind === "paths") return { manifests: await readManifests(source.paths, options), left: [] };
  const { folder = process.cwd(), paths = [] } = source;
  if (source.kind === "working-tree") {
    const files = await workingFiles({ folder, paths });
    const inFolder = folder === process.cwd() ? files : files.map((file) => `${folder}/${file}`);
    return { manifests: await readManifests(inFolder, options), left: [] };
  }
  const commit = await commitOf(source.revision, folder);
  if (commit === undefined) throw new GitProblem(`there is no revision ${source.revision}`);
  const { files, diagnostics } = await revisionFiles(commit, { folder, paths });
  return { manifests: await readManifests([], { ...options, given: files }), left: diagnostics };
}

function unread({ code, message, origin }: Diagnostic): Unread {
  const place = origin && diffPlace(origin);
  return { code, message, ...(place !== undefined && { place }) };
}
