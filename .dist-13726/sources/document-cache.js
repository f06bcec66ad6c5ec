import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { acceptanceRules } from "../model/read-resource.js";
const format = "waymark-documents 2";
/** The folder holds at most so many sets of paths; the longest unused goes first. */
const mostFiles = 64;
const mostBytes = 64 * 2 ** 20;
/** A cache that is always empty. */
export const noCache = { find: () => undefined, keep: () => { }, save: () => { } };
/** `$WAYMARK_CACHE`, else the user's cache folder. */
export function defaultCacheFolder(environment = process.env) {
    const chosen = environment["WAYMARK_CACHE"];
    if (chosen)
        return join(chosen, "documents");
    return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "waymark", "documents");
}
/** The cache of these paths below `folder`. `rules`: what else decides about objects; each has a cache of its own. */
export function openDocumentCache(folder, paths, rules = "") {
    const places = [...paths.map((path) => resolve(path)), ...(rules === "" ? [] : [rules])];
    const file = join(folder, `${digest(places.join("\0")).slice(0, 24)}.jsonl`);
    const stored = storedDocuments(file);
    const used = new Map();
    let news = false;
    return {
        find(text) {
            const key = digest(text);
            const known = stored.get(key);
            if (known !== undefined)
                used.set(key, known);
            return known;
        },
        keep(text, known) {
            used.set(digest(text), known);
            news = true;
        },
        save() {
            if (!news && used.size === stored.size)
                return;
            news = false;
            writeDocuments(folder, file, used);
        },
    };
}
/** Each line is a hash, `=` or `?`, and JSON; the first line has the format and the hash of all the rest. */
function storedDocuments(file) {
    const documents = new Map();
    try {
        const content = readFileSync(file, "utf8");
        const head = content.slice(0, content.indexOf("\n"));
        const body = content.slice(head.length + 1);
        if (head !== header(body))
            return documents;
        for (const line of body.split("\n")) {
            documents.set(line.slice(0, 64), { kind: line[64] === "=" ? "accepted" : "value", json: line.slice(65) });
        }
        const now = new Date();
        utimesSync(file, now, now);
    }
    catch {
        // Absent or unreadable: nothing is known.
    }
    return documents;
}
function writeDocuments(folder, file, documents) {
    const lines = Array.from(documents, ([key, { kind, json }]) => `${key}${kind === "accepted" ? "=" : "?"}${json}`);
    const body = lines.join("\n");
    if (body.length > mostBytes)
        return;
    const temporary = `${file}.${process.pid}.tmp`;
    try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(temporary, `${header(body)}\n${body}`, { mode: 0o600 });
        renameSync(temporary, file);
        dropLongestUnused(folder);
    }
    catch {
        discard(temporary);
    }
}
function discard(file) {
    try {
        rmSync(file, { force: true });
    }
    catch {
        // There is no folder for it to be in.
    }
}
function dropLongestUnused(folder) {
    const files = readdirSync(folder)
        .map((name) => join(folder, name))
        .map((path) => ({ path, usedMs: statSync(path).mtimeMs }));
    const surplus = files.sort((a, b) => b.usedMs - a.usedMs).slice(mostFiles);
    for (const { path } of surplus)
        rmSync(path, { force: true });
}
function header(body) {
    return `${format} ${program()} ${digest(body)}`;
}
/**
 * What decides how documents are read: the release, its schemas, and, between releases, the build, told by the date of
 * this file. (Packages are published with one date for all their files.)
 */
function program() {
    const manifest = new URL("../../package.json", import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, "utf8"));
    const builtMs = Math.trunc(statSync(fileURLToPath(import.meta.url)).mtimeMs);
    return digest([version, builtMs, acceptanceRules()].join("\0")).slice(0, 16);
}
function digest(text) {
    return hash("sha256", text);
}
//# sourceMappingURL=document-cache.js.map