/**
 * A certificate and key to stand where real ones will be, so that Envoy can judge a static configuration. It is the
 * same in every run and worthless on purpose: its key follows from a text that everybody can read, its signature is
 * nonsense, and no peer believes it.
 */
import { createECDH, createHash, createPrivateKey, createPublicKey } from "node:crypto";

export interface PlaceholderCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export function placeholderCertificate(): PlaceholderCertificate {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(createHash("sha256").update("waymark placeholder: not a secret").digest());
  const point = curve.getPublicKey();
  const key = createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      d: curve.getPrivateKey("base64url"),
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const subjectKey = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    certificatePem: pem("CERTIFICATE", certificate(subjectKey)),
    privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** RFC 5280, 4.1: the fields that a parser insists on. */
function certificate(subjectKey: Buffer): Buffer {
  const name = sequence(der(0x31, sequence(commonNameOid, der(0x0c, Buffer.from("waymark placeholder")))));
  const validity = sequence(der(0x17, Buffer.from("250101000000Z")), der(0x17, Buffer.from("490101000000Z")));
  const version3 = der(0xa0, integer(2));
  const toBeSigned = sequence(version3, integer(1), ecdsaWithSha256, name, validity, name, subjectKey);
  return sequence(toBeSigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), sequence(integer(1), integer(1))));
}

/** 2.5.4.3 */
const commonNameOid = Buffer.from("0603550403", "hex");
/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = sequence(Buffer.from("06082a8648ce3d040302", "hex"));

function sequence(...contents: Buffer[]): Buffer {
  return der(0x30, ...contents);
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.from([value]));
}

/** One DER element; everything here is shorter than 64 kB. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
