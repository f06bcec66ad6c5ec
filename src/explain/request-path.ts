/**
 * How a waypoint reads the path of a request: the part before the query, put into normal form first. The rules are those
 * of Envoy's `normalize_path` (a URL canonicaliser), `merge_slashes` and `path_with_escaped_slashes_action`.
 */
import type { PathNormalization } from "../ir/waypoint.js";

/** A path that is no path: the request is answered with 400. */
export type NormalPath =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "refused"; readonly because: string };

/** The path with its query, in normal form. */
export function normalPath(target: string, normalization: PathNormalization): NormalPath {
  if (target.includes("#")) return { kind: "refused", because: "a path must not contain a fragment (#)" };
  const [path, query] = parts(target);
  if (normalization === "none") return { kind: "path", path: target };
  const unescaped = normalization === "decode-and-merge-slashes" ? slashesDecoded(path) : path;
  const canonical = canonicalPath(unescaped);
  if (canonical === undefined) return { kind: "refused", because: "the path cannot be normalised" };
  const merges = normalization === "merge-slashes" || normalization === "decode-and-merge-slashes";
  return { kind: "path", path: `${merges ? slashesMerged(canonical) : canonical}${query}` };
}

/** The part of a path that routes and policies look at. */
export function withoutQuery(target: string): string {
  return parts(target)[0];
}

/** Everything from the question mark on. */
export function queryOf(target: string): string {
  return parts(target)[1];
}

/**
 * The first value of each parameter as it stands in the path: nothing is decoded. Parameters without a value have an
 * empty one.
 */
export function queryParameters(target: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of queryOf(target).slice(1).split("&")) {
    const equals = part.indexOf("=");
    const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    if (!found.has(name)) found.set(name, value);
  }
  return found;
}

function parts(target: string): readonly [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark)];
}

function slashesDecoded(path: string): string {
  return path.replace(/%2f/gi, "/").replace(/%5c/gi, "\\");
}

/** Escapes of these are undone: they mean the same without. */
const unreserved = /[A-Za-z0-9\-_~.]/;
/** These are escaped where they stand as they are. */
const unsafe = /["<>`{}|^]|[^!-~]/u;

function canonicalPath(path: string): string | undefined {
  if (!path.startsWith("/")) return undefined;
  const kept: string[] = [];
  const segments = path.replaceAll("\\", "/").slice(1).split("/").map(canonicalSegment);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === "..") kept.pop();
    if (segment !== "." && segment !== "..") kept.push(segment);
    else if (isLast) kept.push("");
  }
  return `/${kept.join("/")}`;
}

function canonicalSegment(segment: string): string {
  return segment.replace(/%([0-9A-Fa-f]{2})|[^%]/gu, (found, hex: string | undefined) => {
    if (hex === undefined) return unsafe.test(found) ? escaped(found) : found;
    const decoded = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(decoded) ? decoded : found;
  });
}

function escaped(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

/** Elements that are empty go, except that a path keeps the slashes at its ends. */
function slashesMerged(path: string): string {
  if (!path.includes("//")) return path;
  const elements = path.split("/").filter((element) => element !== "");
  return `/${elements.join("/")}${path.endsWith("/") ? "/" : ""}`;
}
