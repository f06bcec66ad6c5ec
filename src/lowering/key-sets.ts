import type { JsonWebKey, KeyObject } from "node:crypto";
import { createPublicKey } from "node:crypto";

/** A key set that data planes accept, or why there is none. */
export type KeySet =
  | { readonly kind: "usable"; readonly jwks: string; readonly left: number }
  | { readonly kind: "unusable"; readonly because: string };

/** Algorithms by key type; a key that names another one verifies nothing. */
const algorithms: Readonly<Record<string, readonly string[]>> = {
  RSA: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  EC: ["ES256", "ES384", "ES512"],
  OKP: ["EdDSA"],
};

const curveOf: Readonly<Record<string, string>> = { ES256: "P-256", ES384: "P-384", ES512: "P-521" };

/** Curves by key type: Node knows more of them than data planes do. */
const curves: Readonly<Record<string, readonly string[]>> = { EC: Object.values(curveOf), OKP: ["Ed25519"] };

/**
 * The keys of a JWKS text that can verify signatures, public members only: one key that a data plane cannot read would
 * cost all rules of the service, and a private key does not belong in its configuration. `left` counts what was left
 * out. Symmetric keys (`oct`) are not used: whoever reads the policy could sign with them.
 */
export function keySetOf(text: string): KeySet {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const found = readKeySet(text);
  if (recent.size >= mostRecent) recent.clear();
  recent.set(text, found);
  return found;
}

// Reading a key costs more than most of what else there is to lower of a policy, and the policies of a mesh nearly all
// trust the same few issuers.
const recent = new Map<string, KeySet>();
const mostRecent = 64;

function readKeySet(text: string): KeySet {
  const keys = keysIn(text);
  if (keys === undefined) return { kind: "unusable", because: "it is not a JSON object with a list of keys" };
  const usable = keys.flatMap(publicKey);
  if (usable.length === 0) return { kind: "unusable", because: "it has no public key that can verify signatures" };
  return { kind: "usable", jwks: JSON.stringify({ keys: usable }), left: keys.length - usable.length };
}

function keysIn(text: string): readonly unknown[] | undefined {
  try {
    const keys: unknown = (JSON.parse(text) as { readonly keys?: unknown } | null)?.keys;
    return Array.isArray(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** Data planes refuse moduli that take too long to compute with, and exponents that no key has; short keys are no keys. */
function isUsableRsa({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  const isExponent = publicExponent % 2n === 1n && publicExponent >= 3n && publicExponent < 2n ** 33n;
  return modulusLength >= 1024 && modulusLength <= 8192 && isExponent;
}

function publicKey(key: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof key !== "object" || key === null) return [];
  const { kty, alg, use, kid, crv } = key as Readonly<Record<string, unknown>>;
  const known = typeof kty === "string" && Object.hasOwn(algorithms, kty) ? algorithms[kty] : undefined;
  if (known === undefined || (use !== undefined && use !== "sig")) return [];
  if (alg !== undefined && !(typeof alg === "string" && known.includes(alg))) return [];
  if (typeof kty === "string" && curves[kty]?.includes(String(crv)) === false) return [];
  if (kty === "EC" && typeof alg === "string" && curveOf[alg] !== crv) return [];
  try {
    const read = createPublicKey({ key: key as JsonWebKey, format: "jwk" });
    if (kty === "RSA" && !isUsableRsa(read)) return [];
    const members = read.export({ format: "jwk" });
    const whole = { ...members, ...(typeof kid === "string" && { kid }), ...(alg !== undefined && { alg }) };
    // In the order of their names: the runtime promises none.
    return [Object.fromEntries(Object.entries(whole).sort(([one], [other]) => (one < other ? -1 : 1)))];
  } catch {
    return [];
  }
}
