import { describe, expect, it } from "@jest/globals";
import { saidBy } from "../testing/findings.js";
import { orders, policy, toOrders } from "../testing/shop.js";
import { deniedAllowance } from "./denied-allowance.js";

const from = (source: object) => [{ source }];
const to = (operation: object) => [{ operation }];
const allowing = (rule: object) => policy("shop/allow", { ...toOrders, rules: [rule] });
const denying = (rule: object, spec: object = {}, body: object = {}) =>
  policy("shop/deny", { ...toOrders, action: "DENY", rules: [rule], ...spec }, body);

const stats = { to: to({ methods: ["GET"], paths: ["/admin/stats"] }) };
const web = ["cluster.local/ns/shop/sa/web"];

describe("what an ALLOW rule allows", () => {
  it.each([
    ["a wider path is denied", stats, { to: to({ paths: ["/admin/*"] }) }],
    ["everything is denied", stats, {}],
    [
      "it is denied to all but others",
      { from: from({ principals: web }) },
      { from: from({ notPrincipals: ["cluster.local/ns/shop/sa/admin"] }) },
    ],
    [
      "each of its ways is denied",
      { to: [...to({ methods: ["PUT"] }), ...to({ methods: ["DELETE"] })] },
      { to: to({ methods: ["PUT", "DELETE"] }) },
    ],
    ["its port is denied", { to: to({ ports: ["80"] }) }, { to: to({ ports: ["80", "81"] }) }],
  ])("is denied as a whole where %s", (_, allowed, denied) => {
    expect(saidBy(deniedAllowance, ...orders, allowing(allowed), denying(denied))).toEqual([
      "WM5081 AuthorizationPolicy shop/allow spec.rules[0]: all that this rule allows is denied by shop/deny",
    ]);
  });

  it.each([
    ["only a part is denied", { to: to({ paths: ["/admin/*"] }) }, { to: to({ paths: ["/admin/stats"] }) }],
    ["it is denied to others", { from: from({ principals: web }) }, { from: from({ notPrincipals: web }) }],
    [
      "one of its ways is not denied",
      { to: [...to({ methods: ["PUT"] }), ...to({ methods: ["GET"] })] },
      { to: to({ methods: ["PUT"] }) },
    ],
    ["the denial asks for more", stats, { ...stats, from: from({ principals: web }) }],
  ])("is in effect where %s", (_, allowed, denied) => {
    expect(saidBy(deniedAllowance, ...orders, allowing(allowed), denying(denied))).toEqual([]);
  });

  it("is in effect where the denial is on trial, or has another target", () => {
    const trial = { annotations: { "istio.io/dry-run": "true" } };
    expect(saidBy(deniedAllowance, ...orders, allowing(stats), denying({}, {}, trial))).toEqual([]);
    const elsewhere = { targetRefs: [{ group: "", kind: "Service", name: "cart" }] };
    expect(saidBy(deniedAllowance, ...orders, allowing(stats), denying({}, elsewhere))).toEqual([]);
  });
});
