/**
 * Where a fact comes from. Every resource, every piece of IR and every diagnostic carries an `Origin`, so that whoever
 * looks at a refused request can be shown the line that refused it.
 *
 * Only offsets and field paths are kept; line and column are computed when something is printed (see `locate.ts`).
 */
/** A piece of a manifest file: one document, or the whole of it. */
export interface SourceText {
    /** The path as the user gave it, relative where they gave it relative; `-` for standard input. */
    readonly file: string;
    readonly text: string;
    /** The line of the file, counted from 1, that `text` begins at the start of; 1 if absent. */
    readonly firstLine?: number;
}
/** One YAML or JSON document inside a file: `text.slice(start, end)`. */
export interface SourceDocument {
    readonly source: SourceText;
    /** Offset of the first character of the document in `source.text` (UTF-16 code units). */
    readonly start: number;
    /** Offset behind the last character. */
    readonly end: number;
    /** For an object inside a `List`: the path from the document's root to the object, such as `["items", 3]`. */
    readonly within: FieldPath;
}
/** Keys and list indices from the root of an object to a field: `["spec", "rules", 0, "backendRefs"]`. */
export type FieldPath = readonly (string | number)[];
/** A field of an object, and where that object was read from. */
export interface Origin {
    /** What a human calls the object: `HTTPRoute shop/reviews`. */
    readonly object: string;
    readonly path: FieldPath;
    /** Present where the name of the field is meant, rather than its value: for a field that should not be there. */
    readonly part?: "name";
    /** Absent for objects that came from an API server or were made by waymark itself. */
    readonly document?: SourceDocument;
}
/** The origin of a field below `origin`. */
export declare function at(origin: Origin, ...path: (string | number)[]): Origin;
/** The origin of the name of the field that `origin` is. */
export declare function nameAt(origin: Origin): Origin;
/** `spec.rules[0].backendRefs`: how operators write a field path. */
export declare function pathText(path: FieldPath): string;
