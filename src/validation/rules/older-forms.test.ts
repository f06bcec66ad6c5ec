import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, policy, readOnly, route, tokens } from "../testing/shop.js";
import { olderForms } from "./older-forms.js";

describe("older forms", () => {
  it("of an API are noted, with the version to write", () => {
    expect(saidBy(olderForms, ...orders, readOnly.replace("/v1", "/v1beta1"))).toEqual([
      "WM3064 AuthorizationPolicy shop/read-only apiVersion: security.istio.io/v1beta1 is an older version: write security.istio.io/v1",
    ]);
  });

  it("of fields are noted, with the name to write", () => {
    const single = policy("shop/one", { targetRef: { group: "", kind: "Service", name: "orders" }, rules: [{}] });
    const keys = tokens({ jwks: undefined, jwks_uri: "https://login.example/keys" });
    const session = { sessionName: "s", cookieConfig: { lifetimeType: "Session" } };
    const sticky = route("shop/r", [{ backendRefs: [{ name: "orders", port: 80 }], sessionPersistence: session }]);
    expect(saidBy(olderForms, ...orders, single, keys, sticky)).toEqual([
      "WM3065 AuthorizationPolicy shop/one spec.targetRef: targetRef is an older name: write targetRefs, a list",
      "WM3065 RequestAuthentication shop/login spec.jwtRules[0].jwks_uri: jwks_uri is an older name: write jwksUri",
      "WM3065 HTTPRoute shop/r spec.rules[0].sessionPersistence.sessionName: sessionName is an older name: write cookie.name, or header.name",
      "WM3065 HTTPRoute shop/r spec.rules[0].sessionPersistence.cookieConfig: cookieConfig is an older name: write cookie",
    ]);
  });

  it("are all there is to say: current ones are left alone", () => {
    expect(saidBy(olderForms, ...orders, readOnly, tokens())).toEqual([]);
  });
});
