import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import type { TestMesh } from "../binding/testing/meshes.js";
import { meshOf, object, served, service, waypoint, withoutOrigins } from "../binding/testing/meshes.js";
import { waypointFor } from "../binding/waypoints.js";
import { lowerAccess } from "./access.js";

function accessOf(...manifests: string[]) {
  const mesh = meshOf(waypoint(), ...manifests);
  return { mesh, access: accessIn(mesh) };
}

function accessIn(mesh: TestMesh) {
  const reviews = mesh.service("shop/reviews");
  const [port] = reviews.spec.ports;
  const binding = waypointFor(reviews, mesh.view);
  if (port === undefined || binding.kind !== "bound") throw new Error("shop/reviews has no port or no waypoint");
  return lowerAccess({ service: reviews, port, waypoint: binding.waypoint }, mesh.view, mesh.report);
}

const gatewayGroup = "gateway.networking.k8s.io";
const toService = { group: "", kind: "Service", name: "reviews" };
const toGateway = { group: gatewayGroup, kind: "Gateway", name: "waypoint" };
const toClass = { group: gatewayGroup, kind: "GatewayClass", name: "waymark-waypoint" };
const policy = (name: string, spec: object) => object("AuthorizationPolicy", name, { spec });
const allowAll = (...targetRefs: object[]) => ({ targetRefs, rules: [{}] });

describe("the policies of a service port", () => {
  it.each([
    ["targets the Service", policy("shop/p", allowAll(toService)), ["shop/p"]],
    ["targets the Service in the older form", policy("shop/p", { targetRef: toService, rules: [{}] }), ["shop/p"]],
    ["targets the waypoint", policy("shop/p", allowAll(toGateway)), ["shop/p"]],
    ["targets both", policy("shop/p", allowAll(toService, toGateway)), ["shop/p"]],
    ["targets the class from the root namespace", policy("istio-system/p", allowAll(toClass)), ["istio-system/p"]],
    ["targets the class from elsewhere", policy("shop/p", allowAll(toClass)), []],
    ["targets another Service", policy("shop/p", allowAll({ ...toService, name: "other" })), []],
    ["targets the Service from another namespace", policy("web/p", allowAll({ ...toService, namespace: "shop" })), []],
    ["holds for the namespace", policy("shop/p", { rules: [{}] }), []],
    ["holds for the mesh", policy("istio-system/p", { rules: [{}] }), []],
    ["selects the pods", policy("shop/p", { selector: { matchLabels: { app: "reviews" } }, rules: [{}] }), []],
  ])("include one that %s: %s", (_what, manifest, names) => {
    expect(accessOf(served("shop/reviews"), manifest).access.allow.map(({ name }) => name)).toEqual(names);
  });

  it("are apart by effect and sorted by name", () => {
    const { access } = accessOf(
      served("shop/reviews"),
      policy("shop/b", { ...allowAll(toService), action: "DENY" }),
      policy("shop/c", allowAll(toService)),
      policy("shop/a", allowAll(toGateway)),
    );
    expect(access.deny.map(({ name }) => name)).toEqual(["shop/b"]);
    expect(access.allow.map(({ name }) => name)).toEqual(["shop/a", "shop/c"]);
    expect(access.authentication).toBeUndefined();
  });
});

describe("the policies of a TCP port", () => {
  const tcp = served("shop/reviews", { ports: [{ port: 80, appProtocol: "tcp" }] });
  const rules = [
    { from: [{ source: { namespaces: ["web"] } }] },
    { from: [{ source: { namespaces: ["web"] } }], to: [{ operation: { methods: ["GET"], ports: ["80"] } }] },
  ];

  it("lose ALLOW rules that look into requests", () => {
    const { access, mesh } = accessOf(tcp, policy("shop/p", { targetRefs: [toService], rules }));
    expect(access.allow.map((each) => each.rules.map(({ name }) => name))).toEqual([["rule[0]"]]);
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM5014", origin: { path: ["spec", "rules", 1, "to", 0, "operation", "methods"] } },
    ]);
  });

  it("keep DENY rules without what looks into requests", () => {
    const { access, mesh } = accessOf(tcp, policy("shop/p", { targetRefs: [toService], action: "DENY", rules }));
    expect(access.deny[0]?.rules[1]).toMatchObject({
      from: [[{ kind: "text" }]],
      to: [[{ kind: "port", ports: [80] }]],
    });
    expect(mesh.codes()).toEqual(["WM5014"]);
  });

  it("verify no tokens, and say so", () => {
    const { access, mesh } = accessOf(
      tcp,
      object("RequestAuthentication", "shop/t", {
        spec: { targetRefs: [toService], jwtRules: [{ issuer: "i", jwks: "{}" }] },
      }),
    );
    expect(access).toEqual({ deny: [], allow: [] });
    expect(mesh.codes()).toEqual(["WM5020"]);
  });
});

describe("the policies of a port that declares no protocol", () => {
  const undeclared = served("shop/reviews", { ports: [{ port: 80 }] });
  it("judge requests if one of them looks into requests", () => {
    const { access, mesh } = accessOf(
      undeclared,
      policy("shop/p", { targetRefs: [toService], rules: [{ to: [{ operation: { methods: ["GET"] } }] }] }),
    );
    expect(access.allow[0]?.rules).toHaveLength(1);
    expect(mesh.codes()).toEqual([]);
  });
});

describe("authentication", () => {
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const jwks = JSON.stringify({ keys: [{ ...key, kid: "k" }] });
  const tokens = (rule: object) => {
    const spec = { targetRefs: [toService], jwtRules: [{ issuer: "https://i.example", ...rule }] };
    return accessOf(served("shop/reviews"), object("RequestAuthentication", "shop/t", { spec }));
  };

  it("verifies tokens with inline keys, as its rule says", () => {
    const { access, mesh } = tokens({
      jwks,
      audiences: ["a"],
      fromHeaders: [{ name: "X-Token", prefix: "JWT " }],
      fromParams: ["t"],
      fromCookies: ["c"],
      forwardOriginalToken: true,
      outputPayloadToHeader: "X-Payload",
      outputClaimToHeaders: [{ header: "X-Sub", claim: "sub" }],
      spaceDelimitedClaims: ["groups"],
    });
    expect(withoutOrigins(access)).toEqual({
      authentication: {
        rules: [
          {
            name: "shop/t/jwtRules[0]",
            issuer: "https://i.example",
            audiences: ["a"],
            keys: {
              kind: "inline",
              jwks: JSON.stringify({ keys: [{ crv: key.crv, kid: "k", kty: "EC", x: key.x, y: key.y }] }),
            },
            fromHeaders: [{ name: "x-token", prefix: "JWT " }],
            fromParams: ["t"],
            fromCookies: ["c"],
            forwardOriginalToken: true,
            outputPayloadToHeader: "x-payload",
            outputClaimToHeaders: [{ header: "x-sub", claim: "sub" }],
            spaceDelimitedClaims: ["groups"],
          },
        ],
      },
      deny: [],
      allow: [],
    });
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["keys to fetch", { jwksUri: "https://i.example/jwks" }, "WM5018"],
    ["keys to discover", {}, "WM5018"],
    ["keys that do not parse", { jwks: "{" }, "WM5017"],
    ["no usable key", { jwks: JSON.stringify({ keys: [{ kty: "oct", k: "eA" }] }) }, "WM5017"],
  ])("refuses every token of an issuer with %s", (_what, rule, code) => {
    const { access, mesh } = tokens(rule);
    expect(access.authentication?.rules).toMatchObject([{ keys: { kind: "unavailable" } }]);
    expect(mesh.codes()).toEqual([code]);
  });

  it("refuses every token of an issuer whose rule cannot be configured, and sets the header aside", () => {
    const { access, mesh } = tokens({ jwks, outputPayloadToHeader: "not a header" });
    expect(access.authentication?.rules).toMatchObject([{ keys: { kind: "unavailable" } }]);
    expect(access.authentication?.rules[0]).not.toHaveProperty("outputPayloadToHeader");
    expect(mesh.codes()).toEqual(["WM5021"]);
  });

  it("refuses every token where a rule looks that names no issuer", () => {
    const { access, mesh } = tokens({ jwks, issuer: undefined });
    expect(access.authentication?.rules).toMatchObject([{ issuer: "", keys: { kind: "unavailable" } }]);
    expect(mesh.codes()).toEqual(["WM5068"]);
  });

  it("denies requests without a token where one is required", () => {
    const { access } = tokens({ jwks, presence: "REQUIRED" });
    expect(withoutOrigins(access.deny)).toEqual([
      {
        name: "shop/t/jwtRules[0]",
        rules: [
          {
            name: "rule[0]",
            from: [],
            to: [],
            when: [
              {
                kind: "text",
                attribute: { name: "request-principal" },
                values: [{ kind: "prefix", value: "https://i.example/" }],
                negated: true,
              },
            ],
          },
        ],
      },
    ]);
  });

  it("is not that of a neighbour", () => {
    const neighbour = object("RequestAuthentication", "shop/t", {
      spec: { targetRefs: [{ ...toService, name: "other" }], jwtRules: [{ issuer: "i", jwks }] },
    });
    expect(accessOf(served("shop/reviews"), service("shop/other"), neighbour).access.authentication).toBeUndefined();
  });
});
