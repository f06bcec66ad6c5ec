import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { pathText } from "../diagnostics/origin.js";
import type { ResourceChange } from "../model/resource-set.js";
import type { WatchFolder } from "./folder-watcher.js";
import { FolderWatcher } from "./folder-watcher.js";
import { startPreparation } from "./kind-preparation.js";
import type { Manifests, ReadOptions } from "./manifest-folder.js";
import { freshMs, ManifestFolder } from "./manifest-folder.js";

export interface WatchOptions extends ReadOptions {
  /** How long nothing must happen before a change is read. By default 10 ms. */
  readonly debounceMs?: number;
  /** How long a change waits at most while others follow. By default 50 ms. */
  readonly maxWaitMs?: number;
  /** How one folder is watched: the system's way unless given. It throws if the system refuses. */
  readonly watchFolder?: WatchFolder;
  /** Told what changed since it was told last, and every diagnostic that holds now. Never called twice at once. */
  readonly onChange: (changes: readonly ResourceChange[], diagnostics: readonly Diagnostic[]) => void;
}

export interface ManifestWatch {
  /** What was there at first; `onChange` tells of what came later. */
  readonly first: Manifests;
  close(): Promise<void>;
}

/** More events at once than this may be more than the system could keep. */
const manyEvents = 1000;

/** Where folders cannot be watched, they are looked at this often. */
const pollMs = 1000;

/** Reads files and folders of manifests, then follows every edit until closed. */
export async function watchManifests(paths: readonly string[], options: WatchOptions): Promise<ManifestWatch> {
  // In one form only, so that the paths of events are those of the files that were found.
  const roots = paths.map((path) => join(path).replace(/(?<=.)\/$/, ""));
  const folder = new ManifestFolder(roots, options);
  const watch = new Watch(folder, roots, options);
  await watch.rescan();
  folder.saveCache();
  const first = { ...folder.manifests(), diagnostics: watch.diagnostics() };
  watch.startTelling();
  const stopPreparation = startPreparation(first.resources.map(({ kind }) => kind));
  const close = (): Promise<void> => {
    stopPreparation();
    return watch.close();
  };
  return { first, close };
}

class Watch {
  readonly #folder: ManifestFolder;
  readonly #watcher: FolderWatcher;
  readonly #options: WatchOptions;
  readonly #dirty = new Set<string>();
  #structure = false;
  #events = 0;
  #firstEventAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #poll: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #told: string | undefined;
  #closed = false;

  constructor(folder: ManifestFolder, roots: readonly string[], options: WatchOptions) {
    this.#folder = folder;
    this.#options = options;
    const events = {
      onFile: (file: string): void => this.#notice(() => this.#noticeFile(file)),
      onStructure: (): void => this.#notice(() => this.#noticeStructure()),
    };
    this.#watcher = new FolderWatcher(roots, events, options.watchFolder);
  }

  /** Looks at everything, and again as long as there were folders that nobody watched meanwhile. */
  async rescan(): Promise<readonly ResourceChange[]> {
    const changes: ResourceChange[] = [];
    for (let added = true; added && !this.#closed; ) {
      changes.push(...(await this.#folder.rescan({ postpone: (file) => this.#postpone(file) })));
      const watching = this.#watcher.watch(this.#folder.folders);
      added = watching.added;
      this.#pollIf(watching.failed);
    }
    return changes;
  }

  startTelling(): void {
    this.#told = fingerprint(this.diagnostics());
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#poll);
    this.#watcher.close();
    await this.#work;
  }

  #noticeFile(file: string): void {
    // A file that was not there before may be a link, or be hidden by another one: only looking at everything tells.
    if (this.#folder.knows(file)) this.#dirty.add(file);
    else this.#structure = true;
  }

  #noticeStructure(): void {
    this.#structure = true;
  }

  #notice(note: () => void): void {
    if (this.#closed) return;
    note();
    this.#events++;
    const now = performance.now();
    this.#firstEventAt ??= now;
    const { debounceMs = 10, maxWaitMs = 50 } = this.#options;
    this.#lookIn(Math.max(0, Math.min(debounceMs, this.#firstEventAt + maxWaitMs - now)));
  }

  #postpone(file: string): void {
    setTimeout(() => this.#notice(() => this.#noticeFile(file)), freshMs + 5).unref();
  }

  #lookIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#firstEventAt = undefined;
      this.#work = this.#work.then(() => this.#look());
    }, delayMs);
  }

  async #look(): Promise<void> {
    if (this.#closed || (this.#dirty.size === 0 && !this.#structure)) return;
    const files = [...this.#dirty];
    const everything = this.#structure;
    const overflown = this.#events > manyEvents;
    this.#dirty.clear();
    this.#structure = false;
    this.#events = 0;
    const postpone = (file: string): void => this.#postpone(file);
    const changes = everything ? await this.rescan() : await this.#folder.reread(files, { postpone });
    if (this.#closed) return;
    this.#tell(changes);
    // The system drops what it cannot queue: look once more when it has calmed down.
    if (overflown) setTimeout(() => this.#notice(() => this.#noticeStructure()), pollMs).unref();
  }

  #tell(changes: readonly ResourceChange[]): void {
    const diagnostics = this.diagnostics();
    const print = fingerprint(diagnostics);
    if (changes.length === 0 && print === this.#told) return;
    this.#told = print;
    this.#options.onChange(changes, diagnostics);
  }

  /** Everything there is to say now. */
  diagnostics(): readonly Diagnostic[] {
    const found = this.#folder.diagnostics();
    return this.#poll === undefined ? found : [...found, unwatchable()];
  }

  #pollIf(needed: boolean): void {
    if (!needed || this.#poll !== undefined || this.#closed) return;
    this.#poll = setInterval(() => this.#notice(() => this.#noticeStructure()), pollMs);
  }
}

/** Equal for lists of diagnostics that look the same when printed. */
function fingerprint(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, message, origin }) => {
      const { source, start } = origin?.document ?? {};
      return [code, message, source?.file, source?.firstLine, start, origin && pathText(origin.path)].join("\u0001");
    })
    .join("\u0002");
}

function unwatchable(): Diagnostic {
  return diagnostic("WM1013", {
    message: "the system refuses to watch some folders; they are looked at every second instead",
    advice: "On Linux, raise fs.inotify.max_user_watches.",
  });
}
