import { describe, expect, it } from "@jest/globals";
import type { TestMesh } from "../binding/testing/meshes.js";
import { deployment, meshOf, object, served, service, waypoint, withoutOrigins } from "../binding/testing/meshes.js";
import { waypointFor, waypointForWorkload } from "../binding/waypoints.js";
import { workloadsIn } from "../binding/workloads.js";
import { lowerDestination } from "./destinations.js";
import { lowerPort, lowerWorkloadPorts } from "./ports.js";
import { route } from "./testing/routed.js";

function portsOf(mesh: TestMesh) {
  const reviews = mesh.service("shop/reviews");
  const binding = waypointFor(reviews, mesh.view);
  if (binding.kind !== "bound") throw new Error("shop/reviews has no waypoint");
  return reviews.spec.ports.map((port) => {
    return lowerPort({ service: reviews, port, waypoint: binding.waypoint }, mesh.view, mesh.report);
  });
}
const withPorts = (...ports: object[]) =>
  served("shop/reviews", { ports: ports.map((port) => ({ port: 9000, ...port })) });
const toService = { group: "", kind: "Service", name: "reviews" };
const policy = (rule: object) =>
  object("AuthorizationPolicy", "shop/p", { spec: { targetRefs: [toService], rules: [rule] } });

describe("lowerPort()", () => {
  it("names the addresses under which clients ask for it", () => {
    const both = served("shop/reviews", { clusterIPs: ["10.0.0.1", "fd00::1"] });
    const [port] = portsOf(meshOf(waypoint(), both));
    expect(withoutOrigins(port)).toEqual({
      id: { host: "reviews.shop.svc.cluster.local", namespace: "shop", service: "reviews", port: 80 },
      protocol: "http",
      protocolBecause: "declared",
      authorities: ["10.0.0.1:80", "[fd00::1]:80"],
    });
    expect(port?.origin.path).toEqual(["spec", "ports", 0]);
  });

  it.each([
    [{ appProtocol: "http" }, "http"],
    [{ appProtocol: "HTTP" }, "http"],
    [{ appProtocol: "kubernetes.io/ws" }, "http"],
    [{ appProtocol: "kubernetes.io/h2c" }, "http2"],
    [{ appProtocol: "grpc" }, "http2"],
    [{ appProtocol: "https" }, "tcp"],
    [{ appProtocol: "mysql" }, "tcp"],
    [{ appProtocol: "tcp", name: "http" }, "tcp"],
    [{ appProtocol: "example.com/custom", name: "http" }, "http"],
    [{ name: "http" }, "http"],
    [{ name: "http-web" }, "http"],
    [{ name: "http2-web" }, "http2"],
    [{ name: "grpc-web" }, "http2"],
    [{ name: "tls-x" }, "tcp"],
  ])("reads the declaration %j as %s", (declared, protocol) => {
    const mesh = meshOf(waypoint(), withPorts(declared));
    expect(portsOf(mesh)).toMatchObject([{ protocol, protocolBecause: "declared" }]);
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["nothing looks into requests", [], { protocol: "tcp", protocolBecause: "nothing-l7-configured" }, ["WM4020"]],
    ["there are routes", [route("shop/r", [{}])], { protocol: "http", protocolBecause: "l7-configured" }, ["WM4019"]],
    [
      "a policy looks into requests",
      [policy({ to: [{ operation: { methods: ["GET"] } }] })],
      { protocol: "http", protocolBecause: "l7-configured" },
      ["WM4019"],
    ],
    [
      "policies look at connections only",
      [policy({ from: [{ source: { namespaces: ["web"] } }] })],
      { protocol: "tcp", protocolBecause: "nothing-l7-configured" },
      ["WM4020"],
    ],
  ])("chooses a protocol for a port that declares none when %s", (_when, more, expected, codes) => {
    const mesh = meshOf(waypoint(), withPorts({ name: "x" }), ...more);
    expect(portsOf(mesh)).toMatchObject([expected]);
    expect(mesh.codes()).toEqual(codes);
  });

  it("never takes a port whose server speaks first for HTTP", () => {
    const mesh = meshOf(waypoint(), withPorts({ port: 3306 }), route("shop/r", [{}]));
    expect(portsOf(mesh)).toMatchObject([{ protocol: "tcp", protocolBecause: "server-first-port" }]);
    expect(mesh.codes()).toEqual(["WM4021"]);
  });

  it("says that routes of a TCP port are not in effect", () => {
    const mesh = meshOf(waypoint(), withPorts({ appProtocol: "tcp" }), route("shop/r", [{}]));
    portsOf(mesh);
    expect(mesh.diagnostics).toMatchObject([{ code: "WM4021", origin: { object: "HTTPRoute shop/r" } }]);
  });

  it("leaves out ports that are not TCP", () => {
    expect(portsOf(meshOf(waypoint(), withPorts({ protocol: "UDP" })))).toEqual([undefined]);
  });
});

describe("lowerDestination()", () => {
  const id = { host: "reviews.shop.svc.cluster.local", namespace: "shop", service: "reviews", port: 80 };

  it("expects of every endpoint the identity of its pod", () => {
    const mesh = meshOf(
      object("MeshConfig", "mesh", { spec: { trustDomain: "td" } }),
      service("shop/reviews"),
      object("Pod", "shop/a", {
        labels: { app: "reviews" },
        spec: { serviceAccountName: "sa", containers: [{ name: "x" }] },
        status: { podIP: "10.1.0.1" },
      }),
    );
    expect(withoutOrigins(lowerDestination(id, mesh.view, mesh.report))).toEqual({
      id,
      protocol: "http",
      endpoints: [
        {
          address: "10.1.0.1",
          port: 8080,
          identity: "spiffe://td/ns/shop/sa/sa",
          tunnel: "hbone",
          weight: 1,
          workload: "shop/a",
        },
      ],
    });
  });

  it("expects no identity outside the mesh", () => {
    const mesh = meshOf(service("shop/reviews"), deployment("shop/reviews", {}, { hostNetwork: true }));
    const [endpoint] = lowerDestination(id, mesh.view, mesh.report).endpoints;
    expect(endpoint?.tunnel).toBe("none");
    expect(endpoint).not.toHaveProperty("identity");
  });

  it.each([
    ["that does not exist", []],
    ["without that port", [service("shop/reviews", { ports: [{ port: 81 }] })]],
  ])("has no endpoints for a service %s", (_what, manifests) => {
    const mesh = meshOf(...manifests);
    expect(lowerDestination(id, mesh.view, mesh.report).endpoints).toEqual([]);
  });

  it("has the protocol that the port has on its waypoint", () => {
    const undeclared = served("shop/reviews", { ports: [{ port: 80 }] });
    const protocol = (...manifests: string[]) => {
      const mesh = meshOf(waypoint(), undeclared, ...manifests);
      return [portsOf(mesh)[0]?.protocol, lowerDestination(id, mesh.view, mesh.report).protocol];
    };
    expect(protocol()).toEqual(["tcp", "tcp"]);
    expect(protocol(route("shop/r", [{}]))).toEqual(["http", "http"]);
  });

  it("is HTTP where only the routes of others lead to it", () => {
    const mesh = meshOf(service("shop/reviews", { ports: [{ port: 80 }] }));
    expect(lowerDestination(id, mesh.view, mesh.report).protocol).toBe("http");
  });

  describe("of a port that declares nothing", () => {
    const ports = { ports: [{ port: 80 }, { port: 81 }] };
    const calls = (parent: string, backend: { readonly name: string; readonly port: number }) =>
      object("GRPCRoute", "shop/calls", {
        spec: { parentRefs: [{ group: "", kind: "Service", name: parent }], rules: [{ backendRefs: [backend] }] },
      });
    const spoken = (...manifests: string[]) => {
      const { view, report } = meshOf(waypoint(), ...manifests);
      const { protocol, requests } = lowerDestination(id, view, report);
      return { protocol, requests };
    };

    it("is HTTP/2 where a GRPCRoute is about it", () => {
      const own = calls("reviews", { name: "reviews", port: 80 });
      expect(spoken(served("shop/reviews", ports), own)).toEqual({ protocol: "http2", requests: undefined });
    });

    it("is HTTP/2 for the calls that a GRPCRoute sends there", () => {
      const others = calls("front", { name: "reviews", port: 80 });
      expect(spoken(service("shop/reviews", ports), others)).toEqual({ protocol: "http2", requests: undefined });
      expect(spoken(served("shop/reviews", ports), others)).toEqual({ protocol: "tcp", requests: "http2" });
    });

    it("is HTTP/1.1 where calls are sent to another port", () => {
      const elsewhere = calls("front", { name: "reviews", port: 81 });
      expect(spoken(service("shop/reviews", ports), elsewhere)).toEqual({ protocol: "http", requests: undefined });
      expect(spoken(served("shop/reviews", ports), elsewhere)).toEqual({ protocol: "tcp", requests: undefined });
    });
  });
});

describe("lowerWorkloadPorts()", () => {
  const gateway = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } });
  const pod = object("Pod", "shop/a", {
    labels: { "istio.io/use-waypoint": "waypoint" },
    spec: {
      serviceAccountName: "sa",
      containers: [
        {
          name: "x",
          ports: [
            { name: "http", containerPort: 8080 },
            { name: "db", containerPort: 9000 },
            { name: "dns", containerPort: 5353, protocol: "UDP" },
          ],
        },
      ],
    },
    status: { podIP: "10.1.0.1" },
  });
  const lowered = (...manifests: string[]) => {
    const mesh = meshOf(gateway, pod, ...manifests);
    const [workload] = workloadsIn("shop", mesh.view);
    const binding = workload && waypointForWorkload(workload, mesh.view);
    if (workload === undefined || binding?.kind !== "bound") throw new Error("the pod has no waypoint");
    return lowerWorkloadPorts({ workload, waypoint: binding.waypoint }, mesh.view, mesh.report);
  };

  it("serves the declared TCP ports of a pod at its own address", () => {
    expect(withoutOrigins(lowered())).toMatchObject([
      {
        served: {
          port: {
            id: { host: "a.shop.pod.cluster.local", port: 8080 },
            protocol: "http",
            authorities: ["10.1.0.1:8080"],
          },
          routes: { routes: [], otherwise: "own-endpoints" },
        },
        destination: {
          endpoints: [{ address: "10.1.0.1", port: 8080, identity: "spiffe://cluster.local/ns/shop/sa/sa" }],
        },
      },
      { served: { port: { id: { port: 9000 }, protocol: "tcp" } }, destination: { protocol: "tcp" } },
    ]);
    expect(lowered()[1]?.served).not.toHaveProperty("routes");
  });

  it("judges them by the waypoint's own policies only", () => {
    const target = (ref: object) => ({ targetRefs: [ref], rules: [{}] });
    const [first] = lowered(
      object("AuthorizationPolicy", "shop/gateway", {
        spec: target({ group: "gateway.networking.k8s.io", kind: "Gateway", name: "waypoint" }),
      }),
      object("AuthorizationPolicy", "shop/service", { spec: target(toService) }),
    );
    expect(first?.served.access.allow.map(({ name }) => name)).toEqual(["shop/gateway"]);
  });
});
