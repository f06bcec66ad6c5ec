import type { Report } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
/** Somebody who has more to say about single objects than the schemas of the kinds that waymark reads. */
export interface Inspector {
    /** What decides about objects, as text: with another one, what was kept from an earlier run counts for nothing. */
    readonly rules: string;
    /** Whether there is anything to check about objects of this type. */
    knows(apiVersion: string, kind: string): boolean;
    /** Checks an object as it was parsed; may change it. */
    inspect(value: Readonly<Record<string, unknown>>, document: SourceDocument, report: Report): void;
}
