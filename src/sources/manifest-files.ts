import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";

/** What is on disk under the name of a manifest. */
export type FileContent =
  | { readonly kind: "text"; readonly text: string; readonly stamp: string; readonly modifiedMs: number }
  /** There is a file, but it cannot be used; why is in the diagnostic. */
  | { readonly kind: "unusable"; readonly diagnostic: Diagnostic; readonly stamp: string }
  | { readonly kind: "absent" };

/** Reads one file. The stamp changes whenever the file may have changed. */
export function fileContent(file: string, maxBytes: number): FileContent {
  try {
    const stats = statSync(file, { bigint: true });
    const stamp = `${stats.mtimeNs}:${stats.ctimeNs}:${stats.size}:${stats.ino}`;
    const unusable = (found: Diagnostic): FileContent => ({ kind: "unusable", diagnostic: found, stamp });
    // A pipe may never be written to, a device never end.
    if (!stats.isFile()) return unusable(unreadable(file, "it is not a regular file"));
    if (stats.size > maxBytes) return unusable(tooLarge(file, Number(stats.size), maxBytes));
    const found = contentOf(file, readFileSync(file), maxBytes);
    return found.kind === "text" ? { ...found, stamp, modifiedMs: Number(stats.mtimeMs) } : { ...found, stamp };
  } catch (cause) {
    if (isAbsent(cause)) return { kind: "absent" };
    return { kind: "unusable", diagnostic: unreadable(file, reason(cause)), stamp: "unreadable" };
  }
}

/** What these bytes say under the name of `file`, which may be none of the disk: `-`. */
export function contentOf(
  file: string,
  bytes: Buffer,
  maxBytes: number,
): Exclude<FileContent, { readonly kind: "absent" }> {
  const stamp = "given";
  if (bytes.length > maxBytes) return { kind: "unusable", diagnostic: tooLarge(file, bytes.length, maxBytes), stamp };
  if (!isUtf8(bytes) || bytes.includes(0)) return { kind: "unusable", diagnostic: notText(file), stamp };
  return { kind: "text", text: bytes.toString("utf8"), stamp, modifiedMs: 0 };
}

/** Where manifests were found. */
export interface FoundFiles {
  /** Sorted. */
  readonly files: readonly string[];
  /** Every folder that was looked into, and those that hold what links lead to. */
  readonly folders: ReadonlySet<string>;
}

/** The manifests below `paths`. A path that is a file is taken whatever it is called. */
export function manifestFiles(paths: readonly string[], report: Report): FoundFiles {
  const walk: Walk = { files: new Set(), folders: new Set(), closed: new Set(), seen: new Set(), report };
  for (const path of paths) {
    const before = walk.files.size;
    const kind = kindOfPath(path);
    if (kind === "folder") visitFolder(path, [], walk);
    else if (kind === "absent") report(absent(path));
    else addFile(path, realPathOrSelf(path), walk);
    if (kind === "folder" && walk.files.size === before && !walk.closed.has(path)) report(emptyFolder(path));
  }
  return { files: [...walk.files].sort(), folders: walk.folders };
}

/**
 * Whether a file in a folder is a manifest. What editors leave beside them (`.x.swp`, `x~`, `#x#`, `4913`) is not, nor is the
 * schema of a plugin's configuration beside its module.
 */
export function isManifestName(name: string): boolean {
  if (name.endsWith(".schema.json")) return false;
  return !name.startsWith(".") && !name.startsWith("#") && /\.(?:ya?ml|json)$/i.test(name);
}

/** Whether nothing of that name is looked at in a folder: what version control, editors and package managers keep. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

interface Walk {
  readonly files: Set<string>;
  readonly folders: Set<string>;
  /** Folders that could not be looked into. */
  readonly closed: Set<string>;
  /** Real paths of files and folders that were visited: what two links lead to is read once. */
  readonly seen: Set<string>;
  readonly report: Report;
}

function visitFolder(folder: string, above: readonly string[], walk: Walk): void {
  try {
    const real = realpathSync.native(folder);
    if (above.includes(real)) walk.report(linkLoop(folder));
    if (walk.seen.has(real)) return;
    walk.seen.add(real);
    walk.folders.add(folder);
    for (const entry of sortedEntries(folder)) visitEntry(folder, entry, { above: [...above, real], walk });
  } catch (cause) {
    walk.closed.add(folder);
    walk.report(unreadable(folder, reason(cause)));
  }
}

function visitEntry(
  folder: string,
  entry: Dirent,
  { above, walk }: { readonly above: readonly string[]; readonly walk: Walk },
): void {
  // Among them `..data` of mounted ConfigMaps, whose visible links lead into it.
  if (isPassedOver(entry.name)) return;
  const path = join(folder, entry.name);
  const kind = entry.isSymbolicLink() ? kindOfPath(path) : entry.isDirectory() ? "folder" : "file";
  if (kind === "folder") visitFolder(path, above, walk);
  else if (kind === "loop") walk.report(linkToItself(path));
  else if (isManifestName(entry.name)) {
    if (kind === "absent") walk.report(unreadable(path, "it is a link to a file that does not exist"));
    else addFile(path, entry.isSymbolicLink() ? realPathOrSelf(path) : join(above.at(-1) ?? folder, entry.name), walk);
  }
}

function addFile(path: string, real: string, { files, folders, seen }: Walk): void {
  if (seen.has(real)) return;
  seen.add(real);
  files.add(path);
  if (real !== path) folders.add(dirname(real));
}

function sortedEntries(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOfPath(path: string): "folder" | "file" | "absent" | "loop" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (cause) {
    if (isAbsent(cause)) return "absent";
    // A link to itself: the system gives up following it. Anything else is told when the file is read.
    return (cause as NodeJS.ErrnoException).code === "ELOOP" ? "loop" : "file";
  }
}

function realPathOrSelf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function isAbsent(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}

function reason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return message;
}

function unreadable(path: string, why: string): Diagnostic {
  return diagnostic("WM1002", {
    origin: wholeFile(path),
    message: `${path} cannot be read: ${why}`,
    advice: "Make it readable, or leave it out; everything else is in effect.",
  });
}

function tooLarge(file: string, bytes: number, maxBytes: number): Diagnostic {
  const size = (count: number) => `${(count / 2 ** 20).toFixed(1)} MiB`;
  return diagnostic("WM1003", {
    origin: wholeFile(file),
    message: `${file} has ${size(bytes)}; files up to ${size(maxBytes)} are read`,
    advice: "Split it into several files.",
  });
}

function notText(file: string): Diagnostic {
  return diagnostic("WM1004", {
    origin: wholeFile(file),
    message: `${file} is not a text file in UTF-8`,
    advice: "Save it as UTF-8, or give it another ending than .yaml, .yml or .json.",
  });
}

function linkLoop(path: string): Diagnostic {
  return circle(path, `${path} is a link to a folder that it is in; it is not followed`);
}

function linkToItself(path: string): Diagnostic {
  return circle(path, `${path} is a link that leads back to itself; there is nothing to read`);
}

function circle(path: string, message: string): Diagnostic {
  return diagnostic("WM1007", { origin: wholeFile(path), message, advice: "Remove the link." });
}

function absent(path: string): Diagnostic {
  return diagnostic("WM1001", {
    origin: wholeFile(path),
    message: `${path} does not exist`,
    advice: "Check the path; it is relative to the folder waymark was started in.",
  });
}

/** The file or folder as such: there is no line of it to point at. */
function wholeFile(path: string): Origin {
  return { object: path, path: [], document: { source: { file: path, text: "" }, start: 0, end: 0, within: [] } };
}

function emptyFolder(path: string): Diagnostic {
  return diagnostic("WM1006", {
    origin: wholeFile(path),
    message: `${path} holds no manifests`,
    advice: "Manifests are files that end with .yaml, .yml or .json.",
  });
}
