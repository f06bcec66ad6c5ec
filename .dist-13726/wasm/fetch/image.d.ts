/** The module inside an image. Two layouts are in use: an archive with `plugin.wasm` in it, and an artifact that is the module. */
import type { Refusal } from "../../fetching/exchange.js";
import type { ImageReference } from "./module-source.js";
import { type RegistryRules, type RegistrySession } from "./registry.js";
/** What an image holds. */
export interface ImageContent {
    readonly kind: "image";
    readonly bytes: Uint8Array;
    /** Of the manifest that the reference named. */
    readonly digest: string;
    /** JSON Schema of the plugin's configuration. */
    readonly configSchema?: string;
}
/** What was fetched is not what it should be. */
export interface Unusable {
    readonly kind: "unusable";
    readonly because: string;
}
/** Media types, by what they say. */
export declare const mediaTypes: {
    readonly manifest: "application/vnd.oci.image.manifest.v1+json";
    readonly index: "application/vnd.oci.image.index.v1+json";
    readonly dockerManifest: "application/vnd.docker.distribution.manifest.v2+json";
    readonly dockerList: "application/vnd.docker.distribution.manifest.list.v2+json";
    readonly moduleConfig: "application/vnd.module.wasm.config.v1+json";
    readonly moduleLayer: "application/vnd.module.wasm.content.layer.v1+wasm";
    readonly imageConfig: "application/vnd.oci.image.config.v1+json";
    readonly archiveLayer: "application/vnd.oci.image.layer.v1.tar+gzip";
};
/** The annotation of a manifest, or of the module's layer, that holds the schema of the configuration. */
export declare const schemaAnnotation = "dev.waymark.plugin.config-schema";
type Problem = Refusal | Unusable;
/** Fetches the module of an image. Whatever goes wrong is a value. */
export declare function imageContent(image: ImageReference, session: Omit<RegistrySession, "image">, rules: RegistryRules): Promise<ImageContent | Problem>;
/** The digest that a reference means now, without fetching more than the manifest. */
export declare function imageDigest(image: ImageReference, session: Omit<RegistrySession, "image">, rules: RegistryRules): Promise<{
    readonly kind: "digest";
    readonly digest: string;
} | Problem>;
export declare function unusable(because: string): Unusable;
export {};
