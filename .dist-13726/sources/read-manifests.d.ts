import type { Manifests, ReadOptions } from "./manifest-folder.js";
export type { Manifests, ReadOptions } from "./manifest-folder.js";
/**
 * Reads files and folders of manifests. Nothing in them is an exception: what cannot be read or used is told in
 * `diagnostics`, and everything else is there.
 */
export declare function readManifests(paths: readonly string[], options?: ReadOptions): Promise<Manifests>;
