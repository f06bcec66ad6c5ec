import { isAbsolute, resolve } from "node:path";
/**
 * What a URL of a module means, or why it means nothing. `file:///a.wasm` is an absolute path, `file://./a.wasm` one from
 * `folder` on, where the manifest is. What has no scheme is an image.
 */
export function moduleSource(url, folder) {
    if (url.startsWith("file://")) {
        const path = decodedPath(url.slice("file://".length));
        if (path === undefined || path === "")
            return "it names no file";
        return { kind: "file", path: isAbsolute(path) ? path : resolve(folder, path) };
    }
    if (/^https?:\/\//i.test(url))
        return URL.canParse(url) ? { kind: "http", url } : "it is no URL";
    return imageReference(url.replace(/^oci:\/\//, ""));
}
function decodedPath(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}
const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const reference = new RegExp(`^([A-Za-z0-9.-]+(?::[0-9]+)?|\\[[0-9A-Fa-f:]+\\](?::[0-9]+)?)/(${component}(?:/${component})*)(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`);
/** The image of a reference such as `registry.example/plugins/mask:1.2`, or why it is none. A digest counts, whatever tag stands before it. */
export function imageReference(text) {
    const [, registry, repository, tag = "latest", digest] = reference.exec(text) ?? [];
    if (registry === undefined || repository === undefined) {
        return "it is no image reference: write registry/repository:tag or registry/repository@sha256:…";
    }
    if (!/[.:]/.test(registry) && registry !== "localhost") {
        return `it names no registry: ${registry} is not the name of a host`;
    }
    return { kind: "image", registry, repository, version: digest ?? tag };
}
/** Whether the source names bytes that can never be others. */
export function isFixed(source) {
    return source.kind === "image" && source.version.startsWith("sha256:");
}
//# sourceMappingURL=module-source.js.map