import { describe, expect, it } from "@jest/globals";
import { reportLayer4Route, reportParents } from "./parent-findings.js";
import { meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const parent = (fields: object) => ({ group: "", kind: "Service", name: "reviews", ...fields });
const route = (fields: object, spec: object = {}) =>
  object("HTTPRoute", "shop/r", { spec: { parentRefs: [parent(fields)], rules: [{}], ...spec } });

const gateway = { group: "gateway.networking.k8s.io", kind: "Gateway" };
const twoPorts = {
  ports: [80, 81].map((port) => ({ name: `p${port}`, port, targetPort: 8080, appProtocol: "http" })),
};

describe("reportParents()", () => {
  it.each([
    ["a Service with a waypoint", [waypoint(), served("shop/reviews"), route({})], []],
    ["a Service that does not exist", [route({})], ["WM4001"]],
    ["a port that does not exist", [waypoint(), served("shop/reviews"), route({ port: 81 })], ["WM4002"]],
    ["a port name that does not exist", [waypoint(), served("shop/reviews"), route({ sectionName: "x" })], ["WM4002"]],
    ["a Service without a waypoint", [service("shop/reviews"), route({})], ["WM4003"]],
    ["a waypoint", [waypoint(), route({ ...gateway, name: "waypoint" })], ["WM4004"]],
    [
      "a Gateway of another class",
      [waypoint("shop/door", { gatewayClassName: "nginx" }), route({ ...gateway, name: "door" })],
      ["WM4045"],
    ],
    ["a Gateway that is not known", [route({ ...gateway, name: "door" })], ["WM4045"]],
    [
      "an alias",
      [service("shop/reviews", { type: "ExternalName", externalName: "reviews.example" }), route({})],
      ["WM4047"],
    ],
    ["nobody", [object("HTTPRoute", "shop/r", { spec: { rules: [{}] } })], ["WM4056"]],
    ["a headless Service", [waypoint(), served("shop/reviews", { clusterIP: "None" }), route({})], ["WM4003"]],
    [
      "the same twice",
      [waypoint(), served("shop/reviews"), route({}, { parentRefs: [parent({}), parent({ group: "core" })] })],
      ["WM4046"],
    ],
    [
      "the same for two ports",
      [
        waypoint(),
        served("shop/reviews", twoPorts),
        route({}, { parentRefs: [parent({ port: 80 }), parent({ port: 81 })] }),
      ],
      [],
    ],
    [
      "a Service, with two rules of one name",
      [waypoint(), served("shop/reviews"), route({}, { rules: [{ name: "a" }, {}, { name: "b" }, { name: "a" }] })],
      ["WM4049"],
    ],
    ["a kind of somebody else", [route({ group: "x.io", kind: "Thing" })], ["WM4005"]],
    [
      "a Service, with host names",
      [waypoint(), served("shop/reviews"), route({}, { hostnames: ["a.example"] })],
      ["WM4006"],
    ],
  ])("for a route whose parent is %s", (_what, manifests, codes) => {
    const mesh = meshOf(...manifests);
    reportParents(mesh.find("HTTPRoute", "shop/r"), mesh.view, mesh.report);
    expect(mesh.codes()).toEqual(codes);
  });

  it("points at the field that is wrong", () => {
    const mesh = meshOf(waypoint(), served("shop/reviews"), route({ port: 81 }));
    reportParents(mesh.find("HTTPRoute", "shop/r"), mesh.view, mesh.report);
    expect(mesh.diagnostics).toMatchObject([
      {
        message: "Service shop/reviews has no TCP port 81",
        advice: "the Service declares 80",
        origin: { path: ["spec", "parentRefs", 0, "port"] },
      },
    ]);
  });

  it("says of a port by number and name which one is not there", () => {
    const mesh = meshOf(waypoint(), served("shop/reviews"), route({ port: 80, sectionName: "web" }));
    reportParents(mesh.find("HTTPRoute", "shop/r"), mesh.view, mesh.report);
    expect(mesh.diagnostics.map(({ message }) => message)).toEqual(["Service shop/reviews has no TCP port 80 (web)"]);
  });

  it("is as good for a GRPCRoute, which may be without rules", () => {
    const mesh = meshOf(object("GRPCRoute", "shop/r", { spec: { parentRefs: [parent({})] } }));
    reportParents(mesh.find("GRPCRoute", "shop/r"), mesh.view, mesh.report);
    expect(mesh.codes()).toEqual(["WM4001", "WM4055"]);
  });

  it("does not count default Gateways among the parents", () => {
    const spec = { parentRefs: [parent({})], rules: [{}], useDefaultGateways: "All" };
    const mesh = meshOf(waypoint(), served("shop/reviews"), object("HTTPRoute", "shop/r", { spec }));
    reportParents(mesh.find("HTTPRoute", "shop/r"), mesh.view, mesh.report);
    expect(mesh.codes()).toEqual(["WM4040"]);
  });

  it("says whom a route of another namespace is for", () => {
    const spec = { parentRefs: [parent({ namespace: "shop" })], rules: [{}] };
    const mesh = meshOf(waypoint(), served("shop/reviews"), object("HTTPRoute", "web/r", { spec }));
    reportParents(mesh.find("HTTPRoute", "web/r"), mesh.view, mesh.report);
    expect(mesh.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "WM4057 only clients of namespace web take the route at Service shop/reviews, in place of its own routes",
    ]);
  });
});

describe("reportLayer4Route()", () => {
  it.each(["TLSRoute", "TCPRoute", "UDPRoute"] as const)("says that a %s of a Service is not in effect", (kind) => {
    const toGateway = { ...gateway, name: "door" };
    const rules = [{ backendRefs: [{ name: "b", port: 80 }] }];
    const mesh = meshOf(object(kind, "shop/r", { spec: { parentRefs: [toGateway, parent({})], rules } }));
    reportLayer4Route(mesh.find(kind, "shop/r"), mesh.view, mesh.report);
    expect(mesh.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      `WM4048 ${kind} shop/r has no effect at Service shop/reviews: its kind is not applied`,
    ]);
  });
});
