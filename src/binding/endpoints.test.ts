import { describe, expect, it } from "@jest/globals";
import { endpointsOf } from "./endpoints.js";
import type { TestMesh } from "./testing/meshes.js";
import { deployment, meshOf, object, service } from "./testing/meshes.js";

interface PodParts {
  readonly body?: object;
  readonly spec?: object;
}
const pod = (name: string, address: string, { body = {}, spec = {} }: PodParts = {}) =>
  object("Pod", name, {
    labels: { app: "reviews" },
    status: { podIP: address, conditions: [{ type: "Ready", status: "True" }] },
    spec: {
      serviceAccountName: "reviews",
      containers: [{ name: "app", ports: [{ name: "web", containerPort: 9090 }] }],
      ...spec,
    },
    ...body,
  });
const unready = { status: { podIP: "10.1.0.2", conditions: [{ type: "Ready", status: "False" }] } };
const slice = (name: string, endpoints: object[], ports: object[] = [{ name: "", port: 8080 }]) =>
  object("EndpointSlice", name, {
    labels: { "kubernetes.io/service-name": "reviews" },
    addressType: "IPv4",
    endpoints,
    ports,
  });

function endpoints(mesh: TestMesh) {
  const reviews = mesh.service("shop/reviews");
  return reviews.spec.ports.map((port) => endpointsOf({ service: reviews, port }, mesh.view, mesh.report));
}
const places = (mesh: TestMesh) => endpoints(mesh)[0]?.map(({ address, port }) => `${address}:${port}`);

describe("endpointsOf() a service with a selector", () => {
  it("are the pods that it selects in its namespace, with who they are", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      pod("shop/b", "10.1.0.2"),
      pod("shop/a", "10.1.0.1"),
      pod("other/c", "10.1.0.3"),
      pod("shop/d", "10.1.0.4", { body: { labels: { app: "ratings" } } }),
    );
    const account = { namespace: "shop", serviceAccount: "reviews" };
    expect(endpoints(mesh)).toEqual([
      [
        { address: "10.1.0.1", port: 8080, account, inMesh: true, workload: "shop/a" },
        { address: "10.1.0.2", port: 8080, account, inMesh: true, workload: "shop/b" },
      ],
    ]);
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["a number", { port: 80, targetPort: 8081 }, "10.1.0.1:8081"],
    ["a port's name", { port: 80, targetPort: "web" }, "10.1.0.1:9090"],
    ["nothing", { port: 80 }, "10.1.0.1:80"],
  ])("listen on %s", (_what, port, expected) => {
    expect(places(meshOf(service("shop/reviews", { ports: [port] }), pod("shop/a", "10.1.0.1")))).toEqual([expected]);
  });

  it("are none, with a diagnostic, where no pod has the named port", () => {
    const mesh = meshOf(
      service("shop/reviews", { ports: [{ port: 80, targetPort: "http" }] }),
      pod("shop/a", "10.1.0.1"),
    );
    expect(places(mesh)).toEqual([]);
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM3008", advice: "the pods name web", origin: { path: ["spec", "ports", 0, "targetPort"] } },
    ]);
  });

  it("are ready, unless the service publishes the others too", () => {
    const pods = [pod("shop/a", "10.1.0.1"), pod("shop/b", "10.1.0.2", { body: unready })];
    expect(places(meshOf(service("shop/reviews"), ...pods))).toEqual(["10.1.0.1:8080"]);
    expect(places(meshOf(service("shop/reviews", { publishNotReadyAddresses: true }), ...pods))).toEqual([
      "10.1.0.1:8080",
      "10.1.0.2:8080",
    ]);
  });

  it("are outside the mesh on the network of a node", () => {
    const mesh = meshOf(service("shop/reviews"), pod("shop/a", "10.1.0.1", { spec: { hostNetwork: true } }));
    expect(endpoints(mesh)).toMatchObject([[{ inMesh: false }]]);
  });

  it("are none without a selector", () => {
    expect(places(meshOf(service("shop/reviews", { selector: {} }), pod("shop/a", "10.1.0.1")))).toEqual([]);
  });
});

describe("endpointsOf() a service with endpoint slices", () => {
  it("are what the slices say, whatever the selector says", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      pod("shop/a", "10.1.0.1"),
      pod("shop/b", "10.1.0.2"),
      slice("shop/s", [{ addresses: ["10.1.0.2"], zone: "z1", targetRef: { kind: "Pod", name: "b" } }]),
    );
    expect(endpoints(mesh)).toMatchObject([
      [
        {
          address: "10.1.0.2",
          port: 8080,
          account: { serviceAccount: "reviews" },
          locality: "/z1",
          workload: "shop/b",
        },
      ],
    ]);
  });

  it("are known by their address where they name no pod", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      pod("shop/a", "10.1.0.1"),
      slice("shop/s", [{ addresses: ["10.1.0.1"] }]),
    );
    expect(endpoints(mesh)).toMatchObject([[{ inMesh: true, workload: "shop/a" }]]);
  });

  it("are places outside the mesh where no pod has the address", () => {
    const mesh = meshOf(service("shop/reviews"), slice("shop/s", [{ addresses: ["192.0.2.1"] }]));
    expect(endpoints(mesh)).toEqual([[{ address: "192.0.2.1", port: 8080, inMesh: false, workload: "192.0.2.1" }]]);
  });

  it("may be pods of a deployment", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      deployment("shop/reviews"),
      slice("shop/s", [{ addresses: ["10.1.0.1"], targetRef: { kind: "Pod", name: "reviews-0" } }]),
    );
    expect(endpoints(mesh)).toMatchObject([[{ address: "10.1.0.1", inMesh: true, workload: "shop/reviews-0" }]]);
  });

  it("are left out where their pod does not exist: nobody knows whom to expect", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      slice("shop/s", [{ addresses: ["10.1.0.1"], targetRef: { kind: "Pod", name: "gone" } }]),
    );
    expect(places(mesh)).toEqual([]);
    expect(mesh.codes()).toEqual(["WM3009"]);
  });

  it("are matched by the name of the service port, and each counts once", () => {
    const ports = [
      { name: "http", port: 80 },
      { name: "admin", port: 90 },
    ];
    const twice = [{ name: "admin", port: 9091 }];
    const mesh = meshOf(
      service("shop/reviews", { ports }),
      slice("shop/s", [{ addresses: ["10.1.0.2"] }, { addresses: ["10.1.0.1"] }], twice),
      slice("shop/t", [{ addresses: ["10.1.0.1"] }], twice),
    );
    expect(endpoints(mesh).map((list) => list.map(({ address, port }) => `${address}:${port}`))).toEqual([
      [],
      ["10.1.0.1:9091", "10.1.0.2:9091"],
    ]);
  });

  it("are left out while not ready", () => {
    const mesh = meshOf(
      service("shop/reviews"),
      slice("shop/s", [{ addresses: ["10.1.0.1"], conditions: { ready: false } }, { addresses: ["10.1.0.2"] }]),
    );
    expect(places(mesh)).toEqual(["10.1.0.2:8080"]);
  });
});
