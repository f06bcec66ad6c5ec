/** How callers prove who they are: tokens, and the keys that they are verified with. */
import type { Origin } from "../diagnostics/origin.js";
import type { DestinationId } from "./destination.js";
/** How tokens are verified. Requests without a token pass; a bad token is 401. */
export interface Authentication {
    readonly rules: readonly TokenRule[];
}
/** Tokens of one issuer. */
export interface TokenRule {
    /** Unique in its list: the name under which its outcome is known. */
    readonly name: string;
    /** Empty: whoever issued the token. */
    readonly issuer: string;
    /** Empty: any audience. */
    readonly audiences: readonly string[];
    /** `unavailable`: every token of this issuer is refused (fail closed), requests without one pass. */
    readonly keys: {
        readonly kind: "inline";
        readonly jwks: string;
    } | RemoteKeys | {
        readonly kind: "unavailable";
        readonly because: string;
    };
    /** Where tokens are looked for, all of these places, and all tokens that are found must be good; all empty: `Authorization: Bearer` and the query parameter `access_token`. */
    readonly fromHeaders: readonly {
        readonly name: string;
        readonly prefix: string;
    }[];
    readonly fromParams: readonly string[];
    readonly fromCookies: readonly string[];
    /** Whether the application gets to see the token. */
    readonly forwardOriginalToken: boolean;
    /** The verified payload goes into this header, base64url encoded. */
    readonly outputPayloadToHeader?: string;
    readonly outputClaimToHeaders: readonly {
        readonly header: string;
        readonly claim: string;
    }[];
    /** Claims whose text is a list separated by spaces, besides `scope` and `permission`. */
    readonly spaceDelimitedClaims: readonly string[];
    readonly origin: Origin;
}
/** Keys that a service of the mesh publishes: the waypoint fetches them itself, as itself. */
export interface RemoteKeys {
    readonly kind: "remote";
    readonly url: string;
    readonly from: DestinationId;
    readonly timeoutMs: number;
}
/** The services that the waypoint itself asks, for keys. */
export declare function keyDestinations(authentication: Authentication | undefined): readonly DestinationId[];
