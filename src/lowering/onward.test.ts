import { describe, expect, it } from "@jest/globals";
import { meshOf, object, served, service, waypoint } from "../binding/testing/meshes.js";
import { waypointsBefore } from "../binding/waypoints-before.js";
import { workloadNamed } from "../binding/workloads.js";
import { lowerDestination } from "./destinations.js";
import { lowerRoutes } from "./routes.js";

const used = { labels: { "istio.io/use-waypoint": "waypoint" } };
const grant = (namespace: string, from: string): string =>
  object("ReferenceGrant", `${namespace}/routes`, {
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: from }],
      to: [{ group: "", kind: "Service" }],
    },
  });
const routeOf = (name: string, rule: object): string =>
  object("HTTPRoute", name, {
    spec: { parentRefs: [{ group: "", kind: "Service", name: name.split("/")[1] }], rules: [rule] },
  });
const toItems = { name: "items", namespace: "stock", port: 80 };
const shop = [waypoint("shop/waypoint"), served("shop/cart"), grant("stock", "shop")];
const stock = [waypoint("stock/waypoint"), object("Namespace", "stock", used), service("stock/items")];
const pod = object("Pod", "stock/items-0", {
  labels: { app: "items" },
  spec: { serviceAccountName: "items", containers: [{ name: "app", ports: [{ containerPort: 8080 }] }] },
  status: { podIP: "10.244.0.7" },
});

function routesOfCart(rule: object, ...more: readonly string[]) {
  const mesh = meshOf(...shop, ...stock, routeOf("shop/cart", rule), ...more);
  const cart = mesh.service("shop/cart");
  const [port] = cart.spec.ports;
  if (port === undefined) throw new Error("the test service has no port");
  return { mesh, routes: lowerRoutes({ service: cart, port }, mesh.view, mesh.report).routes };
}

describe("requests for a service of another waypoint", () => {
  it("are sent on for their clients, copies too", () => {
    const mirror = { type: "RequestMirror", requestMirror: { backendRef: toItems } };
    const { mesh, routes } = routesOfCart({ filters: [mirror], backendRefs: [toItems] });
    const onward = { host: "items.stock.svc.cluster.local", onward: "for-clients" };
    expect(routes[0]?.action).toMatchObject({ backends: [{ to: { id: onward } }], mirrors: [{ to: onward }] });
    expect(mesh.codes()).toEqual([]);
  });

  it("come to the waypoint, which is asked for the service's own address", () => {
    const mesh = meshOf(...stock, pod);
    const id = { host: "items.stock.svc.cluster.local", namespace: "stock", service: "items", port: 80 };
    const { endpoints } = lowerDestination({ ...id, onward: "for-clients" }, mesh.view, mesh.report);
    const [vip] = lowerDestination(id, mesh.view, mesh.report).endpoints;
    expect(vip).toMatchObject({ address: "10.244.0.7", port: 8080 });
    expect(endpoints).toMatchObject([
      { port: 80, identity: "spiffe://cluster.local/ns/stock/sa/waypoint", workload: "stock/waypoint" },
    ]);
    expect(endpoints[0]?.address).not.toBe("10.244.0.7");
  });

  it("have nowhere to go once the waypoint is gone", () => {
    const mesh = meshOf(object("Namespace", "stock", used), service("stock/items"), pod);
    const id = { host: "items.stock.svc.cluster.local", namespace: "stock", service: "items", port: 80 } as const;
    expect(lowerDestination({ ...id, onward: "for-clients" }, mesh.view, mesh.report).endpoints).toEqual([]);
  });

  it("are not sent around a waypoint that cannot be had", () => {
    const lost = service("stock/lost", {}, { labels: { "istio.io/use-waypoint": "nobody" } });
    const { mesh, routes } = routesOfCart({ backendRefs: [{ ...toItems, name: "lost" }] }, lost);
    expect(routes[0]?.action).toMatchObject({ backends: [{ to: { kind: "invalid", status: 503 } }] });
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM4070", origin: { path: ["spec", "rules", 0, "backendRefs", 0] } },
    ]);
  });

  it("do not come straight to the pods, whose doors need not admit the first waypoint", () => {
    const { mesh } = routesOfCart({ backendRefs: [toItems] }, pod);
    const workload = workloadNamed("stock", "items-0", mesh.view);
    if (workload === undefined) throw new Error("the test pod is missing");
    expect(waypointsBefore(workload, mesh.view).map(({ namespace }) => namespace)).toEqual(["stock"]);
  });
});

describe("a session", () => {
  const sessionPersistence = { sessionName: "kept" };

  it("is kept at the endpoints at hand", () => {
    const backendRefs = [toItems, { name: "cart", port: 80 }];
    const { mesh, routes } = routesOfCart({ sessionPersistence, backendRefs });
    expect(routes[0]?.action).toMatchObject({ session: { name: "kept" } });
    expect(mesh.codes()).toEqual(["WM4071"]);
  });

  it("is not kept where all endpoints are behind another waypoint", () => {
    const { mesh, routes } = routesOfCart({ sessionPersistence, backendRefs: [toItems] });
    expect(routes[0]?.action).not.toHaveProperty("session");
    expect(mesh.codes()).toEqual(["WM4071"]);
  });
});

describe("a circle", () => {
  const back = [
    grant("shop", "stock"),
    routeOf("stock/items", { backendRefs: [{ name: "cart", namespace: "shop", port: 80 }] }),
  ];

  it("is told of, with its stops", () => {
    const { mesh } = routesOfCart({ backendRefs: [toItems] }, ...back);
    const [cart, items] = ["cart.shop.svc.cluster.local:80", "items.stock.svc.cluster.local:80"];
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM4072", message: `requests may come back: ${cart} → ${items} → ${cart}` },
    ]);
  });

  it("is none where the way ends at endpoints", () => {
    const { mesh } = routesOfCart({ backendRefs: [{ name: "cart", port: 80 }] }, ...back);
    expect(mesh.codes()).toEqual([]);
  });
});
