import { describe, expect, it } from "@jest/globals";
import { findingsOf, saidBy } from "../testing/findings.js";
import { orders, policy, route, tokens, toOrders } from "../testing/shop.js";
import { optionalTokens } from "./optional-tokens.js";

describe("requests without a token", () => {
  it("pass where tokens are verified and nobody asks for one", () => {
    expect(saidBy(optionalTokens, ...orders, tokens())).toEqual([
      "WM5083 RequestAuthentication shop/login spec.jwtRules: requests without a token pass: no policy asks for one of shop/login",
    ]);
  });

  it("are refused with the policy that the advice shows", () => {
    const [found] = findingsOf(optionalTokens, ...orders, tokens());
    expect(saidBy(optionalTokens, ...orders, tokens(), found?.advice?.replace(/^add /, "") ?? "")).toEqual([]);
  });

  const byClaim = { headers: [{ name: "@request.auth.claims.role", value: "x" }] };
  it.each([
    ["the rule asks for a token itself", [tokens({ presence: "REQUIRED" })]],
    ["the application gets the claims", [tokens({ outputClaimToHeaders: [{ header: "x-user", claim: "sub" }] })]],
    ["the application gets the token", [tokens({ forwardOriginalToken: true })]],
    [
      "routes are chosen by claims",
      [tokens(), route("shop/r", [{ matches: [byClaim], backendRefs: [{ name: "orders", port: 80 }] }])],
    ],
    [
      "a policy reads claims",
      [
        tokens(),
        policy("shop/p", { ...toOrders, rules: [{ when: [{ key: "request.auth.claims[role]", values: ["x"] }] }] }),
      ],
    ],
  ])("are no slip where %s", (_, more) => {
    expect(saidBy(optionalTokens, ...orders, ...more)).toEqual([]);
  });
});
