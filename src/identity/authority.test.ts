import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Authority, openAuthority } from "./authority.js";
import { spiffeId } from "./spiffe.js";
import { mutualTls } from "./testing/mutual-tls.js";
import * as x509 from "./x509.js";

const hour = 3_600_000;
const year = 365 * 24 * hour;
const web = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "web" });
const reviews = spiffeId({ trustDomain: "cluster.local", namespace: "shop", serviceAccount: "reviews" });

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "waymark-ca-"));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** The certificates of a chain, leaf first. */
function blocks(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block),
  );
}

function publicKeyPem(certificate: X509Certificate | undefined): unknown {
  return certificate?.publicKey.export({ type: "spki", format: "pem" });
}

function nameBytes(name: x509.Name): string {
  return Buffer.from(name.toArrayBuffer()).toString("hex");
}

describe("openAuthority() with a state folder", () => {
  it("creates keys that only their owner can read", async () => {
    await openAuthority({ stateDir });
    const folder = join(stateDir, "ca");
    const modes: Record<string, string> = {};
    for (const file of (await readdir(folder)).sort()) {
      modes[file] = ((await stat(join(folder, file))).mode & 0o777).toString(8);
    }
    expect(modes).toEqual({ "ca-cert.pem": "600", "ca-key.pem": "600", "root-cert.pem": "600", "root-key.pem": "600" });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it("gives the same authority when opened again", async () => {
    const first = await openAuthority({ stateDir });
    const again = await openAuthority({ stateDir });
    expect(again.rootsPem).toBe(first.rootsPem);
    const [, before] = blocks((await first.issue({ identity: web, ttlMs: hour })).chainPem);
    const [, after] = blocks((await again.issue({ identity: web, ttlMs: hour })).chainPem);
    expect(after?.fingerprint256).toBe(before?.fingerprint256);
  });

  it("gives one authority to processes that create it at the same moment", async () => {
    const roots = await Promise.all(
      Array.from({ length: 6 }, async () => (await openAuthority({ stateDir })).rootsPem),
    );
    expect(new Set(roots).size).toBe(1);
    expect(await readdir(stateDir)).toEqual(["ca"]);
  });

  it.each(["ca-key.pem", "root-key.pem"])("refuses %s when others can read it", async (file) => {
    await openAuthority({ stateDir });
    await chmod(join(stateDir, "ca", file), 0o640);
    await expect(openAuthority({ stateDir })).rejects.toMatchObject({
      name: "IdentityError",
      message: `the private key ${join(stateDir, "ca", file)} is open to other users (mode 0640)`,
      advice: expect.stringContaining(`chmod 0600 ${join(stateDir, "ca", file)}`),
    });
  });

  it("refuses a folder in which others can exchange files", async () => {
    await openAuthority({ stateDir });
    await chmod(join(stateDir, "ca"), 0o777);
    await expect(openAuthority({ stateDir })).rejects.toThrow("can be written by others (mode 0777)");
  });

  it("names the file that is missing", async () => {
    await openAuthority({ stateDir });
    await rm(join(stateDir, "ca", "ca-key.pem"));
    await expect(openAuthority({ stateDir })).rejects.toThrow(`cannot read ${join(stateDir, "ca", "ca-key.pem")}`);
  });

  it("renews the intermediate for the same key when half of its life is over, and peers notice nothing", async () => {
    const born = Date.now() - 4 * year;
    const old = await openAuthority({ stateDir, now: born });
    const renewed = await openAuthority({ stateDir });
    const before = await old.issue({ identity: web, ttlMs: hour, now: born + year });
    const after = await renewed.issue({ identity: web, ttlMs: hour });
    const [, oldSigner] = blocks(before.chainPem);
    const [, newSigner] = blocks(after.chainPem);
    expect(newSigner?.serialNumber).not.toBe(oldSigner?.serialNumber);
    expect(publicKeyPem(newSigner)).toBe(publicKeyPem(oldSigner));
    expect(renewed.rootsPem).toBe(old.rootsPem);
    expect(await readdir(join(stateDir, "ca"))).toHaveLength(4);
  });

  it("refuses to go on with an expired root", async () => {
    await openAuthority({ stateDir, now: Date.now() - 11 * year });
    await expect(openAuthority({ stateDir })).rejects.toThrow(/waymark root expired at/);
  });
});

describe("issue()", () => {
  let authority: Authority;
  beforeEach(async () => {
    authority = await openAuthority({ stateDir });
  });

  it("makes a chain in which each certificate is signed by the next, up to the root", async () => {
    const { chainPem } = await authority.issue({ identity: web, ttlMs: hour });
    const chain = [...blocks(chainPem), ...blocks(authority.rootsPem)];
    expect(chain).toHaveLength(3);
    expect(chain.map((certificate) => certificate.ca)).toEqual([false, true, true]);
    for (const [index, certificate] of chain.entries()) {
      const issuer = chain[index + 1] ?? certificate;
      expect(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)).toBe(true);
    }
  });

  it("names the workload in one critical URI and allows both ends of a connection", async () => {
    const { chainPem, privateKey } = await authority.issue({ identity: web, ttlMs: hour });
    const [leaf] = blocks(chainPem);
    expect(leaf?.subject).toBeUndefined();
    expect(leaf?.subjectAltName).toBe(`URI:${web}`);
    expect(leaf?.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect(
      new x509.X509Certificate(chainPem.slice(0, chainPem.indexOf("-----END") + 27)).getExtension("2.5.29.17")
        ?.critical,
    ).toBe(true);
    expect(leaf?.checkPrivateKey(createPrivateKey(privateKey.reveal()))).toBe(true);
  });

  it("writes the issuer with the very bytes of the authority's subject", async () => {
    const { chainPem } = await authority.issue({ identity: web, ttlMs: hour });
    const [leaf, signer] = blocks(chainPem).map((certificate) => new x509.X509Certificate(certificate.raw));
    const [root] = blocks(authority.rootsPem).map((certificate) => new x509.X509Certificate(certificate.raw));
    if (leaf === undefined || signer === undefined || root === undefined) throw new Error("chain too short");
    expect(nameBytes(leaf.issuerName)).toBe(nameBytes(signer.subjectName));
    expect(nameBytes(signer.issuerName)).toBe(nameBytes(root.subjectName));
  });

  it("is valid from a minute ago, because clocks differ, until the asked time", async () => {
    const now = Date.parse("2030-01-01T00:00:00.500Z");
    const certificate = await authority.issue({ identity: web, ttlMs: hour, now });
    expect(certificate.notBefore.toISOString()).toBe("2029-12-31T23:59:00.000Z");
    expect(certificate.notAfter.toISOString()).toBe("2030-01-01T01:00:00.000Z");
  });

  it("never outlives the certificate that signs it", async () => {
    const { chainPem, notAfter } = await authority.issue({ identity: web, ttlMs: 50 * year });
    expect(notAfter.getTime()).toBe(Date.parse(blocks(chainPem)[1]?.validTo ?? ""));
  });

  it("refuses a life that is over before it began", async () => {
    await expect(authority.issue({ identity: web, ttlMs: 0 })).rejects.toThrow(RangeError);
  });

  it("gives every certificate its own serial number and key", async () => {
    const two = await Promise.all([1, 2].map(() => authority.issue({ identity: web, ttlMs: hour })));
    expect(new Set(two.map(({ serial }) => serial)).size).toBe(2);
    expect(new Set(two.map(({ privateKey }) => privateKey.reveal())).size).toBe(2);
  });

  it("shows the private key to nobody who prints the certificate", async () => {
    const certificate = await authority.issue({ identity: web, ttlMs: hour });
    const printed = [JSON.stringify(certificate), inspect(certificate, { depth: 9 }), `${certificate.privateKey}`];
    for (const text of printed) {
      expect(text).toContain("[redacted]");
      expect(text).not.toContain("PRIVATE KEY");
    }
  });
});

describe("mutual TLS with issued certificates", () => {
  it("shows each workload the identity of the other", async () => {
    const authority = await openAuthority({ stateDir });
    const client = { certificate: await authority.issue({ identity: web, ttlMs: hour }), rootsPem: authority.rootsPem };
    const server = {
      certificate: await authority.issue({ identity: reviews, ttlMs: hour }),
      rootsPem: authority.rootsPem,
    };
    expect(await mutualTls(client, server)).toEqual({ clientSaw: `URI:${reviews}`, serverSaw: `URI:${web}` });
  });

  it("refuses a client of another authority, even one with the right name", async () => {
    const authority = await openAuthority({ stateDir });
    const other = await openAuthority({ stateDir: join(stateDir, "other") });
    const client = { certificate: await other.issue({ identity: web, ttlMs: hour }), rootsPem: authority.rootsPem };
    const server = {
      certificate: await authority.issue({ identity: reviews, ttlMs: hour }),
      rootsPem: authority.rootsPem,
    };
    expect((await mutualTls(client, server)).serverSaw).toMatch(/^UNABLE_TO_GET_ISSUER_CERT|^UNABLE_TO_VERIFY_LEAF/);
  });

  it("refuses an expired client", async () => {
    const authority = await openAuthority({ stateDir });
    const client = {
      certificate: await authority.issue({ identity: web, ttlMs: hour, now: Date.now() - 2 * hour }),
      rootsPem: authority.rootsPem,
    };
    const server = {
      certificate: await authority.issue({ identity: reviews, ttlMs: hour }),
      rootsPem: authority.rootsPem,
    };
    expect((await mutualTls(client, server)).serverSaw).toBe("CERT_HAS_EXPIRED");
  });
});

describe("issueServer()", () => {
  it("names the server by DNS names and addresses", async () => {
    const authority = await openAuthority({ stateDir });
    const { chainPem } = await authority.issueServer({ dnsNames: ["waymark.test"], ips: ["127.0.0.1"], ttlMs: hour });
    const [leaf] = blocks(chainPem);
    expect(leaf?.checkHost("waymark.test")).toBe("waymark.test");
    expect(leaf?.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(leaf?.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  it.each([{ ips: ["not-an-address"] }, {}])("refuses to name a server %j", async (names) => {
    const authority = await openAuthority({ stateDir });
    await expect(authority.issueServer({ ...names, ttlMs: hour })).rejects.toThrow(RangeError);
  });
});
