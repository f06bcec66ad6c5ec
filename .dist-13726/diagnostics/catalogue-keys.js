/** WM5060 and up: keys that issuers publish, and what is made of verified tokens. */
export const keyCodes = {
    WM5060: {
        severity: "info",
        title: "Keys are being fetched",
        meaning: "The issuer's key set was not fetched yet. Until it is, every token of this issuer is refused; requests without one pass.",
        fix: "Nothing: this goes away by itself, or another finding says why not.",
    },
    WM5061: {
        severity: "error",
        title: "Keys cannot be had",
        meaning: "Fetching the issuer's key set failed, and no earlier one is known. Every token of this issuer is refused; requests without one pass. It is tried again, less and less often.",
        fix: "See what is wrong with the issuer or the way to it; or give the key set inline (`jwks`).",
    },
    WM5062: {
        severity: "error",
        title: "Keys may not be fetched from there",
        meaning: "Nothing is fetched from private addresses unless they are allowed, from link-local addresses at all, or by a redirect from https to http. Every token of this issuer is refused; requests without one pass.",
        fix: "Allow the address or host with `--jwks-allow`, correct the URL, or give the key set inline (`jwks`).",
    },
    WM5063: {
        severity: "error",
        title: "The published keys cannot be used",
        meaning: "What the issuer publishes has no public key that can verify signatures: it publishes none, or symmetric ones only, or of unknown types. Every token of this issuer is refused; requests without one pass.",
        fix: "The issuer must publish RSA, EC or Ed25519 public keys.",
    },
    WM5064: {
        severity: "warning",
        title: "Keys could not be refreshed",
        meaning: "The last fetched key set stays in use, for up to a week. Tokens signed with a newer key are refused until fetching works again, and withdrawn keys are still believed.",
        fix: "See what is wrong with the issuer or the way to it.",
    },
    WM5065: {
        severity: "warning",
        title: "Keys are fetched without TLS",
        meaning: "Anybody on the way to the issuer can put keys of their own into the answer, and sign tokens with them.",
        fix: "Use an https URL.",
    },
    WM5066: {
        severity: "error",
        title: "Keys of a service that cannot be asked",
        meaning: "The URL names a service of the mesh that does not exist or has no such port. Every token of this issuer is refused; requests without one pass.",
        fix: "Correct the `jwksUri`, or add the Service.",
    },
    WM5067: {
        severity: "error",
        title: "No place to look for keys",
        meaning: "The rule's `jwksUri` is no URL; or it has neither `jwks` nor `jwksUri`, and its issuer is no URL at which keys could be discovered. Every token of this issuer is refused; requests without one pass.",
        fix: "Add `jwksUri`, or the key set itself as `jwks`.",
    },
    WM5068: {
        severity: "error",
        title: "A token rule without issuer",
        meaning: "Nobody knows whose tokens the rule is about, so every token where it looks is refused unless another rule accepts it; requests without one pass.",
        fix: "Name the `issuer`.",
    },
};
//# sourceMappingURL=catalogue-keys.js.map