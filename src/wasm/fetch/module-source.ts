import { basename, dirname, isAbsolute, resolve } from "node:path";

/** Where a module is. */
export type ModuleSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "http"; readonly url: string }
  | ImageReference;

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
export function moduleSource(url: string, folder: string): ModuleSource | string {
  if (url.startsWith("file://")) {
    const path = decodedPath(url.slice("file://".length));
    if (path === undefined || path === "") return "it names no file";
    return { kind: "file", path: isAbsolute(path) ? path : resolve(folder, path) };
  }
  if (/^https?:\/\//i.test(url)) return URL.canParse(url) ? { kind: "http", url } : "it is no URL";
  return imageReference(url.replace(/^oci:\/\//, ""));
}

function decodedPath(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const reference = new RegExp(
  `^([A-Za-z0-9.-]+(?::[0-9]+)?|\\[[0-9A-Fa-f:]+\\](?::[0-9]+)?)/(${component}(?:/${component})*)(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`,
);

/** The image of a reference such as `registry.example/plugins/mask:1.2`, or why it is none. A digest counts, whatever tag stands before it. */
export function imageReference(text: string): ImageReference | string {
  const [, registry, repository, tag = "latest", digest] = reference.exec(text) ?? [];
  if (registry === undefined || repository === undefined) {
    return "it is no image reference: write registry/repository:tag or registry/repository@sha256:…";
  }
  if (!/[.:]/.test(registry) && registry !== "localhost") {
    return `it names no registry: ${registry} is not the name of a host`;
  }
  return { kind: "image", registry, repository, version: digest ?? tag };
}

/** What people call a module, `mask`, and the folder or part of the repository that it is in, `plugins`. */
export function moduleName(source: ModuleSource): { readonly owner: string; readonly name: string } {
  const path = pathOf(source);
  return { owner: basename(dirname(path)), name: basename(path).replace(/\.wasm$/, "") };
}

/** Where the JSON Schema of a plugin's configuration lies beside its module's file. */
export function schemaBeside(path: string): string {
  return `${path.replace(/\.wasm$/, "")}.schema.json`;
}

function pathOf(source: ModuleSource): string {
  switch (source.kind) {
    case "file":
      return source.path;
    case "http":
      return new URL(source.url).pathname;
    case "image":
      return source.repository;
  }
}

/** Whether the source names bytes that can never be others. */
export function isFixed(source: ModuleSource): boolean {
  return source.kind === "image" && source.version.startsWith("sha256:");
}
