import { describe, expect, it } from "@jest/globals";
import { deployment, object, service } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { policy } from "../testing/shop.js";
import { emptySelector } from "./empty-selector.js";

const selecting = (namespace: string, app: string) =>
  policy(`${namespace}/guard`, {
    selector: { matchLabels: { app } },
    rules: [{ from: [{ source: { namespaces: ["shop"] } }] }],
  });

describe("a selector", () => {
  it("of a Service that fits no pod is said", () => {
    expect(saidBy(emptySelector, service("shop/orders"), deployment("shop/order"))).toEqual([
      "WM3062 Service shop/orders spec.selector: no pod of namespace shop has the labels that Service shop/orders selects",
    ]);
  });

  it("of a policy that fits no pod is said, in its namespace or in the mesh", () => {
    expect(
      saidBy(emptySelector, deployment("shop/orders"), selecting("shop", "order"), selecting("istio-system", "order")),
    ).toEqual([
      "WM5080 AuthorizationPolicy istio-system/guard spec.selector: no pod of the mesh has these labels: the policy guards nothing",
      "WM5080 AuthorizationPolicy shop/guard spec.selector: no pod of namespace shop has these labels: the policy guards nothing",
    ]);
  });

  it.each([
    [
      "it fits",
      [
        service("shop/orders"),
        deployment("shop/orders"),
        selecting("shop", "orders"),
        selecting("istio-system", "orders"),
      ],
    ],
    ["there are no pods among the manifests", [service("shop/orders"), selecting("shop", "orders")]],
    [
      "endpoints are made by somebody else",
      [
        service("shop/orders"),
        deployment("shop/cart"),
        object("EndpointSlice", "shop/orders-1", {
          labels: { "kubernetes.io/service-name": "orders" },
          addressType: "IPv4",
          endpoints: [],
          ports: [],
        }),
      ],
    ],
  ])("is left alone where %s", (_, manifests) => {
    expect(saidBy(emptySelector, ...manifests)).toEqual([]);
  });
});
