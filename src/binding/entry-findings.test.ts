import { describe, expect, it } from "@jest/globals";
import { reportEntry } from "./entry-findings.js";
import { entry, meshOf, service } from "./testing/meshes.js";

const somewhere = { endpoints: [{ address: "192.0.2.1" }] };

function said(spec: object, ...others: readonly string[]): readonly string[] {
  const mesh = meshOf(entry("egress/api", spec), ...others);
  reportEntry(mesh.find("ServiceEntry", "egress/api"), mesh.view, mesh.report);
  return mesh.diagnostics.map(({ code, origin }) => `${code} ${origin?.path.join(".")}`);
}

describe("reportEntry()", () => {
  it("has nothing to say about a sound entry", () => {
    expect(said(somewhere)).toEqual([]);
    expect(said({ resolution: "DNS" })).toEqual([]);
    expect(said({ resolution: "NONE", addresses: ["192.0.2.1"] })).toEqual([]);
  });

  it.each([
    ["a wildcard host", { hosts: ["a.example", "*.example"], ...somewhere }, ["WM3020 spec.hosts.1"]],
    ["an address as host", { hosts: ["192.0.2.1"] }, ["WM3020 spec.hosts.0"]],
    ["names that each client resolves", { resolution: "DYNAMIC_DNS" }, ["WM3020 spec.hosts.0"]],
    ["the name of a Service", { hosts: ["reviews.shop.svc.cluster.local"] }, ["WM3021 spec.hosts.0"]],
    ["a range of addresses", { addresses: ["192.0.2.0/24"], ...somewhere }, ["WM3022 spec.addresses.0"]],
    ["the address of a Service", { addresses: ["10.0.0.1"], ...somewhere }, ["WM3022 spec.addresses.0"]],
    ["no address to ask for", { resolution: "NONE" }, ["WM3023 spec.hosts.0"]],
    ["no endpoints", {}, ["WM3025 spec.endpoints"]],
    ["a selector that selects nothing", { workloadSelector: { labels: { a: "b" } } }, ["WM3025 spec.workloadSelector"]],
    [
      "endpoints of asked-for addresses",
      { resolution: "NONE", addresses: ["192.0.2.1"], ...somewhere },
      ["WM3026 spec.endpoints"],
    ],
    [
      "several names to resolve one at a time",
      { resolution: "DNS_ROUND_ROBIN", endpoints: [{ address: "a.example" }, { address: "b.example" }] },
      ["WM3026 spec.endpoints"],
    ],
    ["a UDP port", { ports: [{ number: 53, name: "dns", protocol: "UDP" }], ...somewhere }, ["WM3013 spec.ports.0"]],
  ])("says where there is %s", (_, spec, expected) => {
    expect(said(spec, service("shop/reviews", { clusterIP: "10.0.0.1" }))).toEqual(expected);
  });

  it("says who has a host already", () => {
    expect(said({ hosts: ["same.example"] }, entry("egress/a", { hosts: ["same.example"] }))).toEqual([
      "WM3021 spec.hosts.0",
    ]);
  });
});
