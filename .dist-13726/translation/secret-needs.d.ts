import type { SpiffeId } from "../identity/spiffe.js";
/** The secrets that one group of proxies needs. */
export interface SecretNeeds {
    /** Identities by the names of their secrets. */
    readonly certificates: ReadonlyMap<string, SpiffeId>;
    /** For peers that must be exactly one identity: these identities by the names of their secrets. */
    readonly peers: ReadonlyMap<string, SpiffeId>;
    /** Peers of these trust domains are believed under the common name. */
    readonly trustDomains: readonly string[];
}
/** What a waypoint needs: its own certificate under the fixed name, and the roots. */
export declare function waypointSecrets(identity: SpiffeId, trustDomains: readonly string[]): SecretNeeds;
