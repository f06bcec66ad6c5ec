/** The manifests of a control plane: read once, and followed if asked to. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ResourceChange } from "../model/resource-set.js";
export interface ManifestOptions {
    readonly watch: boolean;
    /** Told of edits after the first reading. */
    readonly onChange: (changes: readonly ResourceChange[], diagnostics: readonly Diagnostic[]) => void;
}
export interface OpenManifests {
    readonly first: {
        readonly changes: readonly ResourceChange[];
        readonly diagnostics: readonly Diagnostic[];
    };
    close(): Promise<void>;
}
/** Reads files and folders; nothing that is wrong with them is an exception. */
export declare function openManifests(folder: string | readonly string[], { watch, onChange }: ManifestOptions): Promise<OpenManifests>;
