import { join } from "node:path";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { pathText } from "../diagnostics/origin.js";
import { FolderWatcher } from "./folder-watcher.js";
import { startPreparation } from "./kind-preparation.js";
import { freshMs, ManifestFolder } from "./manifest-folder.js";
/** More events at once than this may be more than the system could keep. */
const manyEvents = 1000;
/** Where folders cannot be watched, they are looked at this often. */
const pollMs = 1000;
/** Reads files and folders of manifests, then follows every edit until closed. */
export async function watchManifests(paths, options) {
    // In one form only, so that the paths of events are those of the files that were found.
    const roots = paths.map((path) => join(path).replace(/(?<=.)\/$/, ""));
    const folder = new ManifestFolder(roots, options);
    const watch = new Watch(folder, roots, options);
    await watch.rescan();
    folder.saveCache();
    const first = { ...folder.manifests(), diagnostics: watch.diagnostics() };
    watch.startTelling();
    const stopPreparation = startPreparation(first.resources.map(({ kind }) => kind));
    const close = () => {
        stopPreparation();
        return watch.close();
    };
    return { first, close };
}
class Watch {
    #folder;
    #watcher;
    #options;
    #dirty = new Set();
    #structure = false;
    #events = 0;
    #firstEventAt;
    #timer;
    #poll;
    #work = Promise.resolve();
    #told;
    #closed = false;
    constructor(folder, roots, options) {
        this.#folder = folder;
        this.#options = options;
        const events = {
            onFile: (file) => this.#notice(() => this.#noticeFile(file)),
            onStructure: () => this.#notice(() => this.#noticeStructure()),
        };
        this.#watcher = new FolderWatcher(roots, events, options.watchFolder);
    }
    /** Looks at everything, and again as long as there were folders that nobody watched meanwhile. */
    async rescan() {
        const changes = [];
        for (let added = true; added && !this.#closed;) {
            changes.push(...(await this.#folder.rescan({ postpone: (file) => this.#postpone(file) })));
            const watching = this.#watcher.watch(this.#folder.folders);
            added = watching.added;
            this.#pollIf(watching.failed);
        }
        return changes;
    }
    startTelling() {
        this.#told = fingerprint(this.diagnostics());
    }
    async close() {
        this.#closed = true;
        clearTimeout(this.#timer);
        clearInterval(this.#poll);
        this.#watcher.close();
        await this.#work;
    }
    #noticeFile(file) {
        // A file that was not there before may be a link, or be hidden by another one: only looking at everything tells.
        if (this.#folder.knows(file))
            this.#dirty.add(file);
        else
            this.#structure = true;
    }
    #noticeStructure() {
        this.#structure = true;
    }
    #notice(note) {
        if (this.#closed)
            return;
        note();
        this.#events++;
        const now = performance.now();
        this.#firstEventAt ??= now;
        const { debounceMs = 10, maxWaitMs = 50 } = this.#options;
        this.#lookIn(Math.max(0, Math.min(debounceMs, this.#firstEventAt + maxWaitMs - now)));
    }
    #postpone(file) {
        setTimeout(() => this.#notice(() => this.#noticeFile(file)), freshMs + 5).unref();
    }
    #lookIn(delayMs) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
            this.#firstEventAt = undefined;
            this.#work = this.#work.then(() => this.#look());
        }, delayMs);
    }
    async #look() {
        if (this.#closed || (this.#dirty.size === 0 && !this.#structure))
            return;
        const files = [...this.#dirty];
        const everything = this.#structure;
        const overflown = this.#events > manyEvents;
        this.#dirty.clear();
        this.#structure = false;
        this.#events = 0;
        const postpone = (file) => this.#postpone(file);
        const changes = everything ? await this.rescan() : await this.#folder.reread(files, { postpone });
        if (this.#closed)
            return;
        this.#tell(changes);
        // The system drops what it cannot queue: look once more when it has calmed down.
        if (overflown)
            setTimeout(() => this.#notice(() => this.#noticeStructure()), pollMs).unref();
    }
    #tell(changes) {
        const diagnostics = this.diagnostics();
        const print = fingerprint(diagnostics);
        if (changes.length === 0 && print === this.#told)
            return;
        this.#told = print;
        this.#options.onChange(changes, diagnostics);
    }
    /** Everything there is to say now. */
    diagnostics() {
        const found = this.#folder.diagnostics();
        return this.#poll === undefined ? found : [...found, unwatchable()];
    }
    #pollIf(needed) {
        if (!needed || this.#poll !== undefined || this.#closed)
            return;
        this.#poll = setInterval(() => this.#notice(() => this.#noticeStructure()), pollMs);
    }
}
/** Equal for lists of diagnostics that look the same when printed. */
function fingerprint(diagnostics) {
    return diagnostics
        .map(({ code, message, origin }) => {
        const { source, start } = origin?.document ?? {};
        return [code, message, source?.file, source?.firstLine, start, origin && pathText(origin.path)].join("\u0001");
    })
        .join("\u0002");
}
function unwatchable() {
    return diagnostic("WM1013", {
        message: "the system refuses to watch some folders; they are looked at every second instead",
        advice: "On Linux, raise fs.inotify.max_user_watches.",
    });
}
//# sourceMappingURL=watch-manifests.js.map