import { type ExchangeRules, type Refusal } from "../fetching/exchange.js";
/** How documents are fetched, the same for all of them. */
export type DownloadRules = ExchangeRules;
/** One document. */
export interface DownloadRequest {
    readonly url: string;
    /** The name under which the server knows what we have, from its `ETag`. */
    readonly etag?: string;
    /** For all of it, redirects included. */
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
}
export type Download = {
    readonly kind: "fresh";
    readonly text: string;
    readonly etag?: string;
    readonly maxAgeMs?: number;
}
/** The server says that what we have is still right. */
 | {
    readonly kind: "unchanged";
    readonly maxAgeMs?: number;
} | Refusal;
export type { Refusal } from "../fetching/exchange.js";
/** Fetches a document, under guard. Whatever goes wrong is a value. */
export declare function download({ etag, ...request }: DownloadRequest, rules: DownloadRules): Promise<Download>;
