import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { addressGuard } from "../fetching/address-guard.js";
import { openAuthority } from "../identity/authority.js";
import type { DownloadRules } from "./download.js";
import { type KeySource, publishedKeys } from "./published-keys.js";
import { anIssuerServer, type IssuerServer, type Page } from "./testing/issuer-server.js";

const keys = '{"keys":[]}';
const local = addressGuard(["127.0.0.0/8"]);

let server: IssuerServer;
beforeEach(async () => {
  server = await anIssuerServer();
});
afterEach(() => server.close());

function fetched(path: string, more: { timeoutMs?: number; etag?: string; rules?: DownloadRules } = {}) {
  const { timeoutMs = 5000, rules = { guard: local }, ...rest } = more;
  return publishedKeys({ kind: "jwks", url: `${server.url}${path}` }, { timeoutMs, ...rest }, rules);
}

describe("publishedKeys()", () => {
  it("gives the key set with its name and the time it holds", async () => {
    server.pages.set("/keys", {
      body: keys,
      headers: { etag: '"1"', "cache-control": "public, max-age=300", age: "60" },
    });
    expect(await fetched("/keys")).toEqual({ kind: "fresh", text: keys, etag: '"1"', maxAgeMs: 240_000 });
  });

  it("does not ask for what it has", async () => {
    server.pages.set("/keys", { body: keys, headers: { etag: '"1"' } });
    expect(await fetched("/keys", { etag: '"1"' })).toEqual({ kind: "unchanged" });
  });

  it("follows redirects, a few of them", async () => {
    server.pages.set("/keys", { status: 302, headers: { location: "/there" } });
    server.pages.set("/there", { body: keys });
    expect(await fetched("/keys")).toMatchObject({ kind: "fresh" });
  });

  it.each<[string, Page, string]>([
    ["a redirect to itself", { status: 302, headers: { location: "/keys" } }, "redirects more than 5 times"],
    ["an error", { status: 500, body: keys }, "status 500"],
    ["text that is no key set", { body: "<html>" }, "not a JSON object with a list of keys"],
    ["JSON that is no key set", { body: '{"keys":{}}' }, "not a JSON object with a list of keys"],
    ["too much", { body: `{"keys":[${" ".repeat(1024 * 1024)}]}` }, "more than 1048576 bytes"],
    ["a redirect without URL", { status: 302, headers: { location: "http://[" } }, "no URL"],
  ])("fails on %s", async (_what, page, because) => {
    server.pages.set("/keys", page);
    expect(await fetched("/keys")).toEqual({ kind: "failed", because: expect.stringContaining(because) });
  });

  it("does not wait for an answer without end", async () => {
    server.pages.set("/keys", { hangs: true });
    const because = "no complete answer within 0.05 s";
    expect(await fetched("/keys", { timeoutMs: 50 })).toEqual({ kind: "failed", because });
  });

  it("fails where nobody listens", async () => {
    const { url } = server;
    await server.close();
    const found = await publishedKeys({ kind: "jwks", url: `${url}/keys` }, { timeoutMs: 5000 }, { guard: local });
    expect(found).toEqual({ kind: "failed", because: "nobody listens there" });
  });

  it.each([
    ["a file", "file:///etc/passwd", "no http(s) URL"],
    ["a metadata service", "http://169.254.169.254/latest/meta-data", "nothing is ever fetched from"],
    ["a private address", "http://10.0.0.1/", "not allowed"],
    ["a URL with a password", "http://me:secret@127.0.0.1/", "user name or password"],
  ])("refuses a redirect to %s", async (_what, location, because) => {
    server.pages.set("/keys", { status: 307, headers: { location } });
    expect(await fetched("/keys")).toEqual({ kind: "refused", because: expect.stringContaining(because) });
  });
});

describe("the way to a host", () => {
  const resolving = (...addresses: readonly string[]): DownloadRules => ({
    guard: addressGuard([]),
    lookup: (_host, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      ),
  });

  it("is refused if its name leads to a private address", async () => {
    const url = server.url.replace("127.0.0.1", "issuer.example");
    const found = await publishedKeys({ kind: "jwks", url }, { timeoutMs: 5000 }, resolving("127.0.0.1"));
    expect(found).toEqual({ kind: "refused", because: "127.0.0.1 is a private address, and it is not allowed" });
    expect(server.requests).toEqual([]);
  });

  it("ends at the address that was checked, however often the name is resolved", async () => {
    server.pages.set("/", { body: keys });
    const answers = ["127.0.0.1", "169.254.169.254"];
    const rules: DownloadRules = {
      guard: local,
      lookup: (_host, _options, done) => done(null, [{ address: answers.shift() ?? "", family: 4 }]),
    };
    const url = server.url.replace("127.0.0.1", "issuer.example");
    expect(await publishedKeys({ kind: "jwks", url }, { timeoutMs: 5000 }, rules)).toMatchObject({ kind: "fresh" });
    expect(answers).toEqual(["169.254.169.254"]);
    expect(server.requests[0]?.host).toMatch(/^issuer\.example:/);
  });
});

describe("a server with TLS", () => {
  let stateDir: string;
  let roots: string;
  let secure: Server;
  let url: string;

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), "waymark-keys-"));
    const authority = await openAuthority({ stateDir });
    const { chainPem, privateKey } = await authority.issueServer({ ips: ["127.0.0.1"], ttlMs: 60_000 });
    roots = authority.rootsPem;
    secure = createServer({ cert: chainPem, key: privateKey.reveal() }, ({ url: path }, response) => {
      const about = JSON.stringify({ issuer: url, jwks_uri: `${server.url}/keys` });
      if (path === "/away") response.writeHead(302, { location: `${server.url}/keys` }).end();
      else response.end(path === "/.well-known/openid-configuration" ? about : keys);
    });
    await new Promise<void>((resolve) => void secure.listen(0, "127.0.0.1", resolve));
    url = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
    server.pages.set("/keys", { body: keys });
  });
  afterEach(async () => {
    secure.closeAllConnections();
    await new Promise((resolve) => void secure.close(resolve));
    await rm(stateDir, { recursive: true });
  });

  const asked = (source: KeySource) => publishedKeys(source, { timeoutMs: 5000 }, { guard: local, roots });

  it("must have a certificate of a known authority", async () => {
    expect(await asked({ kind: "jwks", url: `${url}/keys` })).toEqual({ kind: "fresh", text: keys });
    const found = await publishedKeys({ kind: "jwks", url: `${url}/keys` }, { timeoutMs: 5000 }, { guard: local });
    expect(found).toEqual({ kind: "failed", because: expect.stringContaining("certificate") });
  });

  it("may not send anybody to one without, by redirect or as an issuer", async () => {
    const because = expect.stringContaining("anybody on the way could forge");
    expect(await asked({ kind: "jwks", url: `${url}/away` })).toEqual({ kind: "refused", because });
    expect(await asked({ kind: "issuer", url })).toEqual({ kind: "refused", because });
    expect(server.requests).toEqual([]);
  });
});

describe("the keys of an issuer", () => {
  const discovered = (issuer: KeySource["url"]) =>
    publishedKeys({ kind: "issuer", url: issuer }, { timeoutMs: 5000 }, { guard: local });
  const about = (document: object): Page => ({ body: JSON.stringify(document) });
  const configuration = "/.well-known/openid-configuration";

  it("are where its own document says", async () => {
    server.pages.set(configuration, about({ issuer: server.url, jwks_uri: `${server.url}/keys` }));
    server.pages.set("/keys", { body: keys });
    expect(await discovered(server.url)).toEqual({ kind: "fresh", text: keys });
  });

  it("are found below the path of the issuer", async () => {
    const issuer = `${server.url}/realms/shop/`;
    server.pages.set(`/realms/shop${configuration}`, about({ issuer, jwks_uri: `${server.url}/keys` }));
    server.pages.set("/keys", { body: keys });
    expect(await discovered(issuer)).toMatchObject({ kind: "fresh" });
  });

  it.each([
    [
      "is about another issuer",
      { issuer: "https://other.example", jwks_uri: "http://127.0.0.1/" },
      "https://other.example",
    ],
    ["names no issuer", { jwks_uri: "http://127.0.0.1/" }, "about no issuer"],
  ])("are not taken from a document that %s", async (_what, document, because) => {
    server.pages.set(configuration, about(document));
    expect(await discovered(server.url)).toEqual({ kind: "failed", because: expect.stringContaining(because) });
  });

  it.each([[undefined], ["file:///etc/passwd"], [7]])("are not looked for at %j", async (place) => {
    server.pages.set(configuration, about({ issuer: server.url, jwks_uri: place }));
    expect(await discovered(server.url)).toEqual({ kind: "failed", because: expect.stringContaining("no jwks_uri") });
  });

  it("cannot be had from an issuer without document", async () => {
    const because = expect.stringContaining("openid-configuration: it was answered with status 404");
    expect(await discovered(server.url)).toEqual({ kind: "failed", because });
  });
});
