/**
 * Keeps one current certificate per identity. Certificates are renewed at half of their life, so that an authority that
 * is away for hours hurts nobody; the old certificate is kept and served until a new one exists.
 */
import type { IssuedCertificate } from "./authority.js";
import type { SpiffeId } from "./spiffe.js";
/** The time as the keeper sees it; tests bring their own. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Calls back once after `ms`, without keeping the process alive; the answer cancels it. */
    after(ms: number, callback: () => void): () => void;
}
/** What a keeper needs, and whom it tells. */
export interface CertificateKeeperOptions {
    /** Makes a certificate for an identity, valid from now on. */
    readonly issue: (identity: SpiffeId, now: number) => Promise<IssuedCertificate>;
    /** Told of every certificate that came unasked: a renewal, or the first one at last after failures. */
    readonly onRotated?: (identity: SpiffeId, certificate: IssuedCertificate) => void;
    /** Told when a renewal failed; it is tried again after `retryInMs`. */
    readonly onFailure?: (identity: SpiffeId, failure: {
        readonly error: unknown;
        readonly retryInMs: number;
    }) => void;
    readonly clock?: Clock;
    /** A number in [0, 1): spreads the renewals of proxies that started together. */
    readonly random?: () => number;
}
/** Certificates that are always current, by identity. */
export declare class CertificateKeeper {
    #private;
    constructor(options: CertificateKeeperOptions);
    /**
     * The current certificate of an identity; issued at the first question, and again if it ran out while nobody looked.
     * Rejects only if there is no valid certificate and none can be issued.
     */
    current(identity: SpiffeId): Promise<IssuedCertificate>;
    /** The certificate of an identity as it is now, for callers that cannot wait; undefined if `current` never answered. */
    kept(identity: SpiffeId): IssuedCertificate | undefined;
    /** Issues a certificate anew, whatever the life of the current one; nobody is told but the caller. */
    renew(identity: SpiffeId): Promise<IssuedCertificate>;
    /** Stops renewing an identity that nobody uses any more. */
    forget(identity: SpiffeId): void;
    /** Stops all renewals, for good. */
    stop(): void;
}
