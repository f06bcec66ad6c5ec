import { describe, expect, it } from "@jest/globals";
import { deployment, served, waypoint } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { policy, toOrders } from "../testing/shop.js";
import { portBypass } from "./port-bypass.js";

const ports = (...targets: readonly number[]) =>
  targets.map((targetPort, index) => ({ name: `p${index}`, port: 80 + index, targetPort, appProtocol: "http" }));
const mesh = (...targets: readonly number[]) => [
  waypoint(),
  served("shop/orders", { ports: ports(...targets) }),
  deployment("shop/orders"),
];
const denying = (...numbers: readonly string[]) =>
  policy("shop/deny", { ...toOrders, action: "DENY", rules: [{ to: [{ operation: { ports: numbers } }] }] });

describe("going around a denial by port", () => {
  it("is possible where another port leads to the same port of the pods", () => {
    expect(saidBy(portBypass, ...mesh(8080, 8080), denying("80"))).toEqual([
      "WM3053 AuthorizationPolicy shop/deny spec.rules[0].to[0].operation.ports: ports 80 and 81 of Service shop/orders lead to one port of the pods, and only 80 is denied",
    ]);
  });

  it("is not where the other port leads elsewhere, or is denied too", () => {
    expect(saidBy(portBypass, ...mesh(8080, 9090), denying("80"))).toEqual([]);
    expect(saidBy(portBypass, ...mesh(8080, 8080), denying("80", "81"))).toEqual([]);
  });
});
