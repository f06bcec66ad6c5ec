import { ManifestFolder } from "./manifest-folder.js";
/**
 * Reads files and folders of manifests. Nothing in them is an exception: what cannot be read or used is told in
 * `diagnostics`, and everything else is there.
 */
export async function readManifests(paths, options = {}) {
    const folder = new ManifestFolder(paths, options);
    await folder.rescan();
    folder.saveCache();
    return folder.manifests();
}
//# sourceMappingURL=read-manifests.js.map