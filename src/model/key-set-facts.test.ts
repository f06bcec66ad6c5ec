import { describe, expect, it } from "@jest/globals";
import { meshOf, object } from "../binding/testing/meshes.js";
import { wantedKeys } from "./key-set-facts.js";

const targetRefs = [{ group: "", kind: "Service", name: "reviews" }];

function wanted(...rules: object[]) {
  const spec = { targetRefs, jwtRules: rules.map((rule) => ({ issuer: "https://i.example", ...rule })) };
  const { view } = meshOf(
    object("RequestAuthentication", "shop/t", { spec }),
    object("RequestAuthentication", "shop/idle", { spec: { jwtRules: [{ issuer: "https://idle.example" }] } }),
  );
  return wantedKeys(view.all("RequestAuthentication"), (url) => url.includes("in-mesh"));
}

describe("wantedKeys()", () => {
  it("names each place once, with the longest time that a rule grants", () => {
    const jwksUri = "https://i.example/keys";
    expect(wanted({ jwksUri, timeout: "500ms" }, { jwksUri, timeout: "2s" }, { jwksUri, timeout: "1s" }, {})).toEqual([
      { place: "issuer https://i.example", kind: "issuer", url: "https://i.example", timeoutMs: 5000 },
      { place: "jwks https://i.example/keys", kind: "jwks", url: jwksUri, timeoutMs: 2000 },
    ]);
  });

  it.each([
    ["keys that stand in the rule", { jwks: "{}" }],
    ["issuers that are no URL", { issuer: "somebody" }],
    ["what proxies ask of the mesh", { jwksUri: "http://in-mesh/keys" }],
    ["what is no URL", { jwksUri: "https://[" }],
  ])("leaves out %s, and objects that nobody enforces", (_what, rule) => {
    expect(wanted(rule)).toEqual([]);
  });

  it.each([
    ["1h", 60_000],
    ["1m30s", 60_000],
    ["1.5s", 1500],
  ])("takes a time of %s for %d ms, within bounds", (timeout, timeoutMs) => {
    expect(wanted({ jwksUri: "https://i.example/keys", timeout })).toMatchObject([{ timeoutMs }]);
  });
});
