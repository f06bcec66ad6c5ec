/** The certificates of proxies, as resources of their groups: issued when first needed, renewed before they expire. */
import type { Authority } from "../identity/authority.js";
import type { SpiffeId } from "../identity/spiffe.js";
import type { SecretNeeds } from "../translation/secret-needs.js";
import { type Resource } from "../xds/resource.js";
import type { SnapshotChange } from "../xds/snapshot.js";
export interface SecretOptions {
    readonly authority: Authority;
    /** How long a certificate lives. */
    readonly ttlMs: number;
    /** Told that these secrets of a group are new. */
    readonly onRenewed: (group: string, secrets: readonly Resource[]) => void;
    /** Told that a renewal failed; it is tried again. */
    readonly onFailure: (identity: SpiffeId, error: unknown) => void;
}
/** Keeps the secrets of all groups current. */
export declare class Secrets {
    #private;
    constructor(options: SecretOptions);
    /**
     * The secrets of a group, which from now on is told of renewals, and the names it needs no more. Rejects if a first
     * certificate cannot be issued.
     */
    secretsOf(group: string, needs: SecretNeeds): Promise<Required<SnapshotChange>>;
    /** Whether a group's secrets are already those it needs, so that nothing must be waited for. */
    has(group: string, needs: SecretNeeds): boolean;
    /** Issues all certificates of a group anew, now: for operators and tests that cannot wait for half a life. */
    rotate(group: string): Promise<void>;
    /** Forgets a group that is gone. */
    forget(group: string): void;
    stop(): void;
}
