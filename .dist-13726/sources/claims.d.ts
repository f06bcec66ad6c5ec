import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceChange } from "../model/resource-set.js";
import type { FileReading } from "./file-reading.js";
/**
 * Which objects the files define, kept up to date file by file. Of several definitions of one object the first counts,
 * in the order of file names and then of documents, whatever was read first.
 */
export declare class Claims {
    #private;
    /** Takes in what is now read from `file`; nothing, if it is gone. */
    replace(file: string, reading: FileReading | undefined): void;
    /** Whether taking in `reading` would take objects away from those of its file, or leave some in doubt. */
    wouldLose(reading: FileReading): boolean;
    /** The least changes from what was told last to what holds now. Objects that only moved in their file are put again. */
    changes(): readonly ResourceChange[];
    /** The objects that count, in the order of their definitions. */
    resources(): readonly Resource[];
    /** The files for which `diagnosticsOf` may have something to say. */
    suspects(): ReadonlySet<string>;
    /** What is wrong between the definitions of `file` and others, and which of its objects stay from before an error. */
    diagnosticsOf(file: string): readonly Diagnostic[];
}
