import type { SourceDocument } from "../diagnostics/origin.js";
import type { AcceptedObject } from "../model/read-resource.js";
import type { DocumentOutcome } from "./read-document.js";
/** An outcome that there was nothing to say about, as plain JSON and without its place. */
export interface KeptOutcome {
    readonly objects: readonly KeptObject[];
    readonly foreign: readonly string[];
}
interface KeptObject extends AcceptedObject {
    /** See `SourceDocument`; absent for an object that is the whole document. */
    readonly within?: SourceDocument["within"];
}
/** What to keep of `outcome`; nothing if anything was found, because diagnostics are about places. Secrets are kept nowhere. */
export declare function keptOutcome({ resources, foreign, diagnostics, complete }: DocumentOutcome): KeptOutcome | undefined;
/** The outcome of the same text in another place or another run: checks nothing. Takes `kept` over. */
export declare function restoredOutcome({ objects, foreign }: KeptOutcome, document: SourceDocument): DocumentOutcome;
export {};
