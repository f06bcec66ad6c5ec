import { describe, expect, it } from "@jest/globals";
import { meshOf, object, service, waypoint } from "./testing/meshes.js";
import { waypointFor, waypointForWorkload, waypointsOf } from "./waypoints.js";
import { workloadsIn } from "./workloads.js";

const use = (name: string, namespace?: string) => ({
  labels: { "istio.io/use-waypoint": name, ...(namespace && { "istio.io/use-waypoint-namespace": namespace }) },
});
const reviews = (body = {}) => service("shop/reviews", {}, body);

/** `bound shop/waypoint (own-label)`, `none (opted-out)`, `broken shop/gone (not-found)`. */
function bindingText(...manifests: string[]): string {
  const mesh = meshOf(...manifests);
  const binding = waypointFor(mesh.service("shop/reviews"), mesh.view);
  switch (binding.kind) {
    case "bound":
      return `bound ${binding.waypoint.namespace}/${binding.waypoint.name} (${binding.because})`;
    case "none":
      return `none (${binding.because})`;
    case "broken":
      return `broken ${binding.wanted} (${binding.because})`;
  }
}

describe("waypointFor()", () => {
  it.each([
    ["nothing asks for one", [reviews()], "none (not-labelled)"],
    ["the service asks", [waypoint(), reviews(use("waypoint"))], "bound shop/waypoint (own-label)"],
    [
      "its namespace asks",
      [waypoint(), object("Namespace", "shop", use("waypoint")), reviews()],
      "bound shop/waypoint (namespace-label)",
    ],
    [
      "both ask: the service wins",
      [
        waypoint("shop/outer"),
        waypoint("shop/inner"),
        object("Namespace", "shop", use("outer")),
        reviews(use("inner")),
      ],
      "bound shop/inner (own-label)",
    ],
    [
      "the service opts out of its namespace's",
      [waypoint(), object("Namespace", "shop", use("waypoint")), reviews(use("none"))],
      "none (opted-out)",
    ],
    [
      "the service's broken wish is not replaced by its namespace's",
      [waypoint(), object("Namespace", "shop", use("waypoint")), reviews(use("gone"))],
      "broken shop/gone (not-found)",
    ],
    [
      "it is in another namespace",
      [waypoint("infra/shared"), reviews(use("shared", "infra"))],
      "bound infra/shared (own-label)",
    ],
    [
      "the other namespace is named on another object only",
      [
        waypoint("infra/shared"),
        object("Namespace", "shop", { labels: { "istio.io/use-waypoint-namespace": "infra" } }),
        reviews(use("shared")),
      ],
      "broken shop/shared (not-found)",
    ],
    [
      "the Gateway is of another class",
      [waypoint("shop/waypoint", { gatewayClassName: "nginx" }), reviews(use("waypoint"))],
      "broken shop/waypoint (not-a-waypoint)",
    ],
    [
      "the service belongs to a waypoint",
      [
        waypoint(),
        service("shop/reviews", {}, { labels: { ...use("waypoint").labels, "gateway.istio.io/managed": "x" } }),
      ],
      "none (is-waypoint)",
    ],
    [
      "the service is headless",
      [waypoint(), service("shop/reviews", { clusterIP: "None" }, use("waypoint"))],
      "none (headless)",
    ],
    [
      "the service is an alias",
      [waypoint(), service("shop/reviews", { type: "ExternalName", externalName: "a.b" }, use("waypoint"))],
      "none (not-in-mesh)",
    ],
  ])("when %s", (_when, manifests, expected) => {
    expect(bindingText(...manifests)).toBe(expected);
  });

  it("takes the class of any GatewayClass of our controller", () => {
    const ours = object("GatewayClass", "mine", { spec: { controllerName: "waymark.dev/waypoint-controller" } });
    const mine = waypoint("shop/waypoint", { gatewayClassName: "mine" });
    expect(bindingText(ours, mine, reviews(use("waypoint")))).toBe("bound shop/waypoint (own-label)");
    expect(bindingText(mine, reviews(use("waypoint")))).toBe("broken shop/waypoint (not-a-waypoint)");
  });

  it.each([
    ["service", "bound shop/waypoint (own-label)"],
    ["all", "bound shop/waypoint (own-label)"],
    ["workload", "broken shop/waypoint (other-traffic)"],
    ["none", "broken shop/waypoint (other-traffic)"],
  ])("a service that asks for a waypoint for %s", (traffic, expected) => {
    const gateway = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": traffic } });
    expect(bindingText(gateway, reviews(use("waypoint")))).toBe(expected);
  });

  it("does not blame a service for its namespace's waypoint for workloads", () => {
    const gateway = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } });
    expect(bindingText(gateway, object("Namespace", "shop", use("waypoint")), reviews())).toBe("none (other-traffic)");
  });

  it("reads the kind of traffic from the class if the Gateway does not say it", () => {
    const ours = object("GatewayClass", "waymark-waypoint", {
      labels: { "istio.io/waypoint-for": "workload" },
      spec: { controllerName: "waymark.dev/waypoint-controller" },
    });
    expect(bindingText(ours, waypoint(), reviews(use("waypoint")))).toBe("broken shop/waypoint (other-traffic)");
  });

  const shared = (listener: object) =>
    waypoint("infra/shared", { listeners: [{ name: "mesh", port: 15008, protocol: "HBONE", ...listener }] });
  const team = { matchLabels: { team: "shop" } };
  it.each([
    ["All", { allowedRoutes: { namespaces: { from: "All" } } }, "bound infra/shared (own-label)"],
    ["Same", { allowedRoutes: { namespaces: { from: "Same" } } }, "broken infra/shared (forbidden)"],
    ["nothing", {}, "broken infra/shared (forbidden)"],
    [
      "a matching selector",
      { allowedRoutes: { namespaces: { from: "Selector", selector: team } } },
      "bound infra/shared (own-label)",
    ],
    [
      "the namespace's own name",
      {
        allowedRoutes: {
          namespaces: { from: "Selector", selector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } },
        },
      },
      "bound infra/shared (own-label)",
    ],
    [
      "another selector",
      {
        allowedRoutes: {
          namespaces: {
            from: "Selector",
            selector: { matchExpressions: [{ key: "team", operator: "NotIn", values: ["shop"] }] },
          },
        },
      },
      "broken infra/shared (forbidden)",
    ],
    [
      "All, but on another port",
      { port: 8080, allowedRoutes: { namespaces: { from: "All" } } },
      "broken infra/shared (forbidden)",
    ],
  ])("another namespace's waypoint whose listener admits %s", (_whom, listener, expected) => {
    const shop = object("Namespace", "shop", { labels: { team: "shop" } });
    expect(bindingText(shop, shared(listener), reviews(use("shared", "infra")))).toBe(expected);
  });

  it("points at the label of a broken wish", () => {
    const mesh = meshOf(object("Namespace", "shop", use("gone")), reviews());
    expect(waypointFor(mesh.service("shop/reviews"), mesh.view)).toMatchObject({
      kind: "broken",
      origin: { object: "Namespace shop", path: ["metadata", "labels", "istio.io/use-waypoint"] },
    });
  });
});

describe("waypointForWorkload()", () => {
  const pod = (labels: Record<string, string>) => {
    return object("Pod", "shop/reviews", {
      labels,
      spec: { containers: [{ name: "app" }] },
      status: { podIP: "10.1.0.1" },
    });
  };
  const gateway = waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } });
  it.each([
    ["asks itself", pod({ "istio.io/use-waypoint": "waypoint" }), "bound"],
    ["asks for nothing", pod({}), "none"],
    [
      "is a waypoint's own",
      pod({ "istio.io/use-waypoint": "waypoint", "gateway.networking.k8s.io/gateway-name": "x" }),
      "none",
    ],
    ["is not in the mesh", pod({ "istio.io/use-waypoint": "waypoint", "istio.io/dataplane-mode": "none" }), "none"],
  ])("when the pod %s", (_when, manifest, kind) => {
    const { view } = meshOf(gateway, manifest);
    expect(workloadsIn("shop", view).map((workload) => waypointForWorkload(workload, view).kind)).toEqual([kind]);
  });
});

describe("waypointsOf()", () => {
  it("lists waypoints only, with the identity and address that they declare", () => {
    const { view } = meshOf(
      waypoint("shop/b", {}, { annotations: { "gateway.istio.io/service-account": "special" } }),
      waypoint("shop/a", { addresses: [{ type: "Hostname", value: "a.example" }, { value: "10.1.2.3" }] }),
      waypoint("shop/c", { gatewayClassName: "nginx" }),
    );
    expect(waypointsOf(view)).toMatchObject([
      { namespace: "shop", name: "a", serviceAccount: "a", address: "10.1.2.3", port: 15008 },
      { namespace: "shop", name: "b", serviceAccount: "special", address: "127.9.0.1", port: 15008 },
    ]);
  });

  it("gives a waypoint without an address a loopback address that follows from its name", () => {
    const { view } = meshOf(waypoint("shop/a", { addresses: [] }), waypoint("shop/b", { addresses: [] }));
    const [first, second] = waypointsOf(view).map(({ address }) => address);
    expect(first).toMatch(/^127\./);
    expect(second).toMatch(/^127\./);
    expect(first).not.toBe(second);
    expect(waypointsOf(meshOf(waypoint("shop/b", { addresses: [] })).view)[0]?.address).toBe(second);
  });
});
