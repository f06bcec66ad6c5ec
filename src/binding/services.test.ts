import { describe, expect, it } from "@jest/globals";
import { automaticAddress } from "../model/addresses.js";
import { hostOf, namesOf, vipsOf } from "./services.js";
import { meshOf, service } from "./testing/meshes.js";

const vips = (...manifests: string[]) => {
  const mesh = meshOf(...manifests);
  return vipsOf(mesh.service("shop/reviews"), mesh.view);
};

describe("hostOf() and namesOf()", () => {
  it("use the cluster domain of the mesh", () => {
    const reviews = meshOf(service("shop/reviews")).service("shop/reviews");
    expect(hostOf(reviews, { clusterDomain: "example.org" })).toBe("reviews.shop.svc.example.org");
    expect(namesOf(reviews, { clusterDomain: "example.org" })).toEqual([
      "reviews.shop.svc.example.org",
      "reviews.shop",
      "reviews.shop.svc",
    ]);
  });
});

describe("vipsOf()", () => {
  it.each([
    ["one cluster IP", { clusterIP: "10.0.0.7" }, ["10.0.0.7"]],
    ["both families", { clusterIP: "10.0.0.7", clusterIPs: ["10.0.0.7", "fd00::7"] }, ["10.0.0.7", "fd00::7"]],
    ["none on purpose", { clusterIP: "None" }, []],
    ["an alias", { type: "ExternalName", externalName: "a.b" }, []],
  ])("of a service that declares %s", (_what, spec, addresses) => {
    expect(vips(service("shop/reviews", spec)).addresses).toEqual(addresses);
  });

  it("follow from the name where nothing is declared", () => {
    const expected = automaticAddress("service", "shop/reviews", "first");
    expect(expected).toMatch(/^240\./);
    expect(vips(service("shop/reviews"), service("shop/other"))).toEqual({ addresses: [expected], taken: [] });
  });

  it("belong to one service only: the later one by name gets another", () => {
    const { addresses, taken } = vips(
      service("shop/aaa", { clusterIP: "10.0.0.7" }),
      service("shop/reviews", { clusterIP: "10.0.0.7" }),
    );
    expect(addresses).toEqual([automaticAddress("service", "shop/reviews", "second")]);
    expect(taken.map(({ address, by }) => `${address} ${by.metadata.name}`)).toEqual(["10.0.0.7 aaa"]);
  });

  it("stay with the service that declares them, against one that would have got it automatically", () => {
    const automatic = automaticAddress("service", "shop/reviews", "first");
    expect(vips(service("shop/zzz", { clusterIP: automatic }), service("shop/reviews"))).toEqual({
      addresses: [automaticAddress("service", "shop/reviews", "second")],
      taken: [],
    });
  });
});
