import type { Origin } from "./origin.js";
/** A place in a file as editors count: lines and columns from 1, columns in UTF-16 code units. */
export interface Location {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Behind the last character. */
    readonly endLine: number;
    readonly endColumn: number;
}
/**
 * Where `origin` is in its file, or `undefined` if it did not come from one. The document is parsed again for this;
 * a field that is not there (a missing one, a default) is placed at the nearest one above that is.
 */
export declare function locate(origin: Origin): Location | undefined;
/** Where `origin` is in the text of its source: offsets, the second one behind the last character. */
export declare function rangeInSource(origin: Origin): readonly [start: number, end: number] | undefined;
/** `orders.yaml:18:15`. */
export declare function locationText({ file, line, column }: Location): string;
