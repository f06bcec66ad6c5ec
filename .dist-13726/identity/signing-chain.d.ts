import type { AuthorityText } from "./authority-files.js";
import { type Signer } from "./certificate-profiles.js";
/** A checked authority: what signs, what travels behind each leaf, and what peers must trust. */
export interface SigningChain {
    readonly signer: Signer;
    /** PEM of the certificates between a leaf and a root, the signer's first; empty if a root signs leaves itself. */
    readonly intermediatesPem: string;
    readonly rootsPem: string;
}
/**
 * Checks that the texts make an authority: the key belongs to the certificate, which may sign, is valid at `now` (ms
 * since the epoch), and leads to one of the roots.
 * @throws IdentityError naming the first thing that is wrong.
 */
export declare function signingChain(text: AuthorityText, now: number): Promise<SigningChain>;
