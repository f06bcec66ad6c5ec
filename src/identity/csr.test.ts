import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Authority, openAuthority } from "./authority.js";
import { type SpiffeId, spiffeId } from "./spiffe.js";
import * as x509 from "./x509.js";

const hour = 3_600_000;
const p256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const web = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "web" });
const reviews = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "reviews" });

let stateDir: string;
let authority: Authority;
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "waymark-csr-"));
  authority = await openAuthority({ stateDir });
});
afterAll(() => rm(stateDir, { recursive: true, force: true }));

function url(value: string): x509.JsonGeneralName {
  return { type: "url", value };
}

async function csrFor(
  names: x509.JsonGeneralName[],
  algorithm: EcKeyGenParams = p256,
): Promise<x509.Pkcs10CertificateRequest> {
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  return x509.Pkcs10CertificateRequestGenerator.create({
    keys,
    signingAlgorithm: p256,
    extensions: names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names, true)],
  });
}

async function refusal(csrPem: string, identity: SpiffeId = web): Promise<string> {
  const verdict = await authority.signCsr({ csrPem, identity, ttlMs: hour });
  return verdict.ok ? "signed" : verdict.because;
}

describe("signCsr()", () => {
  it("certifies the key of the request under the proven identity", async () => {
    const csr = await csrFor([url(web)]);
    const verdict = await authority.signCsr({ csrPem: csr.toString("pem"), identity: web, ttlMs: hour });
    if (!verdict.ok) throw new Error(verdict.because);
    const leaf = new X509Certificate(verdict.value.chainPem);
    expect(leaf.subjectAltName).toBe(`URI:${web}`);
    expect(leaf.publicKey.export({ type: "spki", format: "der" })).toEqual(Buffer.from(csr.publicKey.rawData));
    expect(leaf.serialNumber.toLowerCase()).toBe(verdict.value.serial);
  });

  it.each<[string, x509.JsonGeneralName[], string]>([
    ["another identity", [url(reviews)], `asks for url:${reviews}, not for ${web}`],
    ["a second identity", [url(web), url(reviews)], `asks for url:${web}, url:${reviews}, not for ${web}`],
    ["a DNS name besides", [url(web), { type: "dns", value: "shop" }], "dns:shop"],
    ["no name", [], `asks for no name, not for ${web}`],
  ])("refuses a request for %s", async (_what, names, because) => {
    expect(await refusal((await csrFor(names)).toString("pem"))).toContain(because);
  });

  it("refuses a request that was altered after it was signed", async () => {
    const bytes = Buffer.from((await csrFor([url(web)])).rawData);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    const altered = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString("base64")}\n-----END CERTIFICATE REQUEST-----\n`;
    expect(await refusal(altered)).toBe("the request is not signed by the key in it");
  });

  it("refuses a curve that proxies do not accept", async () => {
    const csr = await csrFor([url(web)], { name: "ECDSA", namedCurve: "P-521" });
    expect(await refusal(csr.toString("pem"))).toBe("the curve secp521r1 is not accepted");
  });

  it.each(["", "nonsense", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"])(
    "refuses %j, which is no request",
    async (text) => {
      expect(await refusal(text)).toBe("the request is not a PKCS #10 request in PEM form");
    },
  );
});
