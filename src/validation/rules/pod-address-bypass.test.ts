import { describe, expect, it } from "@jest/globals";
import { deployment, meshOf, object, served, service, waypoint } from "../../binding/testing/meshes.js";
import { findingsOf, saidBy } from "../testing/findings.js";
import { closedDoor, orders, policy, readOnly } from "../testing/shop.js";
import { podAddressBypass } from "./pod-address-bypass.js";

const door = (rules: object[], body: object = {}): string =>
  policy("shop/door", { selector: { matchLabels: { app: "orders" } }, rules, ...body });

describe("going around the waypoint to a pod's own address", () => {
  it("is possible where no policy stands at the door", () => {
    expect(saidBy(podAddressBypass, ...orders, readOnly)).toEqual([
      "WM3050 Service shop/orders spec.selector: whoever connects to an address of Deployment shop/orders itself avoids the rules for Service shop/orders",
    ]);
  });

  it("is closed by the policy that the advice shows", () => {
    const [found] = findingsOf(podAddressBypass, ...orders, readOnly);
    const advised = found?.advice?.replace(/^add /, "") ?? "";
    expect(meshOf(advised).diagnostics).toEqual([]);
    expect(saidBy(podAddressBypass, ...orders, readOnly, advised)).toEqual([]);
  });

  it.each([
    ["there are no rules to avoid", [...orders]],
    [
      "the rules allow everything",
      [...orders, policy("shop/all", { rules: [{}], targetRefs: [{ group: "", kind: "Service", name: "orders" }] })],
    ],
    [
      "the rules are on trial",
      [
        ...orders,
        readOnly.replace('"namespace":"shop"', '"namespace":"shop","annotations":{"istio.io/dry-run":"true"}'),
      ],
    ],
    ["the door lets only the waypoint in", [...orders, readOnly, closedDoor]],
    [
      "the door denies everybody but the waypoint",
      [
        ...orders,
        readOnly,
        door([{ from: [{ source: { notPrincipals: ["cluster.local/ns/shop/sa/waypoint"] } }] }], { action: "DENY" }),
      ],
    ],
    ["the service has no waypoint", [service("shop/orders"), deployment("shop/orders"), readOnly]],
  ])("is nothing to speak of where %s", (_, manifests) => {
    expect(saidBy(podAddressBypass, ...manifests)).toEqual([]);
  });

  it("is open to clients without an identity where the door asks for none", () => {
    const byPort = door([{ to: [{ operation: { ports: ["8080"] } }] }]);
    expect(saidBy(podAddressBypass, ...orders, readOnly, byPort)).toEqual([
      "WM3054 AuthorizationPolicy shop/door spec.rules[0]: shop/door lets clients in at Deployment shop/orders whoever they are: they avoid the rules for Service shop/orders",
    ]);
  });

  it("is noted where the door names other clients", () => {
    const byBilling = door([{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/billing"] } }] }]);
    expect(saidBy(podAddressBypass, ...orders, readOnly, byBilling)).toEqual([
      "WM3055 AuthorizationPolicy shop/door spec.rules[0]: shop/door lets clients in at Deployment shop/orders that avoid the rules for Service shop/orders",
    ]);
  });

  it("cannot be closed for pods outside the mesh", () => {
    const outside = deployment("shop/orders", {}, { hostNetwork: true });
    expect(saidBy(podAddressBypass, waypoint(), served("shop/orders"), outside, readOnly, closedDoor)).toEqual([
      "WM3056 Service shop/orders spec.selector: Deployment shop/orders is not in the mesh: whoever connects to its address avoids the rules for Service shop/orders",
    ]);
  });

  it("is judged all the same where the pods are bound to a waypoint whose own policies are all there are", () => {
    const bound = object("Namespace", "shop", { labels: { "istio.io/use-waypoint": "waypoint" } });
    const forAll = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "all" } });
    const own = policy("shop/own", {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" }],
      rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
    });
    expect(saidBy(podAddressBypass, bound, forAll, served("shop/orders"), deployment("shop/orders"), own)).toEqual([]);
  });

  it("is said once for services that select the same pods", () => {
    const second = served("shop/again", { selector: { app: "orders" }, clusterIP: "10.0.0.2" });
    const both = policy("shop/both", {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" }],
      rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
    });
    expect(saidBy(podAddressBypass, ...orders, second, both)).toEqual([
      "WM3050 Service shop/again spec.selector: whoever connects to an address of Deployment shop/orders itself avoids the rules for Service shop/again, Service shop/orders",
    ]);
  });
});
