import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
/** Keys are trusted this long after their issuer was last heard of. */
export const trustedForMs = 7 * 24 * 60 * 60 * 1000;
/**
 * Opens the store in the folder `keys` of a state folder. What others could have written is not believed: a key in here
 * lets whoever has its other half in.
 */
export async function openKeyStore(stateDir, now) {
    const folder = join(stateDir, "keys");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const isOurs = ((await stat(folder)).mode & 0o022) === 0;
    const kept = new Map();
    for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const keys = isOurs ? await keysIn(path) : undefined;
        const isTrusted = keys !== undefined && fileOf(keys.place) === name && now - keys.checkedAt < trustedForMs;
        if (isTrusted && keys.checkedAt <= now)
            kept.set(keys.place, keys);
        else
            await rm(path, { force: true, recursive: true });
    }
    return { kept, keep: (keys) => written(join(folder, fileOf(keys.place)), JSON.stringify(keys)) };
}
function fileOf(place) {
    return `${createHash("sha256").update(place).digest("hex")}.json`;
}
async function keysIn(path) {
    try {
        if (((await stat(path)).mode & 0o022) !== 0)
            return undefined;
        const { place, text, etag, checkedAt } = JSON.parse(await readFile(path, "utf8"));
        if (typeof place !== "string" || typeof text !== "string" || typeof checkedAt !== "number")
            return undefined;
        return { place, text, checkedAt, ...(typeof etag === "string" && { etag }) };
    }
    catch {
        return undefined;
    }
}
async function written(path, text) {
    const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    try {
        await writeFile(draft, text, { mode: 0o600 });
        await rename(draft, path);
    }
    catch (error) {
        await rm(draft, { force: true });
        throw error;
    }
}
//# sourceMappingURL=key-store.js.map