import { Secret } from "./secret.js";
/** An authority given by the operator: paths of PEM files. */
export interface AuthorityFilePaths {
    /** The roots that peers trust; may hold several, which is how a root is replaced. */
    readonly rootCert: string;
    /** The certificate that signs workloads. */
    readonly cert: string;
    /** Its private key (PKCS #8, PKCS #1 or SEC 1; not encrypted). */
    readonly key: string;
    /** Certificates between `cert` and a root, if there are any. */
    readonly chain?: string;
}
/** The texts of an authority, read but not yet checked. */
export interface AuthorityText {
    readonly rootsPem: string;
    readonly certPem: string;
    readonly chainPem: string;
    readonly key: Secret;
}
/** The texts of an authority that we made ourselves: it also keeps the root's key. */
export interface OwnAuthorityText extends AuthorityText {
    readonly rootKey: Secret;
}
/**
 * Reads our own authority; undefined if none was created yet.
 * @throws IdentityError if a file is missing or a key is open to others.
 */
export declare function readOwnAuthority(stateDir: string): Promise<OwnAuthorityText | undefined>;
/**
 * Writes a new authority unless another process was faster; read it back in either case. The folder appears complete or
 * not at all, because it is renamed into place.
 */
export declare function writeOwnAuthority(stateDir: string, text: OwnAuthorityText): Promise<void>;
/** Puts a renewed signing certificate in place of the old one; the key stays. */
export declare function replaceOwnCertificate(stateDir: string, certPem: string): Promise<void>;
/** @throws IdentityError if a file cannot be read or the key is open to others. */
export declare function readGivenAuthority(paths: AuthorityFilePaths): Promise<AuthorityText>;
