import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
/** Opens the store in the folder `modules` of a state folder, and clears away what no place leads to. */
export async function openModuleStore(stateDir) {
    const folder = join(stateDir, "modules");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // What others could have written is not believed: whoever writes here decides what runs in every proxy.
    const isOurs = ((await stat(folder)).mode & 0o022) === 0;
    if (isOurs)
        await clear(folder);
    return {
        kept: async (place) => (isOurs ? keptIn(folder, place) : undefined),
        keep: async (about, bytes) => {
            await written(join(folder, `${about.digest}.wasm`), bytes);
            await written(indexPath(folder, about.place), JSON.stringify(about));
        },
    };
}
async function clear(folder) {
    const names = await readdir(folder);
    const abouts = await Promise.all(names.filter(isIndex).map((name) => aboutIn(join(folder, name))));
    const used = new Set(abouts.flatMap((about) => (about === undefined ? [] : [`${about.digest}.wasm`])));
    const strays = names.filter((name) => !(isIndex(name) || used.has(name)));
    await Promise.all(strays.map((name) => rm(join(folder, name), { force: true })));
}
function isIndex(name) {
    return name.endsWith(".json");
}
async function keptIn(folder, place) {
    const about = await aboutIn(indexPath(folder, place));
    if (about === undefined || about.place !== place)
        return undefined;
    const bytes = await readFile(join(folder, `${about.digest}.wasm`)).catch(() => undefined);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== about.digest)
        return undefined;
    return { about, bytes };
}
async function aboutIn(path) {
    try {
        const { place, digest, version, configSchema } = JSON.parse(await readFile(path, "utf8"));
        if (typeof place !== "string" || typeof digest !== "string" || !/^[a-f0-9]{64}$/.test(digest))
            return undefined;
        return {
            place,
            digest,
            ...(typeof version === "string" && { version }),
            ...(typeof configSchema === "string" && { configSchema }),
        };
    }
    catch {
        return undefined;
    }
}
function indexPath(folder, place) {
    return join(folder, `${createHash("sha256").update(place).digest("hex")}.json`);
}
async function written(path, content) {
    const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    try {
        await writeFile(draft, content, { mode: 0o600 });
        await rename(draft, path);
    }
    catch (error) {
        await rm(draft, { force: true });
        throw error;
    }
}
//# sourceMappingURL=module-store.js.map