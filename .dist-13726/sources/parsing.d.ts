import type { ParsedText } from "./parsed-text.js";
/** A document that is to be parsed. */
export interface AwaitedDocument {
    readonly text: string;
    /** What it says, or what another thread was asked, where `undefined` is a failure. */
    parsed?: ParsedText | Promise<ParsedText | undefined>;
}
export interface ParsingOptions {
    /** Fewer files than this are parsed here, however large they are. By default 1. */
    readonly fewestFiles?: number;
    /** How many threads there may be. By default one a processor, 4 at most; none where there is one processor only. */
    readonly threads?: number;
}
/** The documents of one look at the manifests: parsed here when asked for, or, if they are many, by threads meanwhile. */
export declare class Parsing {
    #private;
    constructor({ fewestFiles, threads }?: ParsingOptions);
    /** A document that will be asked for later; those of one file in a row. */
    expect(text: string, file: string): AwaitedDocument;
    /** No more documents are to come. */
    allExpected(): void;
    /** Ends the threads. */
    close(): void;
}
/** What the document says. */
export declare function parsedDocument({ text, parsed }: AwaitedDocument): Promise<ParsedText>;
