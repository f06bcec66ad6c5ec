import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ResourceChange } from "../model/resource-set.js";
import type { WatchFolder } from "./folder-watcher.js";
import type { Manifests, ReadOptions } from "./manifest-folder.js";
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
/** Reads files and folders of manifests, then follows every edit until closed. */
export declare function watchManifests(paths: readonly string[], options: WatchOptions): Promise<ManifestWatch>;
