import { Claims } from "./claims.js";
import { defaultCacheFolder, noCache, openDocumentCache } from "./document-cache.js";
import { planReading, readAsPlanned } from "./file-reading.js";
import { contentOf, fileContent, manifestFiles } from "./manifest-files.js";
import { Parsing } from "./parsing.js";
const defaultMaxFileBytes = 16 * 2 ** 20;
/** How long reading may keep others waiting. */
const breathMs = 12;
/** A file that was written less long ago may be half written. */
export const freshMs = 40;
/** A set of manifest files and folders, as it was when it was last looked at. */
export class ManifestFolder {
    #paths;
    #maxFileBytes;
    #given;
    #inspector;
    #cache;
    #claims = new Claims();
    #readings = new Map();
    /** Files whose own text there is something to say about. */
    #flawed = new Set();
    #folders = new Set();
    #walkDiagnostics = [];
    constructor(paths, options = {}) {
        const { cache = defaultCacheFolder(), maxFileBytes, given = new Map(), inspector } = options;
        this.#paths = paths;
        this.#maxFileBytes = maxFileBytes ?? defaultMaxFileBytes;
        this.#given = given;
        this.#inspector = inspector;
        this.#cache = cache === false ? noCache : openDocumentCache(cache, [...paths, ...given.keys()], inspector?.rules);
    }
    /** The folders to watch: where a change may be one of the manifests. */
    get folders() {
        return this.#folders;
    }
    /** Looks at everything; files whose stamp is the same are not read again. */
    async rescan(look = {}) {
        const diagnostics = [];
        const { files, folders } = manifestFiles(this.#paths, (found) => diagnostics.push(found));
        this.#walkDiagnostics = diagnostics;
        this.#folders = folders;
        const present = new Set([...files, ...this.#given.keys()]);
        for (const file of this.#readings.keys())
            if (!present.has(file))
                this.#forget(file);
        return this.reread(present, look);
    }
    /** Looks at these files again, known ones and new ones. */
    async reread(files, look = {}) {
        const rest = restfully();
        // An edit of one file is to be read at once, however large the file: threads take too long to start.
        const parsing = new Parsing({ fewestFiles: this.#readings.size === 0 ? 1 : 2 });
        try {
            const opened = [];
            for (const file of files) {
                const found = this.#opened(file, parsing);
                if (found !== undefined)
                    opened.push(found);
                await rest();
            }
            parsing.allExpected();
            const how = { cache: this.#cache, inspector: this.#inspector, rest };
            for (const file of opened)
                this.#take(await readAsPlanned(file.plan, how), file.isFresh, look);
        }
        finally {
            parsing.close();
        }
        return this.#claims.changes();
    }
    /** Nothing, if the file is as it was read before, or gone. */
    #opened(file, parsing) {
        const content = this.#contentOf(file);
        const before = this.#readings.get(file);
        if (content.kind === "absent")
            this.#forget(file);
        if (content.kind === "absent" || content.stamp === before?.stamp)
            return undefined;
        const isFresh = content.kind === "text" && Math.abs(Date.now() - content.modifiedMs) < freshMs;
        return { plan: planReading(file, content, { before, cache: this.#cache, parsing }), isFresh };
    }
    #contentOf(file) {
        const given = this.#given.get(file);
        if (given !== undefined)
            return contentOf(file, given, this.#maxFileBytes);
        return fileContent(file, this.#maxFileBytes);
    }
    #take(reading, isFresh, { postpone }) {
        if (isFresh && postpone !== undefined && this.#claims.wouldLose(reading))
            postpone(reading.file);
        else {
            this.#readings.set(reading.file, reading);
            if (isFlawed(reading))
                this.#flawed.add(reading.file);
            else
                this.#flawed.delete(reading.file);
            this.#claims.replace(reading.file, reading);
        }
    }
    /** Whether the file was read, so that what it held is known. */
    knows(file) {
        return this.#readings.has(file);
    }
    manifests() {
        const documents = [...this.#readings.values()].flatMap((reading) => reading.documents);
        return {
            resources: this.#claims.resources(),
            diagnostics: this.diagnostics(),
            unknownKinds: counted(documents.flatMap(({ outcome }) => outcome.foreign)),
            documents: documents.length,
            files: this.#readings.size,
        };
    }
    /** Every document that was read, in the order of file names. */
    texts() {
        const readings = [...this.#readings.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
        return readings.flatMap(({ file, documents }) => documents.map(({ text, firstLine }) => ({ file, text, firstLine })));
    }
    /** Asked after every edit: only files with something to say are looked at. */
    diagnostics() {
        const files = [...new Set([...this.#flawed, ...this.#claims.suspects()])].sort();
        return [...this.#walkDiagnostics, ...files.flatMap((file) => this.#diagnosticsOf(file))];
    }
    /** Leaves the parsed documents for the next run, and lets go of them: later edits are few and cheap to parse. */
    saveCache() {
        this.#cache.save();
        this.#cache = noCache;
    }
    #diagnosticsOf(file) {
        const reading = this.#readings.get(file);
        const documents = reading?.documents.flatMap(({ outcome }) => outcome.diagnostics) ?? [];
        return [...(reading?.diagnostics ?? []), ...documents, ...this.#claims.diagnosticsOf(file)];
    }
    #forget(file) {
        this.#readings.delete(file);
        this.#flawed.delete(file);
        this.#claims.replace(file, undefined);
    }
}
function isFlawed({ diagnostics, documents }) {
    return diagnostics.length > 0 || documents.some(({ outcome }) => outcome.diagnostics.length > 0);
}
function counted(names) {
    const counts = new Map();
    for (const name of [...names].sort())
        counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
}
/** A function to be called often; now and then it lets everything run that is waiting. */
function restfully() {
    let rested = performance.now();
    return () => {
        if (performance.now() - rested < breathMs)
            return undefined;
        return new Promise((resolve) => {
            setImmediate(() => {
                rested = performance.now();
                resolve();
            });
        });
    };
}
//# sourceMappingURL=manifest-folder.js.map