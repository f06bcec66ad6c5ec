import { describe, expect, it } from "@jest/globals";
import { roadBetween, roadTo } from "./roads.js";
import { meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const labelled = (value: string) => ({ labels: { "istio.io/use-waypoint": value } });

const mesh = meshOf(
  waypoint("shop/waypoint"),
  waypoint("stock/waypoint"),
  object("Namespace", "stock", labelled("waypoint")),
  served("shop/cart"),
  served("shop/reviews"),
  service("stock/items"),
  service("stock/open", {}, labelled("none")),
  service("stock/lost", {}, labelled("nobody")),
  service("shop/plain"),
  service("stock/plain-set", { clusterIP: "None" }),
  service("stock/set", { clusterIP: "None" }),
  object("AuthorizationPolicy", "stock/set", {
    spec: { targetRefs: [{ group: "", kind: "Service", name: "set" }], action: "DENY", rules: [{}] },
  }),
);
const to = (name: string) => roadBetween(mesh.service("shop/cart"), mesh.service(name), mesh.view);

describe("roadBetween()", () => {
  it("leads through another waypoint to its services", () => {
    expect(to("stock/items")).toMatchObject({ kind: "waypoint", waypoint: { namespace: "stock", name: "waypoint" } });
  });

  it.each([
    ["of the same waypoint", "shop/reviews"],
    ["without a waypoint", "shop/plain"],
    ["that opted out", "stock/open"],
  ])("leads straight to a service %s", (_, name) => {
    expect(to(name)).toEqual({ kind: "straight" });
  });

  it("does not lead around a waypoint that cannot be had", () => {
    expect(to("stock/lost")).toMatchObject({ kind: "refused", because: "its waypoint stock/nobody is not to be had" });
  });

  it("does not lead around the rules of a headless service, which its waypoint never sees", () => {
    expect(to("stock/set")).toMatchObject({ kind: "refused", origin: { object: "Service stock/set" } });
    expect(to("stock/plain-set")).toEqual({ kind: "straight" });
  });
});

describe("roadTo()", () => {
  it("leads everybody without a waypoint through that of the service", () => {
    expect(roadTo(mesh.service("shop/cart"), undefined, mesh.view).kind).toBe("waypoint");
  });
});
