import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isSpiffeId, parseSpiffeId, spiffeId, trustDomainPrefix } from "./spiffe.js";

describe("spiffeId()", () => {
  it("writes the form that the mesh uses", () => {
    const identity = { trustDomain: "cluster.local", namespace: "shop", serviceAccount: "web" };
    expect(spiffeId(identity)).toBe("spiffe://cluster.local/ns/shop/sa/web");
  });

  it("gives the parts back that it was made of", () => {
    const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,40}[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.record({ trustDomain: name, namespace: name, serviceAccount: name }), (identity) => {
        expect(parseSpiffeId(spiffeId(identity))).toEqual(identity);
      }),
    );
  });

  it.each([
    { trustDomain: "Cluster.Local", namespace: "shop", serviceAccount: "web" },
    { trustDomain: "", namespace: "shop", serviceAccount: "web" },
    { trustDomain: "td", namespace: "shop/sa/root", serviceAccount: "web" },
    { trustDomain: "td", namespace: "..", serviceAccount: "web" },
    { trustDomain: "td", namespace: "shop", serviceAccount: "wéb" },
  ])("refuses to write %j", (identity) => {
    expect(() => spiffeId(identity)).toThrow(RangeError);
  });
});

describe("parseSpiffeId()", () => {
  it.each([
    "spiffe://td/ns/shop/sa/web/",
    "spiffe://td/ns/shop/sa/",
    "spiffe://td/ns/shop",
    "spiffe://td/sa/web/ns/shop",
    "spiffe://td:8080/ns/shop/sa/web",
    "spiffe://td/ns/shop/sa/web?x",
    "https://td/ns/shop/sa/web",
    "SPIFFE://td/ns/shop/sa/web",
    `spiffe://td/ns/shop/sa/${"a".repeat(2048)}`,
  ])("does not take %s for the identity of a workload", (text) => {
    expect(parseSpiffeId(text)).toBeUndefined();
    expect(isSpiffeId(text)).toBe(false);
  });
});

describe("trustDomainPrefix()", () => {
  it("matches no other trust domain that begins alike", () => {
    const prefix = trustDomainPrefix("cluster.local");
    expect("spiffe://cluster.local/ns/shop/sa/web".startsWith(prefix)).toBe(true);
    expect("spiffe://cluster.local.evil/ns/shop/sa/web".startsWith(prefix)).toBe(false);
  });
});
