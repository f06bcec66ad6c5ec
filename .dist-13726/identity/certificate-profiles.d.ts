/**
 * What our certificates say, one function a kind. Proxies differ in what they forgive: rustls wants the issuer's name
 * byte for byte and both usages in a workload's leaf, BoringSSL wants CA flags in every issuer.
 */
import { type KeyObject, webcrypto } from "node:crypto";
import { type JsonGeneralName, type PublicKey, type X509Certificate } from "./x509.js";
/** When a certificate is valid. X.509 knows whole seconds only. */
export interface Validity {
    readonly notBefore: Date;
    readonly notAfter: Date;
}
/** A certificate that may sign others, with its key. */
export interface Signer {
    readonly certificate: X509Certificate;
    readonly key: webcrypto.CryptoKey;
    /** The hash is named here; what else the algorithm needs is in the key. */
    readonly algorithm: webcrypto.EcdsaParams;
}
type Key = webcrypto.CryptoKey | PublicKey;
/** A new ECDSA P-256 key pair: the one kind that every proxy of the mesh accepts. */
export declare function newKeyPair(): Promise<webcrypto.CryptoKeyPair>;
/** The private key as PKCS #8 PEM. */
export declare function privateKeyPem(key: webcrypto.CryptoKey): Promise<string>;
/** A signer from a certificate and the private key that belongs to it; undefined for kinds of keys that Envoy refuses. */
export declare function signerFrom(certificate: X509Certificate, key: KeyObject): Promise<Signer | undefined>;
/** A self-signed root. It signs intermediates only, and is the only certificate that peers must know. */
export declare function rootCertificate(keys: webcrypto.CryptoKeyPair, validity: Validity): Promise<X509Certificate>;
/** An intermediate below `root`, for the key that signs workloads. */
export declare function intermediateCertificate(root: Signer, key: Key, validity: Validity): Promise<X509Certificate>;
/**
 * A workload's leaf. Empty subject, so the SAN is critical (RFC 5280, 4.2.1.6); both usages, because one certificate
 * plays client and server in HBONE.
 */
export declare function workloadCertificate(signer: Signer, { key, identity, validity }: {
    readonly key: Key;
    readonly identity: string;
    readonly validity: Validity;
}): Promise<X509Certificate>;
/** The leaf of one of our own servers, known by DNS names and addresses. */
export declare function serverCertificate(signer: Signer, { key, names, validity }: {
    readonly key: Key;
    readonly names: JsonGeneralName[];
    readonly validity: Validity;
}): Promise<X509Certificate>;
export {};
