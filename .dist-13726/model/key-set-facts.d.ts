/**
 * Key sets that somebody else publishes. The middle of waymark fetches nothing: it is told what was found at a place,
 * and what it is told takes part in `ResourceView` like any object.
 */
import type { JwtRule } from "./request-authentication.js";
import type { Resource } from "./resource.js";
/** A place of keys as text, one for each fetch: `jwks https://…` (`jwksUri`), or `issuer https://…` (discovery). */
export type KeyPlace = string & {
    readonly __brand: "KeyPlace";
};
/** What is known of a place. A place of which nothing is known at all is one that nobody fetches. */
export type KeySetFact = 
/** `stale`: why the text could not be refreshed when it should have been. */
{
    readonly kind: "known";
    readonly text: string;
    readonly stale?: string;
} | {
    readonly kind: "pending";
}
/** `refused`: the place must not be fetched from. `failed`: it was tried, and will be again. */
 | {
    readonly kind: "refused" | "failed";
    readonly because: string;
};
/** A place that keys are wanted from. */
export interface WantedKeys {
    readonly place: KeyPlace;
    readonly kind: "jwks" | "issuer";
    readonly url: string;
    /** How long one request may take at most, in milliseconds. */
    readonly timeoutMs: number;
}
/** Where the keys of a rule are; undefined if they stand in it, or if there is no place to look at. */
export declare function wantedKeysOf(rule: JwtRule): WantedKeys | undefined;
/**
 * Every place that request authentications with a target want keys from, by place. Rules that want the same place share
 * it, with the longest of their timeouts. A `jwksUri` for which `isInMesh` holds is left out: proxies look there themselves.
 */
export declare function wantedKeys(authentications: readonly Resource<"RequestAuthentication">[], isInMesh: (url: string) => boolean): readonly WantedKeys[];
