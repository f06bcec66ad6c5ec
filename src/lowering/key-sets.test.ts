import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { keySetOf } from "./key-sets.js";

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicJwk = ec.publicKey.export({ format: "jwk" });
const privateJwk = ec.privateKey.export({ format: "jwk" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwkOf = ({ publicKey }: { readonly publicKey: KeyObject }) => publicKey.export({ format: "jwk" });
const set = (...keys: object[]) => JSON.stringify({ keys });
const usableKeys = (text: string) => {
  const result = keySetOf(text);
  return result.kind === "usable" ? (JSON.parse(result.jwks) as { keys: object[] }).keys : result.because;
};

describe("keySetOf()", () => {
  it("keeps public keys that verify signatures, with their ids and algorithms", () => {
    expect(usableKeys(set({ ...publicJwk, kid: "k1", alg: "ES256", use: "sig" }))).toEqual([
      { kty: "EC", kid: "k1", alg: "ES256", crv: "P-256", x: publicJwk.x, y: publicJwk.y },
    ]);
  });

  it.each([
    ["rsa", rsa.publicKey],
    ["ed25519", generateKeyPairSync("ed25519").publicKey],
  ])("knows %s keys", (_type, key) => {
    expect(usableKeys(set(key.export({ format: "jwk" })))).toHaveLength(1);
  });

  it("never hands on the private part of a key", () => {
    const [key] = usableKeys(set(privateJwk)) as object[];
    expect(key).toEqual({ kty: "EC", crv: "P-256", x: publicJwk.x, y: publicJwk.y });
  });

  it("leaves out what verifies nothing, and counts it", () => {
    const result = keySetOf(set({ kty: "oct", k: "c2VjcmV0" }, publicJwk, { ...publicJwk, use: "enc" }));
    expect(result).toMatchObject({ kind: "usable", left: 2 });
  });

  it.each([
    ["text that is not JSON", "{"],
    ["JSON without keys", "{}"],
    ["null", "null"],
    ["no keys", set()],
    ["symmetric keys only", set({ kty: "oct", k: "c2VjcmV0" })],
    ["a key that does not parse", set({ ...publicJwk, x: "AAAA" })],
    ["a key without algorithm we know", set({ ...publicJwk, alg: "none" })],
    ["a key of another curve", set(jwkOf(generateKeyPairSync("ec", { namedCurve: "secp256k1" })))],
    ["a key that signs nothing", set(jwkOf(generateKeyPairSync("x25519")))],
    ["a short key", set(jwkOf(generateKeyPairSync("rsa", { modulusLength: 512 })))],
    ["a key with a huge exponent", set({ ...jwkOf(rsa), e: "AQAAAAAAAAAB" })],
    ["a key with an even exponent", set({ ...jwkOf(rsa), e: "BA" })],
    ["a key whose curve is not its algorithm's", set({ ...publicJwk, alg: "ES384" })],
  ])("cannot use %s", (_what, text) => {
    expect(keySetOf(text).kind).toBe("unusable");
  });
});
