import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Parsed documents from earlier runs, by the hash of their text: YAML is read at 1 MB/s, JSON at 30. One file a set of
 * paths, holding what its last run used and nothing else. Whatever is wrong with it, it counts as empty.
 */
export interface DocumentCache {
  find(text: string): { readonly value: unknown } | undefined;
  /** Takes note of `value` as it is now. */
  keep(text: string, value: unknown): void;
  /** Writes what this run found or kept, if that differs from what is on disk. Never fails: a cache is no duty. */
  save(): void;
}

/** Bump it whenever a text may come to mean another value. */
const format = "waymark-documents 1";

/** The folder holds at most so many sets of paths; the longest unused goes first. */
const mostFiles = 64;
const mostBytes = 64 * 2 ** 20;

/** A cache that is always empty. */
export const noCache: DocumentCache = { find: () => undefined, keep: () => {}, save: () => {} };

/** `$WAYMARK_CACHE`, else the user's cache folder. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment["WAYMARK_CACHE"];
  if (chosen) return join(chosen, "documents");
  return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "waymark", "documents");
}

/** The cache of these paths below `folder`. */
export function openDocumentCache(folder: string, paths: readonly string[]): DocumentCache {
  const file = join(folder, `${digest(paths.map((path) => resolve(path)).join("\0")).slice(0, 24)}.jsonl`);
  const stored = storedDocuments(file);
  const used = new Map<string, string>();
  let news = false;
  return {
    find(text) {
      const hash = digest(text);
      const json = stored.get(hash);
      if (json === undefined) return undefined;
      used.set(hash, json);
      return { value: JSON.parse(json) };
    },
    keep(text, value) {
      used.set(digest(text), JSON.stringify(value ?? null));
      news = true;
    },
    save() {
      if (!news && used.size === stored.size) return;
      news = false;
      writeDocuments(folder, file, used);
    },
  };
}

/** Each line is a hash, a blank and a value; the first line has the format and the hash of all the rest. */
function storedDocuments(file: string): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  try {
    const content = readFileSync(file, "utf8");
    const head = content.slice(0, content.indexOf("\n"));
    const body = content.slice(head.length + 1);
    if (head !== header(body)) return documents;
    for (const line of body.split("\n")) documents.set(line.slice(0, 64), line.slice(65));
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Absent or unreadable: nothing is known.
  }
  return documents;
}

function writeDocuments(folder: string, file: string, documents: ReadonlyMap<string, string>): void {
  const body = Array.from(documents, ([hash, json]) => `${hash} ${json}`).join("\n");
  if (body.length > mostBytes) return;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${header(body)}\n${body}`, { mode: 0o600 });
    renameSync(temporary, file);
    dropLongestUnused(folder);
  } catch {
    discard(temporary);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is no folder for it to be in.
  }
}

function dropLongestUnused(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, usedMs: statSync(path).mtimeMs }));
  const surplus = files.sort((a, b) => b.usedMs - a.usedMs).slice(mostFiles);
  for (const { path } of surplus) rmSync(path, { force: true });
}

function header(body: string): string {
  return `${format} ${digest(body)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
