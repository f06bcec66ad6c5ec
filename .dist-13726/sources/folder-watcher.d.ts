import type { FSWatcher } from "node:fs";
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
export declare class FolderWatcher {
    #private;
    constructor(roots: readonly string[], events: FolderEvents, watchFolder?: WatchFolder);
    /**
     * Watches these folders and, so that deleted roots are noticed when they come back, the folder above each root.
     * `added`: there are folders that were not watched until now, so that something may have happened in them unnoticed.
     * `failed`: the system refuses to watch some of them.
     */
    watch(folders: ReadonlySet<string>): {
        readonly added: boolean;
        readonly failed: boolean;
    };
    close(): void;
}
