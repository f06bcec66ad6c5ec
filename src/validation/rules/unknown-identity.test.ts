import { describe, expect, it } from "@jest/globals";
import { deployment, object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { orders, policy, toOrders } from "../testing/shop.js";
import { unknownIdentity } from "./unknown-identity.js";

const from = (source: object) => policy("shop/p", { ...toOrders, rules: [{ from: [{ source }] }] });
const place = "AuthorizationPolicy shop/p spec.rules[0].from[0].source";
const mesh = [...orders, deployment("shop/storefront"), object("ServiceAccount", "accounts/billing")];

describe("an identity in a policy", () => {
  it.each([
    ["principals", "cluster.local/ns/shop/sa/stroefront", "shop/stroefront"],
    ["serviceAccounts", "accounts/biling", "accounts/biling"],
    ["namespaces", "acounts", "anything of namespace acounts"],
  ])("that nobody has is said where another one is nearly the same: %s", (field, value, written) => {
    expect(saidBy(unknownIdentity, ...mesh, from({ [field]: [value] }))).toEqual([
      `WM5085 ${place}.${field}: nobody runs as ${written}`,
    ]);
  });

  it.each([
    ["principals", "example.com/ns/shop/sa/web"],
    ["trustDomains", "example.com"],
  ])("of a trust domain that is not accepted is said: %s", (field, value) => {
    expect(saidBy(unknownIdentity, ...mesh, from({ [field]: [value] }))).toEqual([
      `WM5086 ${place}.${field}: no client of the mesh has an identity of the trust domain example.com`,
    ]);
  });

  it.each([
    ["it exists", { principals: ["cluster.local/ns/shop/sa/storefront"], namespaces: ["accounts"] }],
    ["its namespace is not among the manifests", { principals: ["cluster.local/ns/monitoring/sa/prometheus"] }],
    ["nothing is like it", { serviceAccounts: ["shop/gateway"] }],
    ["only a number differs", { serviceAccounts: ["shop/storefront-2"] }],
    ["it is a pattern", { principals: ["cluster.local/ns/shop/*"] }],
  ])("is left alone where %s", (_, source) => {
    expect(saidBy(unknownIdentity, ...mesh, from(source))).toEqual([]);
  });
});
