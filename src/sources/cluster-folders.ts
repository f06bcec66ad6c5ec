import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isManifestName, isPassedOver } from "./manifest-files.js";

/**
 * The paths of each cluster, where every folder directly in one of `paths` is one; what else is in `paths` is in all of
 * them. Without any such folder there is one cluster.
 */
export function clusterPaths(paths: readonly string[]): readonly (readonly string[])[] {
  const shared: string[] = [];
  const clusters: string[] = [];
  for (const path of paths) {
    if (isFolder(path)) {
      for (const name of namesIn(path)) {
        const inside = join(path, name);
        if (isFolder(inside)) clusters.push(inside);
        else if (isManifestName(name)) shared.push(inside);
      }
    } else shared.push(path);
  }
  return clusters.length === 0 ? [paths] : clusters.map((cluster) => [...shared, cluster]);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !isPassedOver(name))
      .sort();
  } catch {
    // Told by whoever reads it.
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
