import type { FSWatcher } from "node:fs";
import { existsSync, lstatSync, statSync, watch } from "node:fs";
import { dirname, join, sep } from "node:path";
import { isManifestName, isPassedOver } from "./manifest-files.js";

/** Told when something happened. */
export interface FolderEvents {
  /** The content of this file may be another one. */
  readonly onFile: (file: string) => void;
  /** Files or folders may have come or gone. */
  readonly onStructure: () => void;
}

/** Tells of everything that happens in one folder, with the name of the entry if the system says it. */
export type WatchFolder = (folder: string, told: (event: string, name: string | null) => void) => FSWatcher;

/**
 * Watches folders, one system watch each. A watch of a folder tells of every file in it, so that thousands of files need
 * no watches of their own; it takes a millisecond to set up and as long to tell.
 */
export class FolderWatcher {
  readonly #roots: readonly string[];
  readonly #events: FolderEvents;
  readonly #watchFolder: WatchFolder;
  readonly #watches = new Map<string, { readonly watcher: FSWatcher; readonly identity: string }>();
  #folders: ReadonlySet<string> = new Set();

  constructor(roots: readonly string[], events: FolderEvents, watchFolder: WatchFolder = watch) {
    this.#roots = roots;
    this.#events = events;
    this.#watchFolder = watchFolder;
  }

  /**
   * Watches these folders and, so that deleted roots are noticed when they come back, the folder above each root.
   * `added`: there are folders that were not watched until now, so that something may have happened in them unnoticed.
   * `failed`: the system refuses to watch some of them.
   */
  watch(folders: ReadonlySet<string>): { readonly added: boolean; readonly failed: boolean } {
    this.#folders = folders;
    const wanted = new Set([...folders, ...this.#roots.map(nearestFolderAbove)]);
    for (const folder of [...this.#watches.keys()]) if (!wanted.has(folder)) this.#unwatch(folder);
    let added = false;
    let failed = false;
    for (const folder of wanted) {
      const identity = identityOf(folder);
      // A watch of a deleted folder stays silent when a folder of that name comes back.
      if (identity === undefined || this.#watches.get(folder)?.identity === identity) continue;
      this.#unwatch(folder);
      if (this.#tryWatching(folder, identity)) added = true;
      else failed = true;
    }
    return { added, failed };
  }

  close(): void {
    for (const folder of [...this.#watches.keys()]) this.#unwatch(folder);
  }

  #tryWatching(folder: string, identity: string): boolean {
    try {
      const watcher = this.#watchFolder(folder, (_, name) => this.#tell(folder, name));
      watcher.on("error", () => {
        this.#unwatch(folder);
        this.#events.onStructure();
      });
      this.#watches.set(folder, { watcher, identity });
      return true;
    } catch {
      return false;
    }
  }

  #unwatch(folder: string): void {
    this.#watches.get(folder)?.watcher.close();
    this.#watches.delete(folder);
  }

  #tell(folder: string, name: string | null): void {
    const path = join(folder, name ?? "");
    if (this.#roots.includes(path)) this.#events.onFile(path);
    // A folder above a root: nothing else in it matters.
    else if (!this.#folders.has(folder)) {
      if (this.#roots.some((root) => root.startsWith(`${path}${sep}`))) this.#events.onStructure();
    } else if (name === null || name === "..data") this.#events.onStructure();
    else if (isManifestName(name)) this.#events.onFile(path);
    else if (!isPassedOver(name) && (this.#watches.has(path) || isFolderOrLink(path))) this.#events.onStructure();
  }
}

/** Another one for another folder of the same name; inode numbers alone are used again. */
function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(folder, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return undefined;
  }
}

function nearestFolderAbove(path: string): string {
  const above = dirname(path);
  return existsSync(above) || above === path ? above : nearestFolderAbove(above);
}

function isFolderOrLink(path: string): boolean {
  try {
    const stats = lstatSync(path);
    return stats.isDirectory() || stats.isSymbolicLink();
  } catch {
    return false;
  }
}
