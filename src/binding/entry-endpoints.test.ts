import { describe, expect, it } from "@jest/globals";
import { endpointsOf } from "./endpoints.js";
import { serviceWithKey } from "./entry-services.js";
import { entry, meshOf, object, service } from "./testing/meshes.js";

const pod = (name: string, address: string, labels = {}) =>
  object("Pod", name, {
    labels,
    spec: { serviceAccountName: "app", containers: [{ name: "app" }] },
    status: { podIP: address },
  });

function endpoints(...manifests: readonly string[]) {
  const mesh = meshOf(...manifests);
  const found = serviceWithKey("egress/api/api.example", mesh.view);
  const ports = found?.spec.ports ?? [];
  return {
    found: found && ports.flatMap((port) => endpointsOf({ service: found, port }, mesh.view, mesh.report)),
    codes: mesh.codes(),
  };
}

const outside = (address: string, port = 80) => ({ address, port, inMesh: false, workload: address });

describe("endpointsOf() a host of a service entry", () => {
  it("are the listed ones, with their own ports, weights and localities", () => {
    const { found, codes } = endpoints(
      entry("egress/api", {
        endpoints: [
          { address: "192.0.2.2", ports: { http: 8080 }, weight: 3, locality: "north/a/1" },
          { address: "192.0.2.1" },
        ],
      }),
    );
    expect(found).toEqual([outside("192.0.2.1"), { ...outside("192.0.2.2", 8080), weight: 3, locality: "north/a" }]);
    expect(codes).toEqual([]);
  });

  it.each([
    ["DNS", { endpoints: [{ address: "a.example" }, { address: "192.0.2.1" }] }, ["192.0.2.1", "a.example"]],
    ["DNS", {}, ["api.example"]],
    ["DNS_ROUND_ROBIN", { endpoints: [{ address: "a.example" }, { address: "b.example" }] }, ["a.example"]],
  ])("may be names with resolution %s: %j", (resolution, spec, expected) => {
    const { found } = endpoints(entry("egress/api", { resolution, ...spec }));
    expect(found?.map(({ address }) => address)).toEqual(expected);
  });

  it.each([
    ["a name where nothing is resolved", { address: "a.example" }],
    ["a socket of the machine", { address: "unix:///run/x" }],
    ["a place in another network", { address: "192.0.2.1", network: "other" }],
  ])("leave out %s", (_, endpoint) => {
    expect(endpoints(entry("egress/api", { endpoints: [endpoint] }))).toEqual({ found: [], codes: ["WM3024"] });
  });

  it("leave out what is no name, and names with tunnels", () => {
    const named = [
      { address: "unix:///run/x" },
      { address: "a.example", labels: { "networking.istio.io/tunnel": "http" } },
    ];
    const spec = { resolution: "DNS", endpoints: named };
    expect(endpoints(entry("egress/api", spec))).toEqual({ found: [], codes: ["WM3024"] });
  });

  it("are pods and workload entries that a selector finds in the namespace", () => {
    const { found } = endpoints(
      entry("egress/api", { workloadSelector: { labels: { app: "api" } } }),
      pod("egress/a", "10.1.0.1", { app: "api" }),
      pod("other/b", "10.1.0.2", { app: "api" }),
      object("WorkloadEntry", "egress/vm", {
        spec: {
          address: "192.0.2.1",
          labels: { app: "api", "networking.istio.io/tunnel": "http" },
          serviceAccount: "vm",
        },
      }),
      object("WorkloadEntry", "egress/plain", { labels: { app: "api" }, spec: { address: "192.0.2.2" } }),
    );
    const account = (serviceAccount: string) => ({ namespace: "egress", serviceAccount });
    expect(found).toEqual([
      { address: "10.1.0.1", port: 80, account: account("app"), inMesh: true, workload: "egress/a" },
      { address: "192.0.2.1", port: 80, account: account("vm"), inMesh: true, workload: "egress/vm" },
      { ...outside("192.0.2.2"), workload: "egress/plain" },
    ]);
  });

  it.each([
    ["who it is", {}, { namespace: "shop", serviceAccount: "app" }],
    ["who the entry says", { serviceAccount: "other" }, { namespace: "egress", serviceAccount: "other" }],
  ])("are a pod of the mesh at the pod's address, as %s", (_, more, account) => {
    const { found } = endpoints(
      entry("egress/api", { endpoints: [{ address: "10.1.0.1", ...more }] }),
      pod("shop/a", "10.1.0.1"),
    );
    expect(found).toEqual([{ address: "10.1.0.1", port: 80, account, inMesh: true, workload: "shop/a" }]);
  });

  it("are the addresses of an entry that leaves them to its clients", () => {
    const { found } = endpoints(entry("egress/api", { resolution: "NONE", addresses: ["192.0.2.1"] }));
    expect(found).toEqual([outside("192.0.2.1")]);
  });
});

describe("endpointsOf() a Service", () => {
  it("are workload entries with its labels, too", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      object("WorkloadEntry", "shop/vm", { spec: { address: "192.0.2.1", labels: { app: "reviews" } } }),
    );
    const reviews = mesh.service("shop/reviews");
    const found = reviews.spec.ports.flatMap((port) => endpointsOf({ service: reviews, port }, mesh.view, mesh.report));
    expect(found).toEqual([{ ...outside("192.0.2.1", 8080), workload: "shop/vm" }]);
  });
});
