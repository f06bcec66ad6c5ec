import { describe, expect, it } from "@jest/globals";
import { deployment, meshOf, object, served, service, waypoint, withoutOrigins } from "../binding/testing/meshes.js";
import { waypointsOf } from "../binding/waypoints.js";
import { workloadsIn } from "../binding/workloads.js";
import { clientsOf } from "./clients.js";
import { lowerGuardedPod } from "./guarded-pods.js";
import { lowerL4Service } from "./l4-services.js";
import { lowerSettings } from "./settings.js";

const pod = (name: string, address: string, labels: object = {}) =>
  object("Pod", name, {
    labels: { app: "reviews", ...labels },
    spec: { serviceAccountName: "reviews", containers: [{ name: "x" }] },
    status: { podIP: address },
  });

function l4(...manifests: string[]) {
  const mesh = meshOf(...manifests);
  return { mesh, service: lowerL4Service(mesh.service("shop/reviews"), mesh.view, mesh.report) };
}

describe("lowerL4Service()", () => {
  it("carries connections to the waypoint of a service", () => {
    const { service: reviews, mesh } = l4(waypoint(), served("shop/reviews"));
    expect(withoutOrigins(reviews)).toEqual({
      host: "reviews.shop.svc.cluster.local",
      names: ["reviews.shop.svc.cluster.local", "reviews.shop", "reviews.shop.svc", "10.0.0.1"],
      namespace: "shop",
      shortName: "reviews",
      ports: [
        {
          port: 80,
          authority: "10.0.0.1:80",
          via: {
            kind: "waypoint",
            waypoint: "shop/waypoint",
            address: "127.9.0.1",
            port: 15008,
            identity: "spiffe://cluster.local/ns/shop/sa/waypoint",
          },
        },
      ],
    });
    expect(mesh.codes()).toEqual([]);
  });

  it("carries connections straight to the pods of a service without one", () => {
    const { service: reviews } = l4(service("shop/reviews", { clusterIP: "10.0.0.1" }), pod("shop/a", "10.1.0.1"));
    expect(reviews?.ports).toMatchObject([
      { port: 80, authority: "10.0.0.1:80", via: { kind: "pods", endpoints: [{ address: "10.1.0.1", port: 8080 }] } },
    ]);
  });

  it.each([
    ["does not exist", [], "WM3001"],
    ["is no waypoint", [waypoint("shop/waypoint", { gatewayClassName: "nginx" })], "WM3002"],
    [
      "is for workloads",
      [waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } })],
      "WM3004",
    ],
  ])("refuses connections when the wanted waypoint %s", (_what, manifests, code) => {
    const { service: reviews, mesh } = l4(served("shop/reviews"), pod("shop/a", "10.1.0.1"), ...manifests);
    expect(reviews?.ports).toMatchObject([{ via: { kind: "refused" } }]);
    expect(mesh.diagnostics).toMatchObject([
      { code, origin: { object: "Service shop/reviews", path: ["metadata", "labels", "istio.io/use-waypoint"] } },
    ]);
  });

  it("refuses connections when the wanted waypoint does not admit the namespace", () => {
    const labels = { "istio.io/use-waypoint": "shared", "istio.io/use-waypoint-namespace": "infra" };
    const { service: reviews, mesh } = l4(
      waypoint("infra/shared", { listeners: [{ name: "mesh", port: 15008, protocol: "HBONE" }] }),
      service("shop/reviews", {}, { labels }),
    );
    expect(reviews?.ports).toMatchObject([{ via: { kind: "refused" } }]);
    expect(mesh.codes()).toEqual(["WM3003"]);
  });

  it("carries connections to a headless service to its pods, unless there are rules that would be skipped", () => {
    const headless = [waypoint(), served("shop/reviews", { clusterIP: "None" }), pod("shop/a", "10.1.0.1")];
    expect(l4(...headless).service?.ports).toMatchObject([
      { authority: "reviews.shop.svc.cluster.local:80", via: { kind: "pods" } },
    ]);
    const target = { group: "", kind: "Service", name: "reviews" };
    const judged = l4(...headless, object("AuthorizationPolicy", "shop/p", { spec: { targetRefs: [target] } }));
    expect(judged.service?.ports).toMatchObject([{ via: { kind: "refused" } }]);
    expect(judged.mesh.codes()).toEqual(["WM3010"]);
  });

  it("leaves out UDP ports, and aliases altogether", () => {
    const { service: reviews, mesh } = l4(service("shop/reviews", { ports: [{ port: 53, protocol: "UDP" }] }));
    expect(reviews?.ports).toEqual([]);
    expect(mesh.codes()).toEqual(["WM3013"]);
    expect(l4(service("shop/reviews", { type: "ExternalName", externalName: "a.b" })).service).toBeUndefined();
  });

  it("says that a label names the namespace of no waypoint", () => {
    const labels = { "istio.io/use-waypoint-namespace": "infra" };
    expect(l4(service("shop/reviews", {}, { labels })).mesh.codes()).toEqual(["WM3006"]);
  });

  it("says whose an address is that two services declare", () => {
    const { mesh } = l4(
      service("shop/aaa", { clusterIP: "10.0.0.1" }),
      service("shop/reviews", { clusterIP: "10.0.0.1" }),
    );
    expect(mesh.diagnostics).toMatchObject([{ code: "WM3007", related: [{ origin: { object: "Service shop/aaa" } }] }]);
  });
});

function guarded(...manifests: string[]) {
  const mesh = meshOf(pod("shop/a", "10.1.0.1"), ...manifests);
  const [workload] = workloadsIn("shop", mesh.view);
  if (workload === undefined) throw new Error("the test mesh has no pod");
  return { mesh, pod: lowerGuardedPod(workload, mesh.view, mesh.report) };
}
const policy = (name: string, spec: object) => object("AuthorizationPolicy", name, { spec });
const fromWeb = { from: [{ source: { namespaces: ["web"] } }] };

describe("lowerGuardedPod()", () => {
  it("knows who the pod is", () => {
    expect(guarded().pod).toEqual({
      workload: { name: "shop/a", identity: "spiffe://cluster.local/ns/shop/sa/reviews", address: "10.1.0.1" },
      access: { deny: [], allow: [] },
    });
  });

  it.each([
    ["holds for its namespace", policy("shop/p", { rules: [fromWeb] }), ["shop/p"]],
    ["holds for the mesh", policy("istio-system/p", { rules: [fromWeb] }), ["istio-system/p"]],
    ["holds for another namespace", policy("web/p", { rules: [fromWeb] }), []],
    ["selects it", policy("shop/p", { selector: { matchLabels: { app: "reviews" } }, rules: [fromWeb] }), ["shop/p"]],
    [
      "selects it from the root",
      policy("istio-system/p", { selector: { matchLabels: { app: "reviews" } }, rules: [fromWeb] }),
      ["istio-system/p"],
    ],
    ["selects others", policy("shop/p", { selector: { matchLabels: { app: "x" } }, rules: [fromWeb] }), []],
    [
      "has a target",
      policy("shop/p", { targetRefs: [{ group: "", kind: "Service", name: "reviews" }], rules: [fromWeb] }),
      [],
    ],
  ])("is judged by a policy that %s: %s", (_what, manifest, names) => {
    expect(guarded(manifest).pod.access.allow.map(({ name }) => name)).toEqual(names);
  });

  it("cannot be judged by requests: ALLOW rules vanish, DENY rules get wider", () => {
    const rules = [{ ...fromWeb, to: [{ operation: { paths: ["/admin"] } }] }];
    const { pod: guardedPod, mesh } = guarded(
      policy("shop/allow", { rules }),
      policy("shop/deny", { action: "DENY", rules }),
    );
    expect(withoutOrigins(guardedPod.access)).toMatchObject({
      deny: [{ name: "shop/deny", rules: [{ from: [[{ attribute: { name: "namespace" } }]], to: [[]], when: [] }] }],
      allow: [{ name: "shop/allow", rules: [] }],
    });
    expect(mesh.codes()).toEqual(["WM5015"]);
  });

  it("lets the waypoint of its services in where an ALLOW policy would not", () => {
    const { pod: guardedPod, mesh } = guarded(
      waypoint(),
      served("shop/reviews"),
      policy("shop/p", { rules: [fromWeb] }),
    );
    expect(withoutOrigins(guardedPod.access.allow)).toMatchObject([
      { name: "shop/p" },
      {
        name: "waymark/waypoints",
        rules: [
          {
            from: [
              [
                {
                  attribute: { name: "principal" },
                  values: [{ kind: "exact", value: "spiffe://cluster.local/ns/shop/sa/waypoint" }],
                },
              ],
            ],
          },
        ],
      },
    ]);
    expect(mesh.codes()).toEqual(["WM5016"]);
  });

  it("says nothing of a waypoint that a rule names already", () => {
    const principals = ["cluster.local/ns/shop/sa/waypoint"];
    const { mesh } = guarded(
      waypoint(),
      served("shop/reviews"),
      policy("shop/p", { rules: [{ from: [{ source: { principals } }] }] }),
    );
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["no policy allows anything", []],
    ["policies only deny", [policy("shop/p", { action: "DENY", rules: [fromWeb] })]],
  ])("adds nothing for the waypoint where %s", (_what, manifests) => {
    expect(guarded(waypoint(), served("shop/reviews"), ...manifests).pod.access.allow).toEqual([]);
  });

  it("does not let in the waypoint of somebody else's services", () => {
    const other = served("shop/other", { selector: { app: "other" } });
    const { pod: guardedPod } = guarded(waypoint(), other, policy("shop/p", { rules: [fromWeb] }));
    expect(guardedPod.access.allow.map(({ name }) => name)).toEqual(["shop/p"]);
  });
});

describe("the waypoints before a pod", () => {
  const allowWeb = policy("shop/p", { rules: [fromWeb] });
  const grant = object("ReferenceGrant", "shop/g", {
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "front" }],
      to: [{ group: "", kind: "Service" }],
    },
  });
  const front = (rule: object) => [
    waypoint("front/waypoint"),
    served("front/front", { clusterIP: "10.0.0.9" }),
    service("shop/reviews"),
    object("HTTPRoute", "front/r", {
      spec: { parentRefs: [{ group: "", kind: "Service", name: "front" }], rules: [rule] },
    }),
  ];
  const reviews = { name: "reviews", namespace: "shop", port: 80 };
  const copying = { filters: [{ type: "RequestMirror", requestMirror: { backendRef: reviews } }] };
  it.each([
    ["include one whose route leads to it", [...front({ backendRefs: [reviews] }), grant], true],
    [
      "include one whose route copies requests to it",
      [...front({ ...copying, backendRefs: [{ name: "front", port: 80 }] }), grant],
      true,
    ],
    ["include none whose route may not lead to it", front({ backendRefs: [reviews] }), false],
    [
      "include none whose route leads elsewhere",
      [...front({ backendRefs: [{ name: "front", port: 80 }] }), grant],
      false,
    ],
  ])("%s", (_what, manifests, admitted) => {
    const names = guarded(...manifests, allowWeb).pod.access.allow.map(({ name }) => name);
    expect(names.includes("waymark/waypoints")).toBe(admitted);
  });

  it("stay out where a policy says so", () => {
    const closed = object("AuthorizationPolicy", "shop/p", {
      annotations: { "waymark.dev/admit-waypoints": "false" },
      spec: { rules: [fromWeb] },
    });
    const { pod: guardedPod, mesh } = guarded(waypoint(), served("shop/reviews"), closed);
    expect(guardedPod.access.allow.map(({ name }) => name)).toEqual(["shop/p"]);
    expect(mesh.codes()).toEqual(["WM5053"]);
  });

  it("hide their clients from a denial at the door", () => {
    const denial = policy("shop/p", { action: "DENY", rules: [fromWeb] });
    expect(guarded(waypoint(), served("shop/reviews"), denial).mesh.codes()).toEqual(["WM5052"]);
    expect(guarded(service("shop/reviews"), denial).mesh.codes()).toEqual([]);
  });
});

describe("what is said of a pod", () => {
  it.each([
    ["nothing", [], []],
    ["that another pod declares its address", [pod("web/b", "10.1.0.1")], ["WM3014"]],
    [
      "that its namespace's waypoint does not exist",
      [object("Namespace", "shop", { labels: { "istio.io/use-waypoint": "gone" } })],
      ["WM3001"],
    ],
  ])("%s", (_what, manifests, codes) => {
    expect(guarded(...manifests).mesh.codes()).toEqual(codes);
  });
});

describe("clientsOf()", () => {
  it("lists the workloads of the mesh by name", () => {
    const { view } = meshOf(
      deployment("web/b", { replicas: 2 }),
      pod("shop/a", "10.1.0.1"),
      pod("shop/out", "10.1.0.2", { "istio.io/dataplane-mode": "none" }),
    );
    expect(clientsOf(view).map(({ name, identity }) => `${name} ${identity}`)).toEqual([
      "shop/a spiffe://cluster.local/ns/shop/sa/reviews",
      "web/b-0 spiffe://cluster.local/ns/web/sa/b",
      "web/b-1 spiffe://cluster.local/ns/web/sa/b",
    ]);
  });
});

describe("lowerSettings()", () => {
  const settings = (...manifests: string[]) => {
    const mesh = meshOf(...manifests);
    return { mesh, settings: waypointsOf(mesh.view).map((each) => lowerSettings(each, mesh.view, mesh.report)) };
  };

  it("follow from the mesh configuration and the Gateway", () => {
    const config = object("MeshConfig", "mesh", {
      spec: {
        trustDomain: "td",
        trustDomainAliases: ["old", "td"],
        pathNormalization: { normalization: "MERGE_SLASHES" },
        accessLogFile: "/dev/stdout",
      },
    });
    expect(settings(config, waypoint())).toMatchObject({
      settings: [
        {
          name: "shop/waypoint",
          identity: "spiffe://td/ns/shop/sa/waypoint",
          trustDomains: ["td", "old"],
          pathNormalization: "merge-slashes",
          accessLogFile: "/dev/stdout",
        },
      ],
    });
  });

  it.each([
    ["nothing", waypoint(), []],
    [
      "a missing HBONE listener",
      waypoint("shop/w", { listeners: [{ name: "x", port: 80, protocol: "HTTP" }] }),
      ["WM3005"],
    ],
    [
      "an unknown kind of traffic",
      waypoint("shop/w", {}, { labels: { "istio.io/waypoint-for": "everything" } }),
      ["WM3011"],
    ],
    [
      "an address that is a name",
      waypoint("shop/w", { addresses: [{ type: "Hostname", value: "a.example" }] }),
      ["WM3012"],
    ],
  ])("complain of %s in the Gateway", (_what, gateway, codes) => {
    expect(settings(gateway).mesh.codes()).toEqual(codes);
  });
});
