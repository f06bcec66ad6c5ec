import type { SpiffeId } from "./spiffe.js";
import { type PublicKey } from "./x509.js";
/** What came of a signing request: the result, or why it is refused (a sentence for the asker). */
export type CsrVerdict<T> = {
    readonly ok: true;
    readonly value: T;
} | {
    readonly ok: false;
    readonly because: string;
};
/**
 * The public key of a signing request, if the request is signed by that key, asks for `identity` and nothing else, and
 * the key is of a kind that proxies accept. Everything else in the request is ignored on purpose: the certificate says
 * what the authority says.
 */
export declare function keyOfCsr(csrPem: string, identity: SpiffeId): Promise<CsrVerdict<PublicKey>>;
