import { describe, expect, it } from "@jest/globals";
import { object } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { orders, readOnly, route } from "../testing/shop.js";
import { ingressBypass } from "./ingress-bypass.js";

const edge = object("Gateway", "shop/edge", {
  spec: { gatewayClassName: "istio", listeners: [{ name: "web", port: 80, protocol: "HTTP" }] },
});
const fromEdge = route("shop/edge", [{ backendRefs: [{ name: "orders", port: 80 }] }], {
  parentRefs: [{ name: "edge" }],
});

describe("going around the waypoint from an ingress", () => {
  it("is what gateways do with requests for a Service with rules", () => {
    expect(saidBy(ingressBypass, ...orders, readOnly, edge, fromEdge)).toEqual([
      "WM3057 HTTPRoute shop/edge spec.rules[0].backendRefs[0]: requests from Gateway shop/edge reach Service shop/orders past AuthorizationPolicy shop/read-only",
    ]);
  });

  it("ends with the label, on the Service or on its namespace", () => {
    const labelled = orders.map((text) =>
      text.replace('"istio.io/use-waypoint"', '"istio.io/ingress-use-waypoint":"true","istio.io/use-waypoint"'),
    );
    expect(saidBy(ingressBypass, ...labelled, readOnly, edge, fromEdge)).toEqual([]);
    const namespace = object("Namespace", "shop", { labels: { "istio.io/ingress-use-waypoint": "true" } });
    expect(saidBy(ingressBypass, namespace, ...orders, readOnly, edge, fromEdge)).toEqual([]);
  });

  it("is nothing to speak of without rules, or where nobody knows the gateway", () => {
    expect(saidBy(ingressBypass, ...orders, edge, fromEdge)).toEqual([]);
    expect(saidBy(ingressBypass, ...orders, readOnly, fromEdge)).toEqual([]);
  });
});
