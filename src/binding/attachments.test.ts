import { describe, expect, it } from "@jest/globals";
import { reportTargets } from "./policy-targets.js";
import { meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const policy = (target: object, namespace = "shop") =>
  object("AuthorizationPolicy", `${namespace}/p`, { spec: { targetRefs: [target], rules: [{}] } });
const gatewayGroup = "gateway.networking.k8s.io";

describe("reportTargets()", () => {
  const toService = { group: "", kind: "Service", name: "reviews" };
  const toGateway = { group: gatewayGroup, kind: "Gateway", name: "waypoint" };
  const toClass = { group: gatewayGroup, kind: "GatewayClass", name: "waymark-waypoint" };
  it.each([
    ["a Service with a waypoint", [waypoint(), served("shop/reviews"), policy(toService)], []],
    ["a waypoint", [waypoint(), policy(toGateway)], []],
    ["a class, from the root namespace", [policy(toClass, "istio-system")], []],
    ["a class, from elsewhere", [policy(toClass)], ["WM5004"]],
    ["a Service that does not exist", [policy(toService)], ["WM5001"]],
    ["a kind that cannot be judged", [policy({ group: "apps", kind: "Deployment", name: "x" })], ["WM5002"]],
    [
      "another namespace",
      [service("other/reviews"), policy({ ...toService, namespace: "other" })],
      ["WM2003", "WM2008", "WM5003"],
    ],
    ["a Service without a waypoint", [service("shop/reviews"), policy(toService)], ["WM5005"]],
    [
      "a Gateway that is no waypoint",
      [waypoint("shop/waypoint", { gatewayClassName: "nginx" }), policy(toGateway)],
      ["WM5006"],
    ],
  ])("for a policy that targets %s", (_what, manifests, codes) => {
    const mesh = meshOf(...manifests);
    for (const each of mesh.view.all("AuthorizationPolicy")) reportTargets(each, mesh.view, mesh.report);
    expect(mesh.codes()).toEqual(codes);
  });

  it("says that a RequestAuthentication without a target is in effect nowhere", () => {
    const mesh = meshOf(
      object("RequestAuthentication", "shop/p", { spec: { jwtRules: [{ issuer: "i", jwks: "{}" }] } }),
    );
    reportTargets(mesh.find("RequestAuthentication", "shop/p"), mesh.view, mesh.report);
    expect(mesh.codes()).toEqual(["WM5019"]);
  });
});
