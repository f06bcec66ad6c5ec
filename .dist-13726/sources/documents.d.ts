/**
 * Manifests on disk: files are split into documents, documents are parsed one by one (so that a broken one costs
 * nobody else anything), and objects keep the offsets of their document. Positions inside a document are found again
 * only when a diagnostic is printed: keeping syntax trees would cost ten times the memory.
 */
import type { SourceDocument } from "../diagnostics/origin.js";
/** One document as it stands in its file. */
export interface DocumentText {
    readonly text: string;
    /** Counted from 1. */
    readonly firstLine: number;
}
/**
 * The documents of a file that hold anything besides comments. In YAML a `---` at the start of a line separates
 * documents wherever it stands, inside block texts too, so that no parser is needed to find them.
 */
export declare function documentTexts(file: string, content: string): readonly DocumentText[];
/** The document as origins refer to it. */
export declare function sourceDocument(file: string, { text, firstLine }: DocumentText): SourceDocument;
