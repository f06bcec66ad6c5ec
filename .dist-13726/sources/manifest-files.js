import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.js";
/** Reads one file. The stamp changes whenever the file may have changed. */
export function fileContent(file, maxBytes) {
    try {
        const stats = statSync(file, { bigint: true });
        const stamp = `${stats.mtimeNs}:${stats.ctimeNs}:${stats.size}:${stats.ino}`;
        const unusable = (found) => ({ kind: "unusable", diagnostic: found, stamp });
        // A pipe may never be written to, a device never end.
        if (!stats.isFile())
            return unusable(unreadable(file, "it is not a regular file"));
        if (stats.size > maxBytes)
            return unusable(tooLarge(file, Number(stats.size), maxBytes));
        const found = contentOf(file, readFileSync(file), maxBytes);
        return found.kind === "text" ? { ...found, stamp, modifiedMs: Number(stats.mtimeMs) } : { ...found, stamp };
    }
    catch (cause) {
        if (isAbsent(cause))
            return { kind: "absent" };
        return { kind: "unusable", diagnostic: unreadable(file, reason(cause)), stamp: "unreadable" };
    }
}
/** What these bytes say under the name of `file`, which may be none of the disk: `-`. */
export function contentOf(file, bytes, maxBytes) {
    const stamp = "given";
    if (bytes.length > maxBytes)
        return { kind: "unusable", diagnostic: tooLarge(file, bytes.length, maxBytes), stamp };
    if (!isUtf8(bytes) || bytes.includes(0))
        return { kind: "unusable", diagnostic: notText(file), stamp };
    return { kind: "text", text: bytes.toString("utf8"), stamp, modifiedMs: 0 };
}
/** The manifests below `paths`. A path that is a file is taken whatever it is called. */
export function manifestFiles(paths, report) {
    const walk = { files: new Set(), folders: new Set(), seen: new Set(), report };
    for (const path of paths) {
        const before = walk.files.size;
        const kind = kindOfPath(path);
        if (kind === "folder")
            visitFolder(path, [], walk);
        else if (kind === "absent")
            report(diagnostic("WM1001", { message: `${path} does not exist` }));
        else
            addFile(path, realPathOrSelf(path), walk);
        if (kind === "folder" && walk.files.size === before)
            report(emptyFolder(path));
    }
    return { files: [...walk.files].sort(), folders: walk.folders };
}
/** Whether a file in a folder is a manifest. What editors leave beside them (`.x.swp`, `x~`, `#x#`, `4913`) is not. */
export function isManifestName(name) {
    return !name.startsWith(".") && !name.startsWith("#") && /\.(?:ya?ml|json)$/i.test(name);
}
function visitFolder(folder, above, walk) {
    try {
        const real = realpathSync.native(folder);
        if (above.includes(real))
            walk.report(linkLoop(folder));
        if (walk.seen.has(real))
            return;
        walk.seen.add(real);
        walk.folders.add(folder);
        for (const entry of sortedEntries(folder))
            visitEntry(folder, entry, { above: [...above, real], walk });
    }
    catch (cause) {
        walk.report(unreadable(folder, reason(cause)));
    }
}
function visitEntry(folder, entry, { above, walk }) {
    // Hidden: version control, editors, and `..data` of mounted ConfigMaps, whose visible links lead into it.
    if (entry.name.startsWith("."))
        return;
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? kindOfPath(path) : entry.isDirectory() ? "folder" : "file";
    if (kind === "folder")
        visitFolder(path, above, walk);
    else if (kind === "loop")
        walk.report(linkLoop(path));
    else if (isManifestName(entry.name)) {
        if (kind === "absent")
            walk.report(unreadable(path, "it is a link to a file that does not exist"));
        else
            addFile(path, entry.isSymbolicLink() ? realPathOrSelf(path) : join(above.at(-1) ?? folder, entry.name), walk);
    }
}
function addFile(path, real, { files, folders, seen }) {
    if (seen.has(real))
        return;
    seen.add(real);
    files.add(path);
    if (real !== path)
        folders.add(dirname(real));
}
function sortedEntries(folder) {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
function kindOfPath(path) {
    try {
        return statSync(path).isDirectory() ? "folder" : "file";
    }
    catch (cause) {
        if (isAbsent(cause))
            return "absent";
        // A link to itself: the system gives up following it. Anything else is told when the file is read.
        return cause.code === "ELOOP" ? "loop" : "file";
    }
}
function realPathOrSelf(path) {
    try {
        return realpathSync.native(path);
    }
    catch {
        return path;
    }
}
function isAbsent(cause) {
    const code = cause.code;
    return code === "ENOENT" || code === "ENOTDIR";
}
function reason(cause) {
    const { code, message } = cause;
    if (code === "EACCES" || code === "EPERM")
        return "permission denied";
    return message;
}
function unreadable(path, why) {
    return diagnostic("WM1002", { message: `${path} cannot be read: ${why}` });
}
function tooLarge(file, bytes, maxBytes) {
    const size = (count) => `${(count / 2 ** 20).toFixed(1)} MiB`;
    return diagnostic("WM1003", {
        message: `${file} has ${size(bytes)}; files up to ${size(maxBytes)} are read`,
        advice: "Split it into several files.",
    });
}
function notText(file) {
    return diagnostic("WM1004", { message: `${file} is not a text file in UTF-8` });
}
function linkLoop(path) {
    return diagnostic("WM1007", { message: `${path} is a link to a folder that it is in; it is not followed` });
}
function emptyFolder(path) {
    return diagnostic("WM1006", {
        message: `${path} holds no manifests`,
        advice: "Manifests are files that end with .yaml, .yml or .json.",
    });
}
//# sourceMappingURL=manifest-files.js.map