import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceChange } from "../model/resource-set.js";
import type { Inspector } from "./inspector.js";
export interface ReadOptions {
    /** The folder for parsed documents between runs; `false`: none. By default `$WAYMARK_CACHE` or the user's cache folder. */
    readonly cache?: string | false;
    /** Larger files are not read. By default 16 MiB. */
    readonly maxFileBytes?: number;
    /** Texts that are no files, by the name to show: standard input as `-`. */
    readonly given?: ReadonlyMap<string, Buffer>;
    /** Looks at every object besides. */
    readonly inspector?: Inspector;
}
/** A document, and where it stands. */
export interface ReadText {
    readonly file: string;
    readonly text: string;
    /** Counted from 1. */
    readonly firstLine: number;
}
/** Everything that was read. */
export interface Manifests {
    /** In the order of file names, then of documents. */
    readonly resources: readonly Resource[];
    readonly diagnostics: readonly Diagnostic[];
    /** How many objects there were of kinds that waymark does not read, by `apiVersion/Kind`, sorted. */
    readonly unknownKinds: ReadonlyMap<string, number>;
    readonly documents: number;
    readonly files: number;
}
/** A file that was written less long ago may be half written. */
export declare const freshMs = 40;
/** How to look at files. */
export interface Look {
    /** Told of files that would lose objects but may be half written; they stay as they were until looked at again. */
    readonly postpone?: (file: string) => void;
}
/** A set of manifest files and folders, as it was when it was last looked at. */
export declare class ManifestFolder {
    #private;
    constructor(paths: readonly string[], options?: ReadOptions);
    /** The folders to watch: where a change may be one of the manifests. */
    get folders(): ReadonlySet<string>;
    /** Looks at everything; files whose stamp is the same are not read again. */
    rescan(look?: Look): Promise<readonly ResourceChange[]>;
    /** Looks at these files again, known ones and new ones. */
    reread(files: Iterable<string>, look?: Look): Promise<readonly ResourceChange[]>;
    /** Whether the file was read, so that what it held is known. */
    knows(file: string): boolean;
    manifests(): Manifests;
    /** Every document that was read, in the order of file names. */
    texts(): readonly ReadText[];
    /** Asked after every edit: only files with something to say are looked at. */
    diagnostics(): readonly Diagnostic[];
    /** Leaves the parsed documents for the next run, and lets go of them: later edits are few and cheap to parse. */
    saveCache(): void;
}
