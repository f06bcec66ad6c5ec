import { X509Certificate } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openAuthority } from "./authority.js";
import type { AuthorityFilePaths } from "./authority-files.js";
import { spiffeId } from "./spiffe.js";
import * as x509 from "./x509.js";

const hour = 3_600_000;
const web = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "web" });
const p256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: "SHA-256",
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-given-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Party {
  readonly certificate: x509.X509Certificate;
  readonly keys: CryptoKeyPair;
}

interface Wanted {
  readonly name: string;
  readonly by?: Party;
  readonly algorithm?: typeof p256 | typeof rsa;
  readonly ca?: boolean;
  readonly notAfter?: Date;
}

/** A certificate as somebody else's tools would make it: UTF8String names, its own key identifier. */
async function party({ name, by, algorithm = p256, ca = true, notAfter }: Wanted): Promise<Party> {
  const keys = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const subject = new x509.Name([{ O: [{ utf8String: "Bücher GmbH" }] }, { CN: [{ utf8String: name }] }]);
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: by?.certificate.subjectName ?? subject,
    publicKey: keys.publicKey,
    signingKey: (by?.keys ?? keys).privateKey,
    signingAlgorithm: by === undefined ? algorithm : p256,
    notBefore: new Date(Date.now() - 48 * hour),
    notAfter: notAfter ?? new Date(Date.now() + 1000 * hour),
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      new x509.SubjectKeyIdentifierExtension("0102030405060708"),
    ],
  });
  return { certificate, keys };
}

async function pkcs8(keys: CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
}

async function files(texts: {
  readonly root: Party;
  readonly signer: Party;
  readonly key?: string;
  readonly chain?: readonly Party[];
}): Promise<AuthorityFilePaths> {
  const paths = { rootCert: join(folder, "root.pem"), cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  await writeFile(paths.rootCert, texts.root.certificate.toString("pem"));
  await writeFile(paths.cert, texts.signer.certificate.toString("pem"));
  await writeFile(paths.key, texts.key ?? (await pkcs8(texts.signer.keys)), { mode: 0o600 });
  if (texts.chain === undefined) return paths;
  const chain = join(folder, "chain.pem");
  await writeFile(chain, texts.chain.map(({ certificate }) => certificate.toString("pem")).join("\n"));
  return { ...paths, chain };
}

function subjects(pem: string): (string | undefined)[] {
  return pem
    .split(/(?=-----BEGIN)/)
    .map((block) => new X509Certificate(block).subject?.split("\n").find((part) => part.startsWith("CN=")));
}

describe("openAuthority() with an operator's files", () => {
  it("repeats the operator's name byte for byte and the operator's key identifier", async () => {
    const root = await party({ name: "root" });
    const authority = await openAuthority({ files: await files({ root, signer: root }) });
    const leaf = new x509.X509Certificate((await authority.issue({ identity: web, ttlMs: hour })).chainPem);
    const bytes = (name: x509.Name): string => Buffer.from(name.toArrayBuffer()).toString("hex");
    expect(bytes(leaf.issuerName)).toBe(bytes(root.certificate.subjectName));
    // 0c is UTF8String: printable text would be 13 if the name had been written anew.
    expect(bytes(leaf.issuerName)).toContain("0c0c42c3bc636865");
    expect(leaf.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId).toBe("0102030405060708");
  });

  it("sends the certificates between the leaf and the root, but not the root", async () => {
    const root = await party({ name: "root" });
    const policy = await party({ name: "policy", by: root });
    const signer = await party({ name: "signer", by: policy });
    const authority = await openAuthority({ files: await files({ root, signer, chain: [signer, policy, root] }) });
    const { chainPem } = await authority.issue({ identity: web, ttlMs: hour });
    expect(subjects(chainPem)).toEqual([undefined, "CN=signer", "CN=policy"]);
  });

  it("sends the leaf alone when a root signs it", async () => {
    const root = await party({ name: "root" });
    const authority = await openAuthority({ files: await files({ root, signer: root }) });
    expect(subjects((await authority.issue({ identity: web, ttlMs: hour })).chainPem)).toEqual([undefined]);
  });

  it("signs with an RSA authority", async () => {
    const root = await party({ name: "root", algorithm: rsa });
    const authority = await openAuthority({ files: await files({ root, signer: root }) });
    const leaf = new X509Certificate((await authority.issue({ identity: web, ttlMs: hour })).chainPem);
    expect(leaf.verify(new X509Certificate(root.certificate.toString("pem")).publicKey)).toBe(true);
  });

  it("accepts a key that its group may read, as Kubernetes mounts it, but not one that everybody may read", async () => {
    const root = await party({ name: "root" });
    const paths = await files({ root, signer: root });
    await chmod(paths.key, 0o440);
    await expect(openAuthority({ files: paths })).resolves.toBeDefined();
    await chmod(paths.key, 0o444);
    await expect(openAuthority({ files: paths })).rejects.toThrow("open to other users (mode 0444)");
  });

  it.each([
    ["a key of somebody else", { key: "other" }, "does not belong to the signing certificate"],
    ["no key at all", { key: "none" }, "the private key cannot be read"],
    ["a leaf as signer", { ca: false }, "is not a certificate authority"],
    ["an expired signer", { expired: true }, "CN=signer expired at"],
    ["a signer of other roots", { stranger: true }, "does not lead to any of the root certificates"],
  ])("refuses %s", async (_what, { key, ca, expired, stranger }: Record<string, unknown>, message) => {
    const root = await party({ name: "root" });
    const signer = await party({
      name: "signer",
      by: stranger === true ? await party({ name: "root" }) : root,
      ca: ca !== false,
      ...(expired === true && { notAfter: new Date(Date.now() - hour) }),
    });
    const keys = { other: await pkcs8(root.keys), none: "not a key" };
    const paths = await files({ root, signer, ...(key !== undefined && { key: keys[key as keyof typeof keys] }) });
    await expect(openAuthority({ files: paths })).rejects.toMatchObject({
      name: "IdentityError",
      message: expect.stringContaining(message),
    });
  });

  it("refuses a key of a kind that Envoy does not accept", async () => {
    const root = await party({ name: "root", algorithm: { name: "ECDSA", namedCurve: "P-521", hash: "SHA-512" } });
    await expect(openAuthority({ files: await files({ root, signer: root }) })).rejects.toThrow(
      "a key of kind ec secp521r1 cannot sign certificates that Envoy accepts",
    );
  });

  it("never quotes a key that it cannot read", async () => {
    const root = await party({ name: "root" });
    const paths = await files({ root, signer: root, key: "MIGHAgEAsecretsecret" });
    const error = await openAuthority({ files: paths }).catch((refusal: unknown) => refusal);
    expect(String(error)).not.toContain("secretsecret");
    expect(String(error)).toContain("the private key cannot be read");
  });
});
