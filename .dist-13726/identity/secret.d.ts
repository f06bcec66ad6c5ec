/**
 * A private key, token or other text that must never be printed. Logging, string building, `JSON.stringify` and
 * `util.inspect` all show `[redacted]`; the only way to the value is `reveal()`, which is easy to search for in a review.
 */
export declare class Secret {
    #private;
    constructor(value: string);
    /** The value itself. Hand it to what needs it at once; do not keep it. */
    reveal(): string;
    toString(): string;
    toJSON(): string;
}
