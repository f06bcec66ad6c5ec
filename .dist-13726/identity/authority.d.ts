import { type AuthorityFilePaths } from "./authority-files.js";
import { type Validity } from "./certificate-profiles.js";
import { type CsrVerdict } from "./csr.js";
import { Secret } from "./secret.js";
import type { SpiffeId } from "./spiffe.js";
/** A certificate without its key: what a CSR is answered with. */
interface SignedCertificate extends Validity {
    /** PEM: the leaf, then the intermediates; never the root. */
    readonly chainPem: string;
    /** Lower-case hexadecimal digits. */
    readonly serial: string;
}
/** A certificate with its key. */
export interface IssuedCertificate extends SignedCertificate {
    /** PKCS #8 PEM. */
    readonly privateKey: Secret;
}
/** Whom a certificate is for, and for how long. `now` is in ms since the epoch and the clock's unless given. */
interface WorkloadCertificateRequest {
    readonly identity: SpiffeId;
    readonly ttlMs: number;
    readonly now?: number;
}
/** The names that clients use for one of our servers. */
interface ServerCertificateRequest {
    readonly dnsNames?: readonly string[];
    readonly ips?: readonly string[];
    readonly ttlMs: number;
    readonly now?: number;
}
/** What was asked with a CSR (PKCS #10, PEM), and the identity that the caller has proven. */
interface CsrRequest extends WorkloadCertificateRequest {
    readonly csrPem: string;
}
/** Where an authority comes from: our own in a state folder, or an operator's files. */
export type AuthorityPlace = ({
    readonly stateDir: string;
} | {
    readonly files: AuthorityFilePaths;
}) & {
    readonly now?: number;
};
/** Issues certificates. Every certificate ends with its authority's at the latest. */
export interface Authority {
    /** PEM of the roots that peers must trust. */
    readonly rootsPem: string;
    /** A new key and a certificate for a workload: one URI SAN, for clients and servers. */
    issue(request: WorkloadCertificateRequest): Promise<IssuedCertificate>;
    /** A new key and a certificate for one of our own servers. */
    issueServer(request: ServerCertificateRequest): Promise<IssuedCertificate>;
    /** A certificate for a key that the asker keeps, or why it is refused. */
    signCsr(request: CsrRequest): Promise<CsrVerdict<SignedCertificate>>;
}
/**
 * Opens the authority at `place`. A state folder without one gets a new root and intermediate (keys with mode 0600);
 * several processes that do so at once end up with the same one.
 * @throws IdentityError if the files cannot be used; its message and advice are for the operator.
 */
export declare function openAuthority(place: AuthorityPlace): Promise<Authority>;
export {};
