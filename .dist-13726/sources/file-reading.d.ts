import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DocumentCache, KnownDocument } from "./document-cache.js";
import type { DocumentText } from "./documents.js";
import type { Inspector } from "./inspector.js";
import type { KeptOutcome } from "./kept-outcome.js";
import type { FileContent } from "./manifest-files.js";
import type { AwaitedDocument, Parsing } from "./parsing.js";
import type { DocumentOutcome } from "./read-document.js";
/** What was read from one file. */
export interface FileReading {
    readonly file: string;
    /** See `FileContent`. */
    readonly stamp: string;
    readonly documents: readonly DocumentReading[];
    /** About the file as a whole; those about documents are in their outcomes. */
    readonly diagnostics: readonly Diagnostic[];
}
interface DocumentReading extends DocumentText {
    readonly outcome: DocumentOutcome;
}
/** Whether every object that the file means to define was accepted. */
export declare function isComplete(reading: FileReading): boolean;
/** A file that was opened, and what there is to do for each of its documents. */
export interface FilePlan extends Omit<FileReading, "documents"> {
    readonly documents: readonly DocumentPlan[];
}
type DocumentPlan = 
/** The same text in the same place as before. */
{
    readonly kind: "same";
    readonly reading: DocumentReading;
}
/** The same text in another place. */
 | {
    readonly kind: "moved";
    readonly text: DocumentText;
    readonly outcome: KeptOutcome;
} | {
    readonly kind: "known";
    readonly text: DocumentText;
    readonly known: KnownDocument;
} | {
    readonly kind: "new";
    readonly text: DocumentText;
    readonly awaited: AwaitedDocument;
};
/** What is known already, and by whom the rest is parsed. */
export interface Knowledge {
    readonly cache: DocumentCache;
    readonly parsing: Parsing;
    /** The last reading of the same file. */
    readonly before: FileReading | undefined;
}
/** Finds out what is new in a file. */
export declare function planReading(file: string, content: Exclude<FileContent, {
    readonly kind: "absent";
}>, { before, cache, parsing }: Knowledge): FilePlan;
/** What reading a planned file takes. */
export interface Reading {
    readonly cache: DocumentCache;
    readonly inspector: Inspector | undefined;
    /** Called between documents. */
    readonly rest: () => Promise<void> | undefined;
}
/** Reads a file as planned, and keeps what it learns. */
export declare function readAsPlanned({ file, stamp, documents: plans, diagnostics }: FilePlan, reading: Reading): Promise<FileReading>;
export {};
