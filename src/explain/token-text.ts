/** A JSON Web Token as text, its parts, and whether a key set vouches for it (RFC 7515, 7517, 7518). */
import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";

type JsonObject = Readonly<Record<string, unknown>>;

/** What a token says, without a word on whether it is true. */
export interface ReadToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** As it stands in the token: base64url. */
  readonly payloadText: string;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Undefined for what is no signed token. */
export function readToken(text: string): ReadToken | undefined {
  const [header = "", payload = "", signature = "", ...rest] = text.split(".");
  if (rest.length > 0 || text.split(".").length !== 3) return undefined;
  const [readHeader, readPayload] = [jsonObject(header), jsonObject(payload)];
  if (readHeader === undefined || readPayload === undefined || !isBase64Url(signature)) return undefined;
  if (!(String(readHeader["alg"]) in algorithms)) return undefined;
  return {
    header: readHeader,
    payload: readPayload,
    payloadText: payload,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

/** Whether one of the keys of a key set made the signature. */
export function isVouchedFor(token: ReadToken, jwks: string): boolean {
  return keysIn(jwks).some((key) => couldBe(key, token) && verified(key, token));
}

interface PublishedKey extends JsonWebKey {
  readonly kid?: string;
  readonly alg?: string;
}

interface Algorithm {
  readonly kty: string;
  /** Undefined where the key says it. */
  readonly hash?: string;
  readonly curve?: string;
  readonly pss?: boolean;
}

const algorithms: Readonly<Record<string, Algorithm>> = {
  RS256: { kty: "RSA", hash: "sha256" },
  RS384: { kty: "RSA", hash: "sha384" },
  RS512: { kty: "RSA", hash: "sha512" },
  PS256: { kty: "RSA", hash: "sha256", pss: true },
  PS384: { kty: "RSA", hash: "sha384", pss: true },
  PS512: { kty: "RSA", hash: "sha512", pss: true },
  ES256: { kty: "EC", hash: "sha256", curve: "P-256" },
  ES384: { kty: "EC", hash: "sha384", curve: "P-384" },
  ES512: { kty: "EC", hash: "sha512", curve: "P-521" },
  EdDSA: { kty: "OKP" },
};

function keysIn(jwks: string): readonly PublishedKey[] {
  try {
    const { keys } = JSON.parse(jwks) as { readonly keys?: unknown };
    return Array.isArray(keys) ? (keys as PublishedKey[]) : [];
  } catch {
    return [];
  }
}

function couldBe(key: PublishedKey, { header }: ReadToken): boolean {
  const { kid, alg } = header;
  const algorithm = algorithms[String(alg)];
  if (typeof kid === "string" && kid !== "" && key.kid !== undefined && key.kid !== "" && key.kid !== kid) return false;
  if (key.alg !== undefined && key.alg !== "" && key.alg !== alg) return false;
  return algorithm !== undefined && key.kty === algorithm.kty && (algorithm.curve ?? key.crv) === key.crv;
}

function verified(key: PublishedKey, { header, signed, signature }: ReadToken): boolean {
  const algorithm = algorithms[String(header["alg"])];
  const publicKey = usable(key);
  if (algorithm === undefined || publicKey === undefined) return false;
  const data = Buffer.from(signed, "utf8");
  try {
    if (algorithm.hash === undefined) return verify(null, data, publicKey, signature);
    return verify(
      algorithm.hash,
      data,
      {
        key: publicKey,
        ...(algorithm.kty === "EC" && { dsaEncoding: "ieee-p1363" }),
        ...(algorithm.pss === true && {
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        }),
      },
      signature,
    );
  } catch {
    return false;
  }
}

function usable(key: PublishedKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: "jwk" });
  } catch {
    return undefined;
  }
}

function jsonObject(text: string): JsonObject | undefined {
  if (!isBase64Url(text)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function isBase64Url(text: string): boolean {
  return /^[\w-]*$/.test(text);
}
