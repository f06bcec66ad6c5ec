import { createPublicKey } from "node:crypto";
/** Algorithms by key type; a key that names another one verifies nothing. */
const algorithms = {
    RSA: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
    EC: ["ES256", "ES384", "ES512"],
    OKP: ["EdDSA"],
};
const curveOf = { ES256: "P-256", ES384: "P-384", ES512: "P-521" };
/** Curves by key type: Node knows more of them than data planes do. */
const curves = { EC: Object.values(curveOf), OKP: ["Ed25519"] };
/**
 * The keys of a JWKS text that can verify signatures, public members only: one key that a data plane cannot read would
 * cost all rules of the service, and a private key does not belong in its configuration. `left` counts what was left
 * out. Symmetric keys (`oct`) are not used: whoever reads the policy could sign with them.
 */
export function keySetOf(text) {
    const keys = keysIn(text);
    if (keys === undefined)
        return { kind: "unusable", because: "it is not a JSON object with a list of keys" };
    const usable = keys.flatMap(publicKey);
    if (usable.length === 0)
        return { kind: "unusable", because: "it has no public key that can verify signatures" };
    return { kind: "usable", jwks: JSON.stringify({ keys: usable }), left: keys.length - usable.length };
}
function keysIn(text) {
    try {
        const keys = JSON.parse(text)?.keys;
        return Array.isArray(keys) ? keys : undefined;
    }
    catch {
        return undefined;
    }
}
/** Data planes refuse moduli that take too long to compute with, and exponents that no key has; short keys are no keys. */
function isUsableRsa({ asymmetricKeyDetails }) {
    const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
    const isExponent = publicExponent % 2n === 1n && publicExponent >= 3n && publicExponent < 2n ** 33n;
    return modulusLength >= 1024 && modulusLength <= 8192 && isExponent;
}
function publicKey(key) {
    if (typeof key !== "object" || key === null)
        return [];
    const { kty, alg, use, kid, crv } = key;
    const known = typeof kty === "string" && Object.hasOwn(algorithms, kty) ? algorithms[kty] : undefined;
    if (known === undefined || (use !== undefined && use !== "sig"))
        return [];
    if (alg !== undefined && !(typeof alg === "string" && known.includes(alg)))
        return [];
    if (typeof kty === "string" && curves[kty]?.includes(String(crv)) === false)
        return [];
    if (kty === "EC" && typeof alg === "string" && curveOf[alg] !== crv)
        return [];
    try {
        const read = createPublicKey({ key: key, format: "jwk" });
        if (kty === "RSA" && !isUsableRsa(read))
            return [];
        const members = read.export({ format: "jwk" });
        const whole = { ...members, ...(typeof kid === "string" && { kid }), ...(alg !== undefined && { alg }) };
        // In the order of their names: the runtime promises none.
        return [Object.fromEntries(Object.entries(whole).sort(([one], [other]) => (one < other ? -1 : 1)))];
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=key-sets.js.map