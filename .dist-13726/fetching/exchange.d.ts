import { type IncomingHttpHeaders } from "node:http";
import { type LookupFunction } from "node:net";
import type { AddressGuard } from "./address-guard.js";
/** How servers are asked, the same for all of them. */
export interface ExchangeRules {
    readonly guard: AddressGuard;
    /** PEM of authorities to trust instead of the system's. */
    readonly roots?: string;
    /** Resolves names; the system's unless given. */
    readonly lookup?: LookupFunction;
}
/** One request. */
export interface Exchange {
    readonly url: string;
    /** `GET` unless given. */
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
    /** For all of it, redirects included. */
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
    /** Of the answer's body; a longer one is not read to its end. */
    readonly mostBytes: number;
}
/** An answer of any status but a redirect. */
export interface Reply {
    readonly kind: "reply";
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
    /** Where it came from in the end. */
    readonly url: string;
}
/** `refused`: it may not be fetched, so nothing was sent there. `failed`: it did not work this time. */
export interface Refusal {
    readonly kind: "refused" | "failed";
    readonly because: string;
}
/**
 * Asks, and follows redirects. The address is looked up, checked and then connected to, so that a second answer of the
 * DNS cannot lead elsewhere; each redirect is checked anew, none may leave TLS, and none takes credentials elsewhere.
 */
export declare function exchange(request: Exchange, rules: ExchangeRules): Promise<Reply | Refusal>;
