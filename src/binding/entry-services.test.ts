import { describe, expect, it } from "@jest/globals";
import { automaticAddress } from "../model/addresses.js";
import { audienceOf, serviceKeys, serviceWithHost, serviceWithKey } from "./entry-services.js";
import { vipsOf } from "./services.js";
import type { TestMesh } from "./testing/meshes.js";
import { deployment, entry, meshOf, object, service } from "./testing/meshes.js";

function vips({ view }: TestMesh, key: string) {
  const found = serviceWithKey(key, view);
  return found && vipsOf(found, view).addresses;
}

describe("the hosts of service entries", () => {
  it("are services of their own, after the Services", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      entry("egress/api", { hosts: ["B.example", "a.example", "b.example"] }),
    );
    expect(serviceKeys(mesh.view)).toEqual(["shop/reviews", "egress/api/b.example", "egress/api/a.example"]);
  });

  it.each([
    ["wildcards", entry("egress/api", { hosts: ["*.example"] })],
    ["addresses", entry("egress/api", { hosts: ["10.0.0.1"] })],
    ["names that each client resolves for itself", entry("egress/api", { resolution: "DYNAMIC_DNS" })],
    ["names of Services", entry("egress/api", { hosts: ["reviews.shop.svc.cluster.local"] })],
  ])("are none if they are %s", (_, manifest) => {
    expect(serviceKeys(meshOf(service("shop/reviews"), manifest).view)).toEqual(["shop/reviews"]);
  });

  it("belong to the first entry by name in a namespace, and to each namespace anew", () => {
    const hosts = { hosts: ["same.example"] };
    const mesh = meshOf(entry("egress/b", hosts), entry("egress/a", hosts), entry("other/c", hosts));
    expect(serviceKeys(mesh.view)).toEqual(["egress/a/same.example", "other/c/same.example"]);
  });

  it("may have the name that a Service of the cluster could have", () => {
    const { view } = meshOf(entry("shop/vm", { hosts: ["vm.shop.svc.cluster.local"] }));
    expect(serviceWithHost("vm.shop.svc.cluster.local", "shop", view)?.metadata.name).toBe("vm");
  });
});

describe("serviceWithHost()", () => {
  const hosts = { hosts: ["same.example"] };
  const { view } = meshOf(
    entry("a/hidden", { ...hosts, exportTo: ["."] }),
    entry("b/shown", hosts),
    entry("c/own", { ...hosts, exportTo: ["c"] }),
    service("shop/reviews"),
  );

  it.each([
    ["what the namespace itself means", "c", "Same.example", "own"],
    ["else the first that is exported to it", "d", "same.example", "shown"],
    ["a Service by its full name", "d", "reviews.shop.svc.cluster.local", "reviews"],
  ])("finds %s", (_, namespace, host, expected) => {
    expect(serviceWithHost(host, namespace, view)?.metadata.name).toBe(expected);
  });

  it("finds nothing under other names", () => {
    expect(serviceWithHost("reviews.shop", "shop", view)).toBeUndefined();
    expect(serviceWithHost("other.example", "shop", view)).toBeUndefined();
  });
});

describe("audienceOf()", () => {
  it.each([
    [[], undefined],
    [["*"], undefined],
    [[".", "*"], undefined],
    [["."], ["egress"]],
    [
      ["shop", "."],
      ["shop", "egress"],
    ],
    [["~"], []],
  ])("of exportTo %j is %j", (exportTo, expected) => {
    const { view } = meshOf(entry("egress/api", { exportTo }));
    const found = serviceWithKey("egress/api/api.example", view);
    expect(found && audienceOf(found)).toEqual(expected);
  });

  it("of a Service is told by its annotation", () => {
    const annotations = { "networking.istio.io/exportTo": "., shop" };
    expect(audienceOf(meshOf(service("own/kept", {}, { annotations })).service("own/kept"))).toEqual(["own", "shop"]);
  });
});

describe("the virtual addresses of an entry", () => {
  const automatic = automaticAddress("entry", "egress/api.example", "first");

  it("follow from namespace and host where none is declared", () => {
    expect(automatic).toMatch(/^242\./);
    expect(vips(meshOf(entry("egress/api")), "egress/api/api.example")).toEqual([automatic]);
  });

  it("are declared ones for the first host only", () => {
    const mesh = meshOf(
      entry("egress/api", { hosts: ["api.example", "b.example"], addresses: ["203.0.113.7/32", "fd00::7"] }),
    );
    expect(vips(mesh, "egress/api/api.example")).toEqual(["203.0.113.7", "fd00::7"]);
    expect(vips(mesh, "egress/api/b.example")).toEqual([automaticAddress("entry", "egress/b.example", "first")]);
  });

  it.each([
    ["a Service", service("shop/reviews", { clusterIP: "203.0.113.7" })],
    ["a pod", object("Pod", "shop/a", { spec: { containers: [{ name: "x" }] }, status: { podIP: "203.0.113.7" } })],
    ["an entry of an earlier name", entry("a/first", { addresses: ["203.0.113.7"] })],
  ])("are left to %s", (_, other) => {
    const mesh = meshOf(other, entry("egress/api", { addresses: ["203.0.113.7"] }), deployment("shop/b"));
    expect(vips(mesh, "egress/api/api.example")).toEqual([automatic]);
  });

  it("move to the second choice where the first is declared by somebody", () => {
    const mesh = meshOf(entry("egress/api"), entry("z/other", { addresses: [automatic] }));
    expect(vips(mesh, "egress/api/api.example")).toEqual([automaticAddress("entry", "egress/api.example", "second")]);
  });

  it("move to the second choice where a Service has the first", () => {
    const mesh = meshOf(entry("egress/api"), service("shop/reviews", { clusterIP: automatic }));
    expect(vips(mesh, "egress/api/api.example")).toEqual([automaticAddress("entry", "egress/api.example", "second")]);
  });

  it("are only declared ones where clients ask for addresses", () => {
    expect(vips(meshOf(entry("egress/api", { resolution: "NONE" })), "egress/api/api.example")).toEqual([]);
  });
});
