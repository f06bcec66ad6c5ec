import { describe, expect, it } from "@jest/globals";
import { deployment, entry, object, served, service, waypoint } from "../binding/testing/meshes.js";
import { inShort, statusIn, statusOfMesh } from "./testing/statuses.js";

const mesh = [waypoint(), served("shop/reviews"), deployment("shop/reviews")];

describe("the status of a mesh", () => {
  it("says what each waypoint serves, and where it is", () => {
    const asking = { "istio.io/use-waypoint": "waypoint" };
    const pods = object("Pod", "shop/db-0", { labels: asking, spec: { containers: [{ name: "app", image: "x" }] } });
    const all = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "all" } });
    const outside = entry("shop/api", { endpoints: [{ address: "192.0.2.1" }] }, { labels: asking });
    const status = statusIn(
      [all, served("shop/reviews"), deployment("shop/reviews"), pods, outside],
      "Gateway shop/waypoint",
    );
    expect(status).toMatchObject({
      addresses: [{ type: "IPAddress", value: "127.9.0.1" }],
      serves: ["Service shop/reviews", "ServiceEntry shop/api (api.example)", "Pod shop/db-0"],
    });
    expect(status.conditions.map(inShort)).toEqual([
      "Accepted=True Accepted",
      "Programmed=True Programmed",
      "waymark.dev/InEffect=True InEffect",
    ]);
  });

  it("says so if a waypoint has no listener for the mesh", () => {
    const listeners = [{ name: "web", port: 80, protocol: "HTTP" }];
    const status = statusIn([waypoint("shop/waypoint", { listeners })], "Gateway shop/waypoint");
    expect(status.conditions.map(inShort)).toContain("Accepted=True ListenersNotValid");
  });

  it("leaves Gateways of other classes out", () => {
    const listeners = [{ name: "web", port: 80, protocol: "HTTP" }];
    const ingress = object("Gateway", "shop/ingress", { spec: { gatewayClassName: "nginx", listeners } });
    expect(statusOfMesh(ingress)).toEqual({ statuses: [], unplaced: [], diagnostics: [] });
  });

  it("binds a Service to its waypoint", () => {
    const status = statusIn(mesh, "Service shop/reviews");
    expect(status).toMatchObject({ inEffect: "yes", where: ["waypoint shop/waypoint"] });
    expect(status.conditions.map(inShort)).toContain("istio.io/WaypointBound=True WaypointAccepted");
  });

  it("says nothing about a waypoint that nobody asks for", () => {
    const status = statusIn([service("shop/reviews"), deployment("shop/reviews")], "Service shop/reviews");
    expect(status.conditions.map(inShort)).toEqual(["waymark.dev/InEffect=True InEffect"]);
  });

  it.each([
    ["WaypointIsNotReady", []],
    ["UnsupportedTrafficType", [waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } })]],
    ["WaypointIsNotReady", [waypoint("shop/waypoint", { gatewayClassName: "nginx" })]],
  ])("says why a waypoint cannot be had: %s", (reason, gateways) => {
    const status = statusIn([...gateways, served("shop/reviews"), deployment("shop/reviews")], "Service shop/reviews");
    expect(status.inEffect).toBe("no");
    expect(status.conditions.map(inShort)).toContain(`istio.io/WaypointBound=False ${reason}`);
    expect(status.because).toHaveLength(1);
  });

  it("says why a waypoint of another namespace cannot be had", () => {
    const labels = { "istio.io/use-waypoint": "waypoint", "istio.io/use-waypoint-namespace": "infra" };
    const listeners = [{ name: "mesh", port: 15008, protocol: "HBONE" }];
    const manifests = [waypoint("infra/waypoint", { listeners }), service("shop/reviews", {}, { labels })];
    expect(statusIn(manifests, "Service shop/reviews").conditions.map(inShort)).toContain(
      "istio.io/WaypointBound=False AttachmentDenied",
    );
  });

  it("says so if no host of an entry can be used", () => {
    const status = statusIn([entry("shop/api", { hosts: ["*.example.com"] })], "ServiceEntry shop/api");
    expect(status).toMatchObject({ inEffect: "no", because: [{ code: "WM3020" }, {}] });
  });

  it("lists objects that were set aside when they were read", () => {
    const broken = object("HTTPRoute", "shop/r", { spec: { rules: "none" } });
    expect(statusIn([...mesh, broken], "HTTPRoute shop/r")).toMatchObject({
      inEffect: "no",
      conditions: [{ type: "Accepted", status: "False", reason: "Invalid" }, { type: "waymark.dev/InEffect" }],
      because: [{ code: "WM2001" }],
    });
  });

  it("keeps an object apart from another of its name, which is set aside", () => {
    const { statuses } = statusOfMesh(...mesh, served("shop/reviews"));
    const services = statuses.filter(({ kind }) => kind === "Service");
    expect(services.map(({ inEffect, because }) => [inEffect, because.map(({ code }) => code)])).toEqual([
      ["yes", []],
      ["no", ["WM1009"]],
    ]);
  });

  it("hands back errors that are about no object", () => {
    const { statuses, unplaced } = statusOfMesh("kind: [");
    expect(statuses).toEqual([]);
    expect(unplaced).toMatchObject([{ code: "WM1005" }]);
  });

  it.each([
    ["DestinationRule", { host: "nowhere", trafficPolicy: { tls: { mode: "SIMPLE" } } }],
    [
      "BackendTLSPolicy",
      {
        targetRefs: [{ group: "", kind: "Service", name: "nowhere" }],
        validation: { hostname: "a.example", wellKnownCACertificates: "System" },
      },
    ],
  ] as const)("says that a %s has no effect", (kind, spec) => {
    expect(statusIn([...mesh, object(kind, "shop/x", { spec })], `${kind} shop/x`).inEffect).toBe("no");
  });

  it.each([
    ["has no target", {}, "WaypointAccepted=False NoTarget", "WM6011"],
    [
      "has no module",
      { targetRefs: [{ group: "", kind: "Service", name: "reviews" }] },
      "WaypointAccepted=True Accepted",
      "WM6004",
    ],
  ])("says that a plugin %s", (_what, spec, accepted, code) => {
    const plugin = object("WasmPlugin", "shop/p", { spec: { url: "https://modules.example/p.wasm", ...spec } });
    const manifest = { ...(JSON.parse(plugin) as object), apiVersion: "extensions.istio.io/v1alpha1" };
    const status = statusIn([...mesh, JSON.stringify(manifest)], "WasmPlugin shop/p");
    expect(status).toMatchObject({ inEffect: "no", because: [{ code }] });
    expect(status.conditions.map(inShort)).toEqual([accepted, "waymark.dev/InEffect=False NotInEffect"]);
  });

  it("counts a BackendTLSPolicy that has one of its targets as partly in effect", () => {
    const targetRefs = ["reviews", "nowhere"].map((name) => ({ group: "", kind: "Service", name }));
    const validation = { hostname: "a.example", wellKnownCACertificates: "System" };
    const policy = object("BackendTLSPolicy", "shop/x", { spec: { targetRefs, validation } });
    expect(statusIn([...mesh, policy], "BackendTLSPolicy shop/x").inEffect).toBe("partly");
  });
});
