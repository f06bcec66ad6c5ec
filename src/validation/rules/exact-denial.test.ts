import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, policy, toOrders } from "../testing/shop.js";
import { exactDenial } from "./exact-denial.js";

const on = (action: string, ...paths: readonly string[]) =>
  policy("shop/p", { ...toOrders, action, rules: [{ to: [{ operation: { paths } }] }] });

describe("the denial of a path", () => {
  it("leaves the same path with a slash behind it open", () => {
    expect(saidBy(exactDenial, ...orders, on("DENY", "/admin"))).toEqual([
      "WM5087 AuthorizationPolicy shop/p spec.rules[0].to[0].operation.paths: /admin is denied, /admin/ is not",
    ]);
  });

  it.each([
    ["the rest is denied, too", on("DENY", "/admin", "/admin/*")],
    ["the path is a file", on("DENY", "/openapi.json")],
    ["it ends with a slash", on("DENY", "/admin/")],
    ["it is allowed", on("ALLOW", "/admin")],
  ])("is left alone where %s", (_, manifest) => {
    expect(saidBy(exactDenial, ...orders, manifest)).toEqual([]);
  });
});
