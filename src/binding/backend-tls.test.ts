import { describe, expect, it } from "@jest/globals";
import { backendTlsFor, reportBackendTls } from "./backend-tls.js";
import { entry, meshOf, object, served, service, waypoint } from "./testing/meshes.js";

const validation = { hostname: "api.example", wellKnownCACertificates: "System" };

function policy(name: string, target: object, more: object = {}): string {
  const targetRefs = [{ group: "", kind: "Service", name: "reviews", ...target }];
  return object("BackendTLSPolicy", name, { spec: { targetRefs, validation }, ...more });
}

describe("backendTlsFor()", () => {
  const ports = [{ name: "web", port: 80, appProtocol: "http" }];

  it.each([
    ["one that names the port", [policy("shop/a", {}), policy("shop/b", { sectionName: "web" })], "shop/b"],
    [
      "the oldest",
      [policy("shop/a", {}), policy("shop/b", {}, { creationTimestamp: "2024-01-01T00:00:00Z" })],
      "shop/b",
    ],
    ["the first by name", [policy("shop/b", {}), policy("shop/a", {})], "shop/a"],
    ["none of another namespace", [policy("other/a", {})], undefined],
    ["none for another port", [policy("shop/a", { sectionName: "other" })], undefined],
    [
      "none for an entry of the name",
      [policy("shop/a", { group: "networking.istio.io", kind: "ServiceEntry" })],
      undefined,
    ],
  ])("finds %s", (_, policies, expected) => {
    const { view, service: found } = meshOf(service("shop/reviews", { ports }), ...policies);
    const reviews = found("shop/reviews");
    const [port] = reviews.spec.ports;
    const metadata = port && backendTlsFor(reviews, port, view)?.metadata;
    expect(metadata && `${metadata.namespace}/${metadata.name}`).toBe(expected);
  });
});

describe("reportBackendTls()", () => {
  const labels = { "istio.io/use-waypoint": "waypoint" };

  it.each([
    ["is in effect at a Service", {}, []],
    ["is in effect at an entry", { group: "networking.istio.io", kind: "ServiceEntry", name: "api" }, []],
    ["has a target of another kind", { group: "x.example", kind: "Bucket" }, ["WM3033 spec.targetRefs.0.kind"]],
    ["has a target that does not exist", { name: "ratings" }, ["WM3033 spec.targetRefs.0.name"]],
    ["names a port that does not exist", { sectionName: "other" }, ["WM3033 spec.targetRefs.0.sectionName"]],
    ["needs a waypoint", { name: "direct" }, ["WM3031 spec.targetRefs.0"]],
  ])("says of a policy that it %s", (_, target, expected) => {
    const mesh = meshOf(
      waypoint("shop/waypoint"),
      served("shop/reviews"),
      service("shop/direct"),
      entry("shop/api", {}, { labels }),
      policy("shop/a", target),
    );
    reportBackendTls(mesh.find("BackendTLSPolicy", "shop/a"), mesh.view, mesh.report);
    expect(mesh.diagnostics.map(({ code, origin }) => `${code} ${origin?.path.join(".")}`)).toEqual(expected);
  });
});
