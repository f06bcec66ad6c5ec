/** The module inside an image. Two layouts are in use: an archive with `plugin.wasm` in it, and an artifact that is the module. */
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { mostModuleBytes } from "./limits.js";
import { digestOf, failed, Registry, statusProblem, } from "./registry.js";
/** Media types, by what they say. */
export const mediaTypes = {
    manifest: "application/vnd.oci.image.manifest.v1+json",
    index: "application/vnd.oci.image.index.v1+json",
    dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
    dockerList: "application/vnd.docker.distribution.manifest.list.v2+json",
    moduleConfig: "application/vnd.module.wasm.config.v1+json",
    moduleLayer: "application/vnd.module.wasm.content.layer.v1+wasm",
    imageConfig: "application/vnd.oci.image.config.v1+json",
    archiveLayer: "application/vnd.oci.image.layer.v1.tar+gzip",
};
/** The annotation of a manifest, or of the module's layer, that holds the schema of the configuration. */
export const schemaAnnotation = "dev.waymark.plugin.config-schema";
const moduleLayers = [
    mediaTypes.moduleLayer,
    "application/vnd.wasm.content.layer.v1+wasm",
    "application/wasm",
];
const indexTypes = [mediaTypes.index, mediaTypes.dockerList];
const mostManifestBytes = 4 * 1024 * 1024;
const fileName = "plugin.wasm";
/** Fetches the module of an image. Whatever goes wrong is a value. */
export async function imageContent(image, session, rules) {
    const registry = new Registry({ ...session, image }, rules);
    const named = await manifestOf(registry, image.version);
    if (named.kind !== "manifest")
        return named;
    let { manifest } = named;
    if (indexTypes.includes(manifest.mediaType ?? "") || manifest.manifests !== undefined) {
        const chosen = chosenOf(manifest.manifests ?? []);
        if (chosen === undefined)
            return unusable("the image lists no variant for WebAssembly");
        const variant = await manifestOf(registry, chosen.digest);
        if (variant.kind !== "manifest")
            return variant;
        ({ manifest } = variant);
    }
    const layer = layerOf(manifest);
    if (layer === undefined)
        return unusable("the image has no layer with a module");
    const module = await moduleIn(registry, layer);
    if (module.kind !== "module")
        return module;
    const schema = manifest.annotations?.[schemaAnnotation] ?? layer.annotations?.[schemaAnnotation];
    return {
        kind: "image",
        bytes: module.bytes,
        digest: named.digest,
        ...(schema !== undefined && { configSchema: schema }),
    };
}
/** The digest that a reference means now, without fetching more than the manifest. */
export async function imageDigest(image, session, rules) {
    const named = await manifestOf(new Registry({ ...session, image }, rules), image.version);
    return named.kind === "manifest" ? { kind: "digest", digest: named.digest } : named;
}
async function manifestOf(registry, version) {
    const { manifest, index, dockerManifest, dockerList } = mediaTypes;
    const headers = { accept: [manifest, index, dockerManifest, dockerList].join(", ") };
    const reply = await registry.send(`/manifests/${version}`, { headers, mostBytes: mostManifestBytes });
    if (reply.kind !== "reply")
        return reply;
    if (reply.status !== 200)
        return failed(statusProblem(reply));
    const digest = digestOf(reply.body);
    if (version.startsWith("sha256:") && digest !== version) {
        return unusable(`the registry answered with manifest ${digest} instead of ${version}`);
    }
    try {
        return { kind: "manifest", manifest: JSON.parse(reply.body.toString("utf8")), digest };
    }
    catch {
        return unusable("the image's manifest is no JSON");
    }
}
function chosenOf(variants) {
    const forWasm = variants.find(({ platform }) => platform?.architecture === "wasm" || platform?.os === "wasip1");
    return forWasm ?? (variants.length === 1 ? variants[0] : undefined);
}
/** An artifact's module, or the last layer of what looks like an image for containers. */
function layerOf({ layers = [] }) {
    return layers.find(({ mediaType }) => moduleLayers.includes(mediaType)) ?? layers.at(-1);
}
async function moduleIn(registry, layer) {
    if (!/^sha256:[a-f0-9]{64}$/.test(layer.digest))
        return unusable(`the layer's digest is ${layer.digest}`);
    if (layer.size > mostModuleBytes)
        return unusable(`the layer has ${layer.size} bytes; at most ${mostModuleBytes} are read`);
    const reply = await registry.send(`/blobs/${layer.digest}`, { mostBytes: mostModuleBytes });
    if (reply.kind !== "reply")
        return reply;
    if (reply.status !== 200)
        return failed(statusProblem(reply));
    const digest = digestOf(reply.body);
    if (digest !== layer.digest)
        return unusable(`the layer is ${digest}, not ${layer.digest} as the manifest says`);
    if (moduleLayers.includes(layer.mediaType))
        return { kind: "module", bytes: reply.body };
    const bytes = await fileIn(reply.body).catch((error) => unusable(`the layer is no archive: ${String(error)}`));
    return bytes instanceof Uint8Array ? { kind: "module", bytes } : bytes;
}
/** `plugin.wasm` of an archive. @throws if it is none */
async function fileIn(archive) {
    const isGzip = archive[0] === 0x1f && archive[1] === 0x8b;
    const source = Readable.from([Buffer.from(archive)]);
    const unpacked = isGzip ? source.pipe(createGunzip()) : source;
    const entries = extract();
    // What goes wrong while unpacking must end the reading, too.
    unpacked.once("error", (error) => entries.destroy(error));
    unpacked.pipe(entries);
    let seen = 0;
    for await (const entry of entries) {
        const wanted = entry.header.name.replace(/^(\.?\/)+/, "") === fileName && entry.header.type === "file";
        const chunks = [];
        for await (const chunk of entry) {
            seen += chunk.length;
            if (seen > mostModuleBytes) {
                unpacked.unpipe(entries);
                return unusable(`the layer unpacks to more than ${mostModuleBytes} bytes`);
            }
            if (wanted)
                chunks.push(chunk);
        }
        if (wanted)
            return Buffer.concat(chunks);
    }
    return unusable(`the layer has no file ${fileName}`);
}
export function unusable(because) {
    return { kind: "unusable", because };
}
//# sourceMappingURL=image.js.map