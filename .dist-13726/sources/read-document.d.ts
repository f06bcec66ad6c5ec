import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
import type { Resource } from "../model/resource.js";
import type { Inspector } from "./inspector.js";
import type { Parsed } from "./parse-document.js";
/** What one document holds. */
export interface DocumentOutcome {
    readonly resources: readonly Resource[];
    /** Those of `resources` that stand for objects that could not be accepted; what was accepted earlier is better. */
    readonly standIns: ReadonlySet<Resource>;
    /** `apiVersion/Kind` of objects that waymark does not read, one entry each. */
    readonly foreign: readonly string[];
    readonly diagnostics: readonly Diagnostic[];
    /** Whether everything in it was accepted; otherwise what is missing may be meant to be there. */
    readonly complete: boolean;
}
/** Reads the objects of one parsed document; takes its value over. */
export declare function readDocument(parsed: Parsed, document: SourceDocument, inspector?: Inspector): DocumentOutcome;
interface PlacedObject {
    readonly value: unknown;
    readonly within: SourceDocument["within"];
}
/** The objects of a document: itself, or the items of a `List` (`HTTPRouteList`, …), lists in lists included. */
export declare function objectsIn(value: unknown, within?: SourceDocument["within"]): readonly PlacedObject[];
/** The offset is told in the message's place only by lines, so the origin points to the document and `offset` into it. */
export declare function brokenDocument(parsed: Parsed & {
    readonly kind: "broken";
}, document: SourceDocument): Diagnostic;
export {};
