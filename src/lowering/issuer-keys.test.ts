import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { meshOf, object, service } from "../binding/testing/meshes.js";
import type { KeyPlace, KeySetFact } from "../model/key-set-facts.js";
import { lowerAuthentication } from "./authentication.js";

const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const jwks = JSON.stringify({ keys: [key] });

/** The keys of a rule, in a mesh where this is known of its place. */
function keysOf(rule: object, fact?: KeySetFact) {
  const spec = { jwtRules: [{ issuer: "https://i.example", ...rule }] };
  const mesh = meshOf(service("auth/keys"), object("RequestAuthentication", "shop/t", { spec }));
  const looked: KeyPlace[] = [];
  const view = {
    mesh: mesh.view.mesh,
    object: mesh.view.object,
    keySet: (place: KeyPlace) => {
      looked.push(place);
      return fact;
    },
  };
  const { rules } = lowerAuthentication(mesh.find("RequestAuthentication", "shop/t"), view, mesh.report);
  return {
    keys: rules[0]?.keys,
    codes: mesh.codes(),
    looked,
    messages: mesh.diagnostics.map(({ message }) => message),
  };
}

const there = { jwksUri: "https://i.example/keys" };

describe("the keys of a rule", () => {
  it("are looked for where it says, or else at its issuer", () => {
    expect(keysOf(there).looked).toEqual(["jwks https://i.example/keys"]);
    expect(keysOf({ jwks_uri: there.jwksUri }).looked).toEqual(["jwks https://i.example/keys"]);
    expect(keysOf({}).looked).toEqual(["issuer https://i.example"]);
    expect(keysOf({ jwks }).looked).toEqual([]);
  });

  it("are the published ones, without those for other purposes", () => {
    const text = JSON.stringify({
      keys: [
        { ...key, use: "enc" },
        { ...key, kid: "1" },
      ],
    });
    const { keys, codes } = keysOf(there, { kind: "known", text });
    expect(keys).toEqual({ kind: "inline", jwks: expect.stringContaining('"kid":"1"') });
    expect(codes).toEqual([]);
  });

  it("stay in use when they cannot be refreshed", () => {
    const { keys, codes } = keysOf(there, { kind: "known", text: jwks, stale: "status 503" });
    expect(keys).toMatchObject({ kind: "inline" });
    expect(codes).toEqual(["WM5064"]);
  });

  it.each<[string, KeySetFact | undefined, string]>([
    ["nobody fetches", undefined, "WM5018"],
    ["are being fetched", { kind: "pending" }, "WM5060"],
    ["cannot be had", { kind: "failed", because: "status 500" }, "WM5061"],
    ["may not be had", { kind: "refused", because: "10.0.0.1 is private" }, "WM5062"],
    ["are withdrawn", { kind: "known", text: '{"keys":[]}' }, "WM5063"],
    ["verify nothing", { kind: "known", text: '{"keys":[{"kty":"oct","k":"eA"}]}' }, "WM5063"],
  ])("that %s refuse all tokens", (_what, fact, code) => {
    const { keys, codes, messages } = keysOf(there, fact);
    expect(keys).toMatchObject({ kind: "unavailable" });
    expect(codes).toEqual([code]);
    expect(messages[0]).toMatch(
      /the keys at https:\/\/i\.example\/keys .*; every token of https:\/\/i\.example is refused$/,
    );
  });

  it("may be fetched without TLS, with a warning", () => {
    const { keys, codes } = keysOf({ jwksUri: "http://i.example/keys" }, { kind: "known", text: jwks });
    expect(keys).toMatchObject({ kind: "inline" });
    expect(codes).toEqual(["WM5065"]);
  });

  it("stand nowhere if the issuer is no URL", () => {
    expect(keysOf({ issuer: "somebody" })).toMatchObject({
      keys: { kind: "unavailable" },
      codes: ["WM5067"],
      looked: [],
    });
  });
});

describe("keys of a service of the mesh", () => {
  it.each(["http://keys.auth/jwks", "http://keys.auth.svc/jwks", "http://KEYS.auth.svc.cluster.local.:80/jwks"])(
    "are asked for by the waypoint: %s",
    (jwksUri) => {
      const { keys, codes, looked } = keysOf({ jwksUri, timeout: "1m1.5s" });
      const from = { host: "keys.auth.svc.cluster.local", namespace: "auth", service: "keys", port: 80 };
      expect(keys).toEqual({ kind: "remote", url: jwksUri, from, timeoutMs: 60_000 });
      expect([codes, looked]).toEqual([[], []]);
    },
  );

  it.each([
    ["a port that it has not", "http://keys.auth:81/jwks"],
    ["a service that is not there", "http://none.auth.svc.cluster.local/jwks"],
  ])("cannot be had from %s", (_what, jwksUri) => {
    expect(keysOf({ jwksUri })).toMatchObject({ keys: { kind: "unavailable" }, codes: ["WM5066"] });
  });

  it.each(["https://keys.auth.svc.cluster.local/jwks", "http://example.com/jwks"])("are not meant by %s", (jwksUri) => {
    expect(keysOf({ jwksUri }).looked).toEqual([`jwks ${jwksUri}`]);
  });
});
