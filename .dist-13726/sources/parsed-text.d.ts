/** What a document says as JSON text, which threads hand each other and the cache keeps; or why it cannot be read. */
export type ParsedText = {
    readonly kind: "value";
    readonly json: string;
} | {
    readonly kind: "broken";
    readonly message: string;
    readonly offset: number;
};
/** Parses one document. */
export declare function parsedText(text: string): ParsedText;
/** See `quicklyParsed`. */
export declare function quicklyParsedText(text: string): ParsedText | undefined;
