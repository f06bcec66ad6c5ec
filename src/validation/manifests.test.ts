import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { flowText, listText, onlyThroughWaypoints } from "./manifests.js";

describe("flowText()", () => {
  it.each([
    [
      "texts that YAML would take for something else",
      { a: ["true", "no", "80", "", "a: b", "x, y", "*", "-1", "null"] },
    ],
    ["values that are none", { port: 80, on: false, "a b": "c" }],
    [
      "identities and selectors",
      { principals: ["cluster.local/ns/shop/sa/web"], labels: { "app.kubernetes.io/name": "web" } },
    ],
  ])("is read as it was: %s", (_, value) => {
    expect(parse(flowText(value))).toEqual(value);
  });
});

describe("onlyThroughWaypoints()", () => {
  it("is a policy for the pods, on one line", () => {
    const text = onlyThroughWaypoints({
      name: "orders",
      namespace: "shop",
      labels: { app: "orders" },
      waypoints: ["spiffe://cluster.local/ns/shop/sa/waypoint"],
    });
    expect(text).not.toContain("\n");
    expect(parse(text)).toEqual({
      apiVersion: "security.istio.io/v1",
      kind: "AuthorizationPolicy",
      metadata: { name: "orders-only-through-waypoint", namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: "orders" } },
        action: "ALLOW",
        rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/waypoint"] } }] }],
      },
    });
  });
});

describe("listText()", () => {
  it("names each once, and counts what would be too many", () => {
    expect(listText(["a", "b", "a"])).toBe("a, b");
    expect(listText(["a", "b", "c", "d"])).toBe("a, b, c, d");
    expect(listText(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
  });
});
