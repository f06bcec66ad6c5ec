/** A key set that data planes accept, or why there is none. */
export type KeySet = {
    readonly kind: "usable";
    readonly jwks: string;
    readonly left: number;
} | {
    readonly kind: "unusable";
    readonly because: string;
};
/**
 * The keys of a JWKS text that can verify signatures, public members only: one key that a data plane cannot read would
 * cost all rules of the service, and a private key does not belong in its configuration. `left` counts what was left
 * out. Symmetric keys (`oct`) are not used: whoever reads the policy could sign with them.
 */
export declare function keySetOf(text: string): KeySet;
