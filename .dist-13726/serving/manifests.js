import { readManifests } from "../sources/read-manifests.js";
import { watchManifests } from "../sources/watch-manifests.js";
/** Reads files and folders; nothing that is wrong with them is an exception. */
export async function openManifests(folder, { watch, onChange }) {
    const paths = typeof folder === "string" ? [folder] : folder;
    const watching = watch ? await watchManifests(paths, { onChange }) : undefined;
    const { resources, diagnostics } = watching?.first ?? (await readManifests(paths));
    return {
        first: { changes: resources.map((resource) => ({ kind: "put", resource })), diagnostics },
        close: () => watching?.close() ?? Promise.resolve(),
    };
}
//# sourceMappingURL=manifests.js.map