/** Where a module is. */
export type ModuleSource = {
    readonly kind: "file";
    readonly path: string;
} | {
    readonly kind: "http";
    readonly url: string;
} | ImageReference;
/** An image in an OCI registry. */
export interface ImageReference {
    readonly kind: "image";
    /** Host, with a port if there is one. */
    readonly registry: string;
    readonly repository: string;
    /** A tag, or `sha256:…`. */
    readonly version: string;
}
/**
 * What a URL of a module means, or why it means nothing. `file:///a.wasm` is an absolute path, `file://./a.wasm` one from
 * `folder` on, where the manifest is. What has no scheme is an image.
 */
export declare function moduleSource(url: string, folder: string): ModuleSource | string;
/** The image of a reference such as `registry.example/plugins/mask:1.2`, or why it is none. A digest counts, whatever tag stands before it. */
export declare function imageReference(text: string): ImageReference | string;
/** Whether the source names bytes that can never be others. */
export declare function isFixed(source: ModuleSource): boolean;
