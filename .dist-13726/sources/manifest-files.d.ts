import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
/** What is on disk under the name of a manifest. */
export type FileContent = {
    readonly kind: "text";
    readonly text: string;
    readonly stamp: string;
    readonly modifiedMs: number;
}
/** There is a file, but it cannot be used; why is in the diagnostic. */
 | {
    readonly kind: "unusable";
    readonly diagnostic: Diagnostic;
    readonly stamp: string;
} | {
    readonly kind: "absent";
};
/** Reads one file. The stamp changes whenever the file may have changed. */
export declare function fileContent(file: string, maxBytes: number): FileContent;
/** What these bytes say under the name of `file`, which may be none of the disk: `-`. */
export declare function contentOf(file: string, bytes: Buffer, maxBytes: number): Exclude<FileContent, {
    readonly kind: "absent";
}>;
/** Where manifests were found. */
export interface FoundFiles {
    /** Sorted. */
    readonly files: readonly string[];
    /** Every folder that was looked into, and those that hold what links lead to. */
    readonly folders: ReadonlySet<string>;
}
/** The manifests below `paths`. A path that is a file is taken whatever it is called. */
export declare function manifestFiles(paths: readonly string[], report: Report): FoundFiles;
/** Whether a file in a folder is a manifest. What editors leave beside them (`.x.swp`, `x~`, `#x#`, `4913`) is not. */
export declare function isManifestName(name: string): boolean;
