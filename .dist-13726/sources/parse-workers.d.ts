import type { ParsedText } from "./parsed-text.js";
/** Threads that parse documents. They cost 50 ms and 20 MB each, and are gone after `close`. */
export declare class ParseWorkers {
    #private;
    constructor(threads: number, file?: URL);
    /** What each text says; `undefined` if nobody could tell, so that the caller has to find out by itself. */
    parse(texts: readonly string[]): Promise<readonly ParsedText[] | undefined>;
    /** Whatever is not parsed yet comes back undone. */
    close(): void;
}
