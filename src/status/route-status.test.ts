import { describe, expect, it } from "@jest/globals";
import { deployment, meshOf, object, served, service, waypoint } from "../binding/testing/meshes.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { at } from "../diagnostics/origin.js";
import { meshStatus } from "./mesh-status.js";
import { inShort, statusIn, statusOfMesh } from "./testing/statuses.js";

const toReviews = { group: "", kind: "Service", name: "reviews" };
const backend = { name: "reviews", port: 80 };
const mesh = [waypoint(), served("shop/reviews"), deployment("shop/reviews")];

function route(rules: readonly object[] = [{ backendRefs: [backend] }], spec: object = {}, name = "shop/r"): string {
  return object("HTTPRoute", name, { spec: { parentRefs: [toReviews], rules, ...spec } });
}

function conditionsOf(manifests: readonly string[], name = "HTTPRoute shop/r"): readonly string[] | undefined {
  return statusIn(manifests, name).parents?.flatMap(({ conditions }) => conditions.map(inShort));
}

const sound = ["Accepted=True Accepted", "ResolvedRefs=True ResolvedRefs", "waymark.dev/InEffect=True InEffect"];
const partly = "waymark.dev/InEffect=False PartlyInEffect";
const not = "waymark.dev/InEffect=False NotInEffect";

describe("the status of a route", () => {
  it("says on which waypoint it is in effect, at each of its parents", () => {
    expect(statusIn([...mesh, route()], "HTTPRoute shop/r")).toMatchObject({
      inEffect: "yes",
      where: ["waypoint shop/waypoint"],
      because: [],
      conditions: [],
      parents: [
        {
          parentRef: toReviews,
          controllerName: "waymark.dev/waypoint-controller",
          conditions: [
            { type: "Accepted", status: "True" },
            { type: "ResolvedRefs", status: "True" },
            { type: "waymark.dev/InEffect", status: "True", message: "waypoint shop/waypoint" },
          ],
        },
      ],
    });
  });

  it("tells the generation that it is about, where the object has one", () => {
    const written = JSON.parse(route()) as { metadata: object };
    const text = JSON.stringify({ ...written, metadata: { ...written.metadata, generation: 7 } });
    const [parent] = statusIn([...mesh, text], "HTTPRoute shop/r").parents ?? [];
    expect(parent?.conditions.map(({ observedGeneration }) => observedGeneration)).toEqual([7, 7, 7]);
  });

  it("is that of HTTPRoutes for GRPCRoutes", () => {
    const calls = object("GRPCRoute", "shop/r", {
      spec: { parentRefs: [toReviews], rules: [{ backendRefs: [backend] }] },
    });
    const h2 = served("shop/reviews", { ports: [{ port: 80, appProtocol: "kubernetes.io/h2c" }] });
    expect(conditionsOf([waypoint(), h2, deployment("shop/reviews"), calls], "GRPCRoute shop/r")).toEqual(sound);
  });

  it("names the clients of a route in another namespace", () => {
    const consumer = route(
      [{ backendRefs: [{ ...backend, namespace: "shop" }] }],
      { parentRefs: [{ ...toReviews, namespace: "shop" }] },
      "web/r",
    );
    expect(statusIn([...mesh, consumer], "HTTPRoute web/r")).toMatchObject({
      inEffect: "yes",
      where: ["waypoint shop/waypoint, for clients of namespace web"],
    });
  });

  it.each([
    ["a Service that does not exist", { ...toReviews, name: "nowhere" }, "NoMatchingParent"],
    ["a port that the Service does not have", { ...toReviews, port: 81 }, "NoMatchingParent"],
    [
      "the Gateway of a waypoint",
      { group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" },
      "NotAllowedByListeners",
    ],
    ["a kind that takes no routes", { group: "example.com", kind: "Thing", name: "t" }, "UnsupportedValue"],
  ])("is not accepted for %s", (_what, parent, reason) => {
    expect(conditionsOf([...mesh, route(undefined, { parentRefs: [parent] })])).toContain(`Accepted=False ${reason}`);
    expect(conditionsOf([...mesh, route(undefined, { parentRefs: [parent] })])).toContain(not);
  });

  it("is not accepted for an alias", () => {
    const alias = object("Service", "shop/reviews", {
      spec: { type: "ExternalName", externalName: "reviews.example" },
    });
    expect(conditionsOf([waypoint(), alias, route()])).toContain("Accepted=False UnsupportedValue");
  });

  it("is not accepted where the port is not HTTP", () => {
    const tcp = served("shop/reviews", { ports: [{ port: 80, appProtocol: "tcp" }] });
    expect(conditionsOf([waypoint(), tcp, route()])).toEqual([
      "Accepted=False UnsupportedProtocol",
      "ResolvedRefs=True ResolvedRefs",
      not,
    ]);
  });

  it("is accepted, and partly in effect, where one port of several is not HTTP", () => {
    const ports = [
      { name: "web", port: 80, targetPort: 8080, appProtocol: "http" },
      { name: "db", port: 81, targetPort: 8080, appProtocol: "tcp" },
    ];
    const both = [waypoint(), served("shop/reviews", { ports }), deployment("shop/reviews"), route()];
    expect(conditionsOf(both)).toEqual([...sound.slice(0, 2), partly]);
  });

  it.each([
    ["BackendNotFound", { name: "nowhere", port: 80 }],
    ["InvalidKind", { ...backend, group: "example.com", kind: "Thing" }],
    ["RefNotPermitted", { ...backend, namespace: "other" }],
    ["UnsupportedProtocol", { name: "reviews", port: 53 }],
  ])("has references that cannot be had: %s", (reason, reference) => {
    const ports = [
      { name: "web", port: 80, targetPort: 8080, appProtocol: "http" },
      { name: "dns", port: 53, protocol: "UDP" },
    ];
    const manifests = [waypoint(), served("shop/reviews", { ports }), deployment("shop/reviews")];
    expect(conditionsOf([...manifests, route([{ backendRefs: [reference] }])])).toEqual([
      "Accepted=True Accepted",
      `ResolvedRefs=False ${reason}`,
      partly,
    ]);
  });

  it("takes the word of a diagnostic for a reference that cannot be had", () => {
    const { view, find } = meshOf(...mesh, route());
    const origin = at(find("HTTPRoute", "shop/r").origin, "spec", "rules", 0, "backendRefs", 0);
    const { statuses } = meshStatus(view, [diagnostic("WM4008", { origin, message: "not permitted" })]);
    const [status] = statuses.filter(({ kind }) => kind === "HTTPRoute");
    expect(status?.parents?.[0]?.conditions.map(inShort)).toContain("ResolvedRefs=False RefNotPermitted");
  });

  it("counts the backends of mirrors among its references", () => {
    const mirror = { type: "RequestMirror", requestMirror: { backendRef: { name: "nowhere", port: 80 } } };
    const rules = [{ filters: [mirror], backendRefs: [backend] }];
    expect(conditionsOf([...mesh, route(rules)])).toContain("ResolvedRefs=False BackendNotFound");
  });

  const lost = { matches: [{ path: { type: "RegularExpression", value: "(?=x)" } }], backendRefs: [backend] };

  it("is partially invalid where some rules cannot be used, and says which", () => {
    const status = statusIn([...mesh, route([lost, { backendRefs: [backend] }])], "HTTPRoute shop/r");
    expect(status.parents?.[0]?.conditions.map(inShort)).toEqual([
      ...sound.slice(0, 2),
      "PartiallyInvalid=True UnsupportedValue",
      partly,
    ]);
    expect(status.parents?.[0]?.conditions[2]?.message).toMatch(/^Dropped Rule.*spec\.rules\[0\]\.matches\[0\]/);
    expect(status.because).toMatchObject([{ code: "WM4015", origin: { object: "HTTPRoute shop/r" } }]);
  });

  it("is not accepted where no rule can be used", () => {
    expect(conditionsOf([...mesh, route([lost])])).toEqual([
      "Accepted=False UnsupportedValue",
      "ResolvedRefs=True ResolvedRefs",
      not,
    ]);
  });

  it("is not accepted where the filters of its only rule exclude each other", () => {
    const redirect = { type: "RequestRedirect", requestRedirect: { hostname: "elsewhere" } };
    const rewrite = { type: "URLRewrite", urlRewrite: { hostname: "elsewhere" } };
    expect(conditionsOf([...mesh, route([{ filters: [redirect, rewrite] }])])).toContain(
      "Accepted=False IncompatibleFilters",
    );
  });

  it("is accepted, and not in effect, where no waypoint serves the parent", () => {
    const status = statusIn([service("shop/reviews"), deployment("shop/reviews"), route()], "HTTPRoute shop/r");
    expect(status).toMatchObject({ inEffect: "no", where: [], because: [{ code: "WM4003" }] });
    expect(status.parents?.[0]?.conditions.map(inShort)).toEqual([...sound.slice(0, 2), not]);
  });

  it("is not in effect where the waypoint asked for cannot be had, and points at the label that asks", () => {
    const status = statusIn([served("shop/reviews"), deployment("shop/reviews"), route()], "HTTPRoute shop/r");
    expect(status).toMatchObject({
      inEffect: "no",
      because: [
        {
          message:
            "Service shop/reviews asks for waypoint shop/waypoint, but there is no such Gateway: connections to it are refused",
          origin: { object: "Service shop/reviews", path: ["metadata", "labels", "istio.io/use-waypoint"] },
        },
      ],
    });
  });

  it("is not in effect where an older route takes all of its requests", () => {
    const older = object("HTTPRoute", "shop/a", {
      creationTimestamp: "2020-01-01T00:00:00Z",
      spec: { parentRefs: [toReviews], rules: [{ backendRefs: [backend] }] },
    });
    expect(statusIn([...mesh, older, route()], "HTTPRoute shop/r")).toMatchObject({
      inEffect: "no",
      because: [{ code: "WM4053" }],
    });
    expect(statusIn([...mesh, older, route()], "HTTPRoute shop/a").inEffect).toBe("yes");
  });

  it("leaves parents that are other Gateways to their own controllers", () => {
    const ingress = { group: "gateway.networking.k8s.io", kind: "Gateway", name: "ingress" };
    expect(
      statusIn([...mesh, route(undefined, { parentRefs: [ingress, toReviews] })], "HTTPRoute shop/r"),
    ).toMatchObject({
      inEffect: "yes",
      parents: [{ parentRef: toReviews }],
    });
    const foreign = statusOfMesh(...mesh, route(undefined, { parentRefs: [ingress] }));
    expect(foreign.statuses.filter(({ kind }) => kind === "HTTPRoute")).toEqual([]);
  });

  it("stands in the object's own conditions if it has no parents", () => {
    const status = statusIn([...mesh, route(undefined, { parentRefs: [] })], "HTTPRoute shop/r");
    expect(status).toMatchObject({ inEffect: "no", parents: [] });
    expect(status.conditions.map(inShort)).toEqual([not]);
  });

  it("is partly in effect if one parent takes it and another does not", () => {
    const parentRefs = [toReviews, { ...toReviews, name: "nowhere" }];
    expect(statusIn([...mesh, route(undefined, { parentRefs })], "HTTPRoute shop/r")).toMatchObject({
      inEffect: "partly",
      because: [{ code: "WM4001" }],
    });
  });

  it("is not in effect at all for kinds that are not applied", () => {
    const tcp = object("TCPRoute", "shop/r", {
      spec: { parentRefs: [toReviews], rules: [{ backendRefs: [{ name: "reviews", port: 80 }] }] },
    });
    expect(conditionsOf([...mesh, tcp], "TCPRoute shop/r")).toEqual(["Accepted=False UnsupportedProtocol", not]);
  });
});
