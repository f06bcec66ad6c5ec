/** WM5060 and up: keys that issuers publish, and what is made of verified tokens. */
export declare const keyCodes: {
    readonly WM5060: {
        readonly severity: "info";
        readonly title: "Keys are being fetched";
        readonly meaning: "The issuer's key set was not fetched yet. Until it is, every token of this issuer is refused; requests without one pass.";
        readonly fix: "Nothing: this goes away by itself, or another finding says why not.";
    };
    readonly WM5061: {
        readonly severity: "error";
        readonly title: "Keys cannot be had";
        readonly meaning: "Fetching the issuer's key set failed, and no earlier one is known. Every token of this issuer is refused; requests without one pass. It is tried again, less and less often.";
        readonly fix: "See what is wrong with the issuer or the way to it; or give the key set inline (`jwks`).";
    };
    readonly WM5062: {
        readonly severity: "error";
        readonly title: "Keys may not be fetched from there";
        readonly meaning: "Nothing is fetched from private addresses unless they are allowed, from link-local addresses at all, or by a redirect from https to http. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Allow the address or host with `--jwks-allow`, correct the URL, or give the key set inline (`jwks`).";
    };
    readonly WM5063: {
        readonly severity: "error";
        readonly title: "The published keys cannot be used";
        readonly meaning: "What the issuer publishes has no public key that can verify signatures: it publishes none, or symmetric ones only, or of unknown types. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "The issuer must publish RSA, EC or Ed25519 public keys.";
    };
    readonly WM5064: {
        readonly severity: "warning";
        readonly title: "Keys could not be refreshed";
        readonly meaning: "The last fetched key set stays in use, for up to a week. Tokens signed with a newer key are refused until fetching works again, and withdrawn keys are still believed.";
        readonly fix: "See what is wrong with the issuer or the way to it.";
    };
    readonly WM5065: {
        readonly severity: "warning";
        readonly title: "Keys are fetched without TLS";
        readonly meaning: "Anybody on the way to the issuer can put keys of their own into the answer, and sign tokens with them.";
        readonly fix: "Use an https URL.";
    };
    readonly WM5066: {
        readonly severity: "error";
        readonly title: "Keys of a service that cannot be asked";
        readonly meaning: "The URL names a service of the mesh that does not exist or has no such port. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Correct the `jwksUri`, or add the Service.";
    };
    readonly WM5067: {
        readonly severity: "error";
        readonly title: "No place to look for keys";
        readonly meaning: "The rule's `jwksUri` is no URL; or it has neither `jwks` nor `jwksUri`, and its issuer is no URL at which keys could be discovered. Every token of this issuer is refused; requests without one pass.";
        readonly fix: "Add `jwksUri`, or the key set itself as `jwks`.";
    };
    readonly WM5068: {
        readonly severity: "error";
        readonly title: "A token rule without issuer";
        readonly meaning: "Nobody knows whose tokens the rule is about, so every token where it looks is refused unless another rule accepts it; requests without one pass.";
        readonly fix: "Name the `issuer`.";
    };
};
