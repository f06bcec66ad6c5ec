import { describe, expect, it } from "@jest/globals";
import { served } from "../../binding/testing/meshes.js";
import { findingsOf, saidBy } from "../testing/findings.js";
import { orders, policy, readOnly } from "../testing/shop.js";
import { otherServiceBypass } from "./other-service-bypass.js";

const second = served("shop/orders-v1", { selector: { app: "orders" }, clusterIP: "10.0.0.2" });

describe("going around the rules of a Service by another Service", () => {
  it("is possible where nothing restricts the other one", () => {
    expect(saidBy(otherServiceBypass, ...orders, second, readOnly)).toEqual([
      "WM3051 AuthorizationPolicy shop/read-only spec.targetRefs: Service shop/orders-v1 leads to the same pods, past AuthorizationPolicy shop/read-only",
    ]);
  });

  it("ends with the target that the advice shows", () => {
    const advice = findingsOf(otherServiceBypass, ...orders, second, readOnly).map((finding) => finding.advice);
    expect(advice).toEqual(['add {group: "", kind: Service, name: orders-v1}']);
    const both = policy("shop/read-only", {
      targetRefs: ["orders", "orders-v1"].map((name) => ({ group: "", kind: "Service", name })),
      rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
    });
    expect(saidBy(otherServiceBypass, ...orders, second, both)).toEqual([]);
  });

  it("is not possible where the other one has rules of its own, or other pods", () => {
    const own = policy("shop/own", {
      targetRefs: [{ group: "", kind: "Service", name: "orders-v1" }],
      rules: [{ to: [{ operation: { methods: ["GET", "HEAD"] } }] }],
    });
    expect(saidBy(otherServiceBypass, ...orders, second, readOnly, own)).toEqual([]);
    const elsewhere = served("shop/cart", { clusterIP: "10.0.0.2" });
    expect(saidBy(otherServiceBypass, ...orders, elsewhere, readOnly)).toEqual([]);
  });
});
