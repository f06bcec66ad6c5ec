import { describe, expect, it } from "@jest/globals";
import { reportTargets } from "./policy-targets.js";
import { meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const gatewayGroup = "gateway.networking.k8s.io";
const toRoute = (fields: object = {}) => ({ group: gatewayGroup, kind: "HTTPRoute", name: "reviews", ...fields });
const policy = (target: object, kind: "AuthorizationPolicy" | "RequestAuthentication" = "AuthorizationPolicy") => {
  const rules = kind === "AuthorizationPolicy" ? { rules: [{}] } : { jwtRules: [] };
  return object(kind, "shop/p", { spec: { targetRefs: [target], ...rules } });
};
const route = (name = "shop/reviews") => {
  const parent = { group: "", kind: "Service", name: "reviews", namespace: "shop" };
  return object("HTTPRoute", name, { spec: { parentRefs: [parent], rules: [{ name: "read" }, {}] } });
};
const shop = [waypoint(), served("shop/reviews")];

function said(...manifests: readonly string[]) {
  const mesh = meshOf(...manifests);
  const policies = [...mesh.view.all("AuthorizationPolicy"), ...mesh.view.all("RequestAuthentication")];
  for (const each of policies) reportTargets(each, mesh.view, mesh.report);
  return mesh;
}

/** The schema refuses the policy; what stands for it has no target either. */
const refusedToo = ["WM2003", "WM2008", "WM5003"];

describe("a policy of a route", () => {
  it.each([
    ["is in effect where the route's parent has a waypoint", [...shop, route(), policy(toRoute())], []],
    ["may name a rule", [...shop, route(), policy(toRoute({ sectionName: "read" }))], []],
    ["may not name a rule that does not exist", [...shop, route(), policy(toRoute({ sectionName: "x" }))], ["WM5045"]],
    ["needs the route", [...shop, policy(toRoute())], ["WM5001"]],
    ["needs a route of its own namespace", [...shop, route(), policy(toRoute({ namespace: "web" }))], refusedToo],
    ["is enforced by nobody without a waypoint", [service("shop/reviews"), route(), policy(toRoute())], ["WM5005"]],
    ["does not judge clients with their own", [...shop, route(), route("web/own"), policy(toRoute())], ["WM5054"]],
    ["verifies no tokens", [...shop, route(), policy(toRoute(), "RequestAuthentication")], ["WM5002"]],
  ])("%s", (_what, manifests, codes) => {
    expect(said(...manifests).codes()).toEqual(codes);
  });

  it("is told the rules that there are", () => {
    const { diagnostics } = said(...shop, route(), policy(toRoute({ sectionName: "write" })));
    expect(diagnostics).toMatchObject([
      {
        message: "HTTPRoute shop/reviews has no rule named write: the policy judges all of its rules",
        advice: "its rules are read",
        origin: { path: ["spec", "targetRefs", 0, "sectionName"] },
      },
    ]);
  });
});

it("a policy of a Service has no use for the name of a rule", () => {
  const target = { group: "", kind: "Service", name: "reviews", sectionName: "read" };
  expect(said(...shop, policy(target)).codes()).toEqual(["WM5045"]);
});
