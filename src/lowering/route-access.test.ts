import { describe, expect, it } from "@jest/globals";
import { meshOf, object, served, waypoint } from "../binding/testing/meshes.js";
import { lowerRouteAccess } from "./route-access.js";

const gatewayGroup = "gateway.networking.k8s.io";
const route = object("HTTPRoute", "shop/r", {
  spec: {
    parentRefs: [{ group: "", kind: "Service", name: "reviews" }],
    rules: [{ name: "read" }, { name: "write" }, {}],
  },
});
const policy = (name: string, spec: object, section?: string) => {
  const target = { group: gatewayGroup, kind: "HTTPRoute", name: "r", ...(section && { sectionName: section }) };
  return object("AuthorizationPolicy", name, { spec: { targetRefs: [target], rules: [{}], ...spec } });
};

function accessOf(rule: number, ...manifests: readonly string[]) {
  const mesh = meshOf(waypoint(), served("shop/reviews"), route, ...manifests);
  const site = { route: mesh.find("HTTPRoute", "shop/r"), rule, service: mesh.service("shop/reviews") };
  return { access: lowerRouteAccess(site, mesh.view, mesh.report), mesh };
}
const allowing = (rule: number, ...manifests: readonly string[]) =>
  accessOf(rule, ...manifests).access?.allow.map(({ name }) => name);

describe("lowerRouteAccess()", () => {
  it("is nothing without policies", () => {
    expect(allowing(0)).toBeUndefined();
  });

  it("takes the policies of the route and of the rule, and no others", () => {
    const policies = [policy("shop/all", {}), policy("shop/read", {}, "read"), policy("shop/write", {}, "write")];
    expect([0, 1, 2].map((rule) => allowing(rule, ...policies))).toEqual([
      ["shop/all", "shop/read"],
      ["shop/all", "shop/write"],
      ["shop/all"],
    ]);
  });

  it("judges every rule by a policy for a rule that does not exist", () => {
    expect([0, 1, 2].map((rule) => allowing(rule, policy("shop/slip", {}, "raed")))).toEqual([
      ["shop/slip"],
      ["shop/slip"],
      ["shop/slip"],
    ]);
  });

  it("leaves policies of other namespaces alone", () => {
    expect(allowing(0, policy("web/p", {}))).toBeUndefined();
  });

  const provider = { name: "opa", envoyExtAuthzGrpc: { service: "reviews.shop.svc.cluster.local", port: 80 } };
  const config = object("MeshConfig", "mesh", { spec: { extensionProviders: [provider] } });
  const custom = policy("shop/custom", { action: "CUSTOM", provider: { name: "opa" } });
  const tokens = object("RequestAuthentication", "shop/t", {
    spec: {
      targetRefs: [{ group: "", kind: "Service", name: "reviews" }],
      jwtRules: [{ issuer: "i", jwks: '{"keys":[]}' }],
    },
  });
  it.each([
    ["asks its authorizer", [], ["shop/custom", undefined], []],
    ["denies instead where tokens may change the route", [tokens], [undefined, "shop/custom"], ["WM5056"]],
  ])("%s", (_what, more, [asked, denied], codes) => {
    const { access, mesh } = accessOf(0, config, custom, ...more);
    expect(access?.external?.[0]?.policies[0]?.name).toBe(asked);
    expect(access?.deny[0]?.name).toBe(denied);
    expect(mesh.codes()).toEqual(codes);
  });
});
