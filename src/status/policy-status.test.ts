import { describe, expect, it } from "@jest/globals";
import { deployment, object, served, service, waypoint } from "../binding/testing/meshes.js";
import { inShort, statusIn } from "./testing/statuses.js";

const toReviews = { group: "", kind: "Service", name: "reviews" };
const mesh = [waypoint(), served("shop/reviews"), deployment("shop/reviews")];
const name = "AuthorizationPolicy shop/p";

function policy(spec: object, body: object = {}): string {
  return object("AuthorizationPolicy", "shop/p", { ...body, spec: { rules: [{}], ...spec } });
}

function authentication(rule: object, spec: object = { targetRefs: [toReviews] }): string {
  return object("RequestAuthentication", "shop/p", { spec: { jwtRules: [{ issuer: "i", ...rule }], ...spec } });
}

function shortly(manifests: readonly string[], object = name): readonly string[] {
  return statusIn(manifests, object).conditions.map(inShort);
}

const jwk = {
  kty: "OKP",
  crv: "Ed25519",
  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
};
const not = "waymark.dev/InEffect=False NotInEffect";
const partly = "waymark.dev/InEffect=False PartlyInEffect";

describe("the status of a policy with targets", () => {
  it("says which waypoint enforces it, for each target", () => {
    expect(statusIn([...mesh, policy({ targetRefs: [toReviews] })], name)).toMatchObject({
      inEffect: "yes",
      where: ["waypoint shop/waypoint"],
      ancestors: [
        {
          ancestorRef: { ...toReviews, namespace: "shop" },
          conditions: [
            { type: "Accepted", status: "True", reason: "Accepted" },
            { type: "waymark.dev/InEffect", status: "True", message: "waypoint shop/waypoint" },
          ],
        },
      ],
    });
    expect(shortly([...mesh, policy({ targetRef: toReviews })])).toEqual([
      "WaypointAccepted=True Accepted",
      "waymark.dev/InEffect=True InEffect",
    ]);
  });

  it.each([
    ["TargetNotFound", { ...toReviews, name: "nowhere" }],
    ["Invalid", { group: "example.com", kind: "Thing", name: "t" }],
    ["Invalid", { ...toReviews, namespace: "other" }],
    ["Invalid", { group: "gateway.networking.k8s.io", kind: "GatewayClass", name: "waymark-waypoint" }],
    ["Invalid", { group: "gateway.networking.k8s.io", kind: "Gateway", name: "ingress" }],
  ])("is not accepted: %s", (reason, target) => {
    const ingress = object("Gateway", "shop/ingress", {
      spec: { gatewayClassName: "nginx", listeners: [{ name: "web", port: 80, protocol: "HTTP" }] },
    });
    expect(shortly([...mesh, ingress, policy({ targetRefs: [target] })])).toEqual([
      `WaypointAccepted=False ${reason}`,
      not,
    ]);
  });

  it("is not accepted where nobody enforces it", () => {
    expect(shortly([service("shop/reviews"), policy({ targetRefs: [toReviews] })])).toEqual([
      "WaypointAccepted=False AncestorNotBound",
      not,
    ]);
  });

  it("is partly in effect if one target takes it and another does not", () => {
    const targetRefs = [toReviews, { ...toReviews, name: "nowhere" }];
    const status = statusIn([...mesh, policy({ targetRefs })], name);
    expect(status.conditions.map(inShort)).toEqual(["WaypointAccepted=True PartiallyInvalid", partly]);
    expect(status.ancestors?.map(({ conditions }) => conditions.map(inShort))).toEqual([
      ["Accepted=True Accepted", "waymark.dev/InEffect=True InEffect"],
      ["Accepted=False TargetNotFound", not],
    ]);
  });

  it("is not in effect where the waypoint asked for cannot be had", () => {
    const status = statusIn([served("shop/reviews"), policy({ targetRefs: [toReviews] })], name);
    expect(status).toMatchObject({ inEffect: "no", because: [{ message: expect.stringContaining("not-found") }] });
  });

  it("is not in effect on trial", () => {
    const trial = policy({ targetRefs: [toReviews] }, { annotations: { "istio.io/dry-run": "true" } });
    expect(statusIn([...mesh, trial], name)).toMatchObject({ inEffect: "no", because: [{ code: "WM5010" }] });
  });

  it("is partially invalid where a part of a rule cannot be used", () => {
    const rules = [{ when: [{ key: "no.such.key", values: ["x"] }] }];
    expect(shortly([...mesh, policy({ targetRefs: [toReviews], rules })])).toEqual([
      "WaypointAccepted=True PartiallyInvalid",
      partly,
    ]);
  });

  it("is not accepted as long as it cannot be read", () => {
    expect(shortly([...mesh, policy({ targetRefs: [toReviews], action: "MAYBE" })])).toEqual([
      "WaypointAccepted=False Invalid",
      not,
    ]);
  });
});

describe("the status of a policy without targets", () => {
  it("says at whose doors it is enforced", () => {
    expect(statusIn([...mesh, policy({})], name)).toMatchObject({ inEffect: "yes", where: ["pod shop/reviews-0"] });
    const two = deployment("shop/ratings", { replicas: 2 });
    expect(statusIn([...mesh, two, policy({})], name).where).toEqual(["3 pods of namespace shop"]);
    expect(shortly([...mesh, policy({})])).toEqual([
      "ZtunnelAccepted=True Accepted",
      "waymark.dev/InEffect=True InEffect",
    ]);
  });

  it("is not in effect where it selects nobody", () => {
    const status = statusIn([...mesh, policy({ selector: { matchLabels: { app: "nobody" } } })], name);
    expect(status).toMatchObject({ inEffect: "no", because: [{ message: "the policy selects no pod" }] });
  });

  it("says what a door cannot see", () => {
    const rules = [{ to: [{ operation: { paths: ["/x"] } }] }];
    expect(shortly([...mesh, policy({ rules })])).toEqual(["ZtunnelAccepted=True UnsupportedValue", partly]);
  });

  it("says so where waypoints stand in front, whose clients the door does not recognise", () => {
    const rules = [{ from: [{ source: { namespaces: ["evil"] } }] }];
    const status = statusIn([...mesh, policy({ action: "DENY", rules })], name);
    expect(status).toMatchObject({ inEffect: "partly", because: [{ code: "WM5052" }] });
    expect(status.conditions.map(inShort)).toEqual(["ZtunnelAccepted=True Accepted", partly]);
  });

  it("names pods outside the mesh", () => {
    const outside = object("Pod", "shop/out", {
      labels: { "istio.io/dataplane-mode": "none" },
      spec: { containers: [{ name: "app", image: "x" }] },
    });
    expect(statusIn([...mesh, outside, policy({})], name)).toMatchObject({
      inEffect: "partly",
      because: [{ message: "Pod shop/out: the pod is not in the mesh" }],
    });
  });
});

describe("the status of a request authentication", () => {
  const tokens = "RequestAuthentication shop/p";

  it("says whether its keys are known", () => {
    expect(shortly([...mesh, authentication({ jwks: JSON.stringify({ keys: [jwk] }) })], tokens)).toEqual([
      "WaypointAccepted=True Accepted",
      "waymark.dev/KeysResolved=True KeysResolved",
      "waymark.dev/InEffect=True InEffect",
    ]);
  });

  it.each([
    ["KeysNotFetched", { jwksUri: "https://issuer.example/keys" }],
    ["InvalidKeys", { jwks: "{}" }],
  ])("says why its keys are not: %s", (reason, rule) => {
    expect(shortly([...mesh, authentication(rule)], tokens)).toEqual([
      "WaypointAccepted=True Accepted",
      `waymark.dev/KeysResolved=False ${reason}`,
      partly,
    ]);
  });

  it("is not in effect without a target", () => {
    expect(shortly([...mesh, authentication({ jwks: JSON.stringify({ keys: [jwk] }) }, {})], tokens)).toEqual([
      "WaypointAccepted=False NoTarget",
      not,
    ]);
  });
});
