import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, policy, tokens, toOrders } from "../testing/shop.js";
import { unverifiedTokens } from "./unverified-tokens.js";

const asking = (source: object, spec: object = {}) =>
  policy("shop/p", { ...toOrders, rules: [{ from: [{ source }] }], ...spec });
const nobody = "nobody verifies tokens for shop/orders: to shop/p every request is one without a token";

describe("a condition on tokens", () => {
  it("never holds where nobody verifies tokens", () => {
    expect(saidBy(unverifiedTokens, ...orders, asking({ requestPrincipals: ["*"] }))).toEqual([
      `WM5082 AuthorizationPolicy shop/p spec.rules[0].from[0].source.requestPrincipals: ${nobody}`,
    ]);
    const byClaim = policy("shop/p", {
      ...toOrders,
      rules: [{ when: [{ key: "request.auth.claims[role]", values: ["x"] }] }],
    });
    expect(saidBy(unverifiedTokens, ...orders, byClaim)).toEqual([
      `WM5082 AuthorizationPolicy shop/p spec.rules[0].when[0].values: ${nobody}`,
    ]);
  });

  it("never holds for an issuer whose tokens nobody verifies", () => {
    const other = asking({ requestPrincipals: ["https://login.example/v2/*"] });
    expect(saidBy(unverifiedTokens, ...orders, tokens({ issuer: "https://other.example" }), other)).toEqual([
      'WM5084 AuthorizationPolicy shop/p spec.rules[0].from[0].source.requestPrincipals: no token whose principal begins with "https://login.example/v2/" is verified there',
    ]);
  });

  it.each([
    ["any issuer", asking({ requestPrincipals: ["*"] })],
    [
      "the issuer that is verified",
      asking({ requestPrincipals: ["https://login.example/*", "https://login.example/anna"] }),
    ],
    ["the beginning of the issuer", asking({ requestPrincipals: ["https://login*"] })],
    ["no token", asking({ notRequestPrincipals: ["https://elsewhere.example/*"] })],
  ])("may hold where tokens are verified and it asks for %s", (_, asked) => {
    expect(saidBy(unverifiedTokens, ...orders, tokens(), asked)).toEqual([]);
  });

  it("is not said where nothing enforces the policy, which is said by the translation", () => {
    expect(
      saidBy(
        unverifiedTokens,
        ...orders,
        asking({ requestPrincipals: ["*"] }, { targetRefs: [{ group: "", kind: "Service", name: "gone" }] }),
      ),
    ).toEqual([]);
  });
});
