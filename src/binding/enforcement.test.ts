import { describe, expect, it } from "@jest/globals";
import { enforcementOf } from "./enforcement.js";
import { deployment, meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const policy = (spec: object, body: object = {}, name = "shop/p") =>
  object("AuthorizationPolicy", name, { ...body, spec: { rules: [{}], ...spec } });
const toService = { group: "", kind: "Service", name: "reviews" };
const gatewayGroup = "gateway.networking.k8s.io";
const route = object("HTTPRoute", "shop/r", {
  spec: { parentRefs: [toService], rules: [{ backendRefs: [{ name: "reviews", port: 80 }] }] },
});

function enforced(...manifests: readonly string[]) {
  const { view } = meshOf(...manifests);
  return view.all("AuthorizationPolicy").flatMap((each) => enforcementOf(each, view));
}

describe("enforcementOf()", () => {
  it.each([
    [
      "a Service",
      [waypoint(), served("shop/reviews"), policy({ targetRefs: [toService] })],
      "shop/waypoint",
      "own-label",
    ],
    [
      "a route",
      [
        waypoint(),
        served("shop/reviews"),
        route,
        policy({ targetRefs: [{ group: gatewayGroup, kind: "HTTPRoute", name: "r" }] }),
      ],
      "shop/waypoint",
      "own-label",
    ],
    [
      "a Gateway",
      [waypoint(), policy({ targetRefs: [{ group: gatewayGroup, kind: "Gateway", name: "waypoint" }] })],
      "shop/waypoint",
      "named by the policy",
    ],
    [
      "a class",
      [
        waypoint(),
        policy(
          { targetRefs: [{ group: gatewayGroup, kind: "GatewayClass", name: "waymark-waypoint" }] },
          {},
          "istio-system/p",
        ),
      ],
      "shop/waypoint",
      "named by the policy",
    ],
  ])("finds the waypoint of %s", (_what, manifests, where, because) => {
    expect(enforced(...manifests)).toMatchObject([
      { layer: "waypoint", where, inEffect: true, because, sees: ["client"] },
    ]);
  });

  it.each([
    [
      "a Service without a waypoint",
      [service("shop/reviews"), policy({ targetRefs: [toService] })],
      "no waypoint: not-labelled",
    ],
    ["a Service that does not exist", [policy({ targetRefs: [toService] })], "the target does not exist"],
    [
      "a kind nobody enforces",
      [policy({ targetRefs: [{ group: "apps", kind: "Deployment", name: "x" }] })],
      "policies cannot target this kind",
    ],
    [
      "a class from elsewhere",
      [policy({ targetRefs: [{ group: gatewayGroup, kind: "GatewayClass", name: "waymark-waypoint" }] })],
      "only the root namespace may",
    ],
    [
      "a policy on trial",
      [
        waypoint(),
        served("shop/reviews"),
        policy({ targetRefs: [toService] }, { annotations: { "istio.io/dry-run": "true" } }),
      ],
      "the policy is on trial",
    ],
  ])("says why nothing is in effect for %s", (_what, manifests, because) => {
    expect(enforced(...manifests)).toMatchObject([{ inEffect: false, because }]);
  });

  it("finds the doors of pods, and who is seen there", () => {
    const other = deployment("shop/other", { replicas: 1 });
    const selector = { matchLabels: { app: "reviews" } };
    expect(
      enforced(waypoint(), served("shop/reviews"), deployment("shop/reviews"), other, policy({ selector })),
    ).toEqual([
      {
        layer: "pod",
        where: "shop/reviews-0",
        judges: "Pod shop/reviews-0",
        inEffect: true,
        because: "selected by its labels",
        sees: ["shop/waypoint", "client"],
      },
    ]);
  });
});
