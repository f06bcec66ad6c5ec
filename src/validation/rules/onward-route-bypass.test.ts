import { describe, expect, it } from "@jest/globals";
import { deployment, object, served, waypoint } from "../../binding/testing/meshes.js";
import { findingsOf, saidBy } from "../testing/findings.js";
import { orders, policy, readOnly } from "../testing/shop.js";
import { onwardRouteBypass } from "./onward-route-bypass.js";

const front = [served("shop/front", { clusterIP: "10.0.0.2" }), deployment("shop/front")];
const onward = object("HTTPRoute", "shop/front", {
  spec: {
    parentRefs: [{ group: "", kind: "Service", name: "front" }],
    rules: [
      {
        backendRefs: [
          { name: "front", port: 80 },
          { name: "orders", port: 80 },
        ],
      },
    ],
  },
});

describe("going around the rules of a Service by another one's route", () => {
  it("is possible where both have the same waypoint and the other one has no rules", () => {
    expect(saidBy(onwardRouteBypass, ...orders, ...front, onward, readOnly)).toEqual([
      "WM3052 HTTPRoute shop/front spec.rules[0].backendRefs[1]: AuthorizationPolicy shop/read-only does not judge what the route sends to Service shop/orders: it comes as a request for Service shop/front, which has no rules",
    ]);
    const [found] = findingsOf(onwardRouteBypass, ...orders, ...front, onward, readOnly);
    expect(found?.advice).toBe('add {group: "", kind: Service, name: front} to its targetRefs');
  });

  it("is not possible where the backend has another waypoint, which judges for itself", () => {
    const inner = waypoint("shop/inner", { addresses: [{ value: "127.9.0.2" }] });
    const behind = object("Service", "shop/orders", {
      labels: { "istio.io/use-waypoint": "inner" },
      spec: {
        selector: { app: "orders" },
        clusterIP: "10.0.0.1",
        ports: [{ port: 80, targetPort: 8080, appProtocol: "http" }],
      },
    });
    const mesh = [waypoint(), inner, behind, deployment("shop/orders"), ...front, onward, readOnly];
    expect(saidBy(onwardRouteBypass, ...mesh)).toEqual([]);
  });

  it("is not said where the other Service has rules too, or the backend has none", () => {
    const own = policy("shop/front", {
      targetRefs: [{ group: "", kind: "Service", name: "front" }],
      rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
    });
    expect(saidBy(onwardRouteBypass, ...orders, ...front, onward, readOnly, own)).toEqual([]);
    expect(saidBy(onwardRouteBypass, ...orders, ...front, onward)).toEqual([]);
  });
});
