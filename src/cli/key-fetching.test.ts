import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Command } from "commander";
import { object } from "../binding/testing/meshes.js";
import { anIssuerServer, type IssuerServer } from "../keys/testing/issuer-server.js";
import type { KeyPlace } from "../model/key-set-facts.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { UsageError } from "./exit.js";
import { keyFetching, withIssuerKeys } from "./key-fetching.js";
import { withKeyOptions } from "./key-options.js";
import type { GenerateOptions, KeyOptions } from "./options.js";

let folder: string;
let server: IssuerServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-keys-"));
  server = await anIssuerServer({ "/keys": { body: '{"keys":[]}' } });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function options(...args: readonly string[]): KeyOptions {
  return withKeyOptions(new Command("serve").exitOverride().configureOutput({ writeErr: () => undefined }))
    .parse(args, { from: "user" })
    .opts<KeyOptions>();
}

describe("the options for fetching keys", () => {
  it("fetch from public addresses unless more is allowed", async () => {
    expect(await keyFetching(options())).toEqual({ allowed: [] });
  });

  it("allow ranges and hosts, and say how often to look", async () => {
    const args = ["--jwks-allow", "10.0.0.0/8", "--jwks-allow", "keys.internal", "--jwks-refresh", "60"];
    expect(await keyFetching(options(...args))).toEqual({
      allowed: ["10.0.0.0/8", "keys.internal"],
      refreshMs: 60_000,
    });
  });

  it("can forbid fetching", async () => {
    expect(await keyFetching(options("--no-fetch"))).toBe("nothing");
  });

  it("name authorities by file", async () => {
    const file = join(folder, "ca.pem");
    await writeFile(file, "-----BEGIN CERTIFICATE-----\n");
    expect(await keyFetching(options("--jwks-ca", file))).toMatchObject({ roots: "-----BEGIN CERTIFICATE-----\n" });
  });

  it.each([
    [["--jwks-allow", "10.0.0.0/99"], "write a range"],
    [["--jwks-ca", "/nowhere/ca.pem"], "ENOENT"],
    [["--jwks-ca", "package.json"], "holds no certificate"],
  ])("refuse %j", async (args, message) => {
    await expect(keyFetching(options(...args))).rejects.toThrow(UsageError);
    await expect(keyFetching(options(...args))).rejects.toThrow(message);
  });

  it.each(["0", "soon", "-1"])("refuse to look every %j seconds", (text) => {
    expect(() => options("--jwks-refresh", text)).toThrow("a number of seconds");
  });
});

describe("the keys of one translation", () => {
  const place = () => `jwks ${server.url}/keys` as KeyPlace;
  const resources = () =>
    resourcesFromText(
      object("RequestAuthentication", "shop/t", {
        spec: {
          targetRefs: [{ group: "", kind: "Service", name: "reviews" }],
          jwtRules: [{ issuer: "i", jwksUri: `${server.url}/keys` }],
        },
      }),
    ).resources;
  const known = async (more: Partial<GenerateOptions>) => {
    const given = { fetch: false, jwksAllow: [], jwks: [], ...more } as unknown as GenerateOptions;
    return (await withIssuerKeys(resources(), given)).keySet(place());
  };

  it("are not fetched unless that is asked for", async () => {
    expect(await known({})).toBeUndefined();
    expect(server.requests).toEqual([]);
  });

  it("are fetched once, from where it is allowed", async () => {
    expect(await known({ fetch: true, jwksAllow: ["127.0.0.1"] })).toEqual({ kind: "known", text: '{"keys":[]}' });
    expect(await known({ fetch: true })).toMatchObject({ kind: "refused" });
    expect(server.requests).toHaveLength(1);
  });

  it("can be given as files, in place of what would be fetched", async () => {
    const file = join(folder, "keys.json");
    await writeFile(file, '{"keys":[1]}');
    expect(await known({ jwks: [`${server.url}/keys=${file}`] })).toEqual({ kind: "known", text: '{"keys":[1]}' });
  });

  it.each(["keys.json", "=keys.json", "https://i.example=/nowhere"])("cannot be given as %j", async (given) => {
    await expect(known({ jwks: [given] })).rejects.toThrow(UsageError);
  });
});
