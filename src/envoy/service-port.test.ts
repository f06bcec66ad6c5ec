import { describe, expect, it } from "@jest/globals";
import type { TypedMessage } from "../../generated/envoy.js";
import { vipClusters } from "./authority-clusters.js";
import { resourceTypes } from "./generated.js";
import { authorityGuard, connectOriginate, connectTerminate, isAuthority, nodeNames, xdsCluster } from "./names.js";
import { policySlot } from "./policy-slot.js";
import { loadAssignment, serviceClusters } from "./service-cluster.js";
import { serviceListener } from "./service-listener.js";
import { stub } from "./stub.js";
import { destination, destinationId, endpoint, identity, servicePort, settings } from "./testing/samples.js";

const reviews = destinationId("reviews.shop");
const name = "inbound-vip|80|http|reviews.shop.svc.cluster.local";

describe("names", () => {
  it.each(["10.96.0.10:80", "[fd00::1]:80"])("%s can be named in a CONNECT", (text) => {
    expect(isAuthority(text)).toBe(true);
  });

  it.each([
    connectTerminate,
    connectOriginate,
    xdsCluster,
    `${xdsCluster}:1`,
    name,
    nodeNames.applications,
    "[FD00::1]:80",
    "10.96.0.10",
    "1.2.3:80",
    "10.96.0.10:80x",
    "x10.96.0.10:80",
    "reviews.shop:80",
    "[]:80",
    "",
  ])("%j cannot", (text) => {
    expect(isAuthority(text)).toBe(false);
  });

  it("guard whole authorities: Envoy matches regular expressions against all of a header", () => {
    expect(authorityGuard).not.toMatch(/^\^|\$$/);
  });
});

describe("a service port", () => {
  it("has a cluster for each authority, which leads to its listener", () => {
    const made = vipClusters(servicePort(reviews, { authorities: ["10.96.0.10:80", "[fd00::1]:80", "reviews:80"] }));
    expect(made.map((cluster) => cluster.name)).toEqual(["10.96.0.10:80", "[fd00::1]:80"]);
    expect(made[0]?.message.loadAssignment?.endpoints?.[0]?.lbEndpoints?.[0]?.endpoint?.address).toEqual({
      envoyInternalAddress: { serverListenerName: name },
    });
    expect(made[0]?.requires).toEqual([{ type: resourceTypes.listener, name }]);
  });

  it("looks routes and policies up by name, so that no edit of them touches the listener", () => {
    expect(serviceListener(servicePort(reviews), settings).requires).toEqual([
      { type: resourceTypes.routes, name },
      { type: resourceTypes.extension, name: `policy/${name}` },
    ]);
  });

  it("refuses everybody until its policies came", () => {
    const chain = serviceListener(servicePort(reviews), settings).message.filterChains?.[0];
    const manager = chain?.filters?.[0]?.typedConfig as TypedMessage;
    if (manager.type !== "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager")
      throw new Error(manager.type);
    expect(manager.value.httpFilters?.[1]).toMatchObject({
      name: `policy/${name}`,
      configDiscovery: { defaultConfig: { value: { rules: { action: 0, policies: {} } } } },
    });
  });

  it("carries TCP as it is", () => {
    const database = servicePort(destinationId("database.shop", 3306), { protocol: "tcp" });
    const made = serviceListener(database, settings);
    expect(made.name).toBe("inbound-vip|3306|tcp|database.shop.svc.cluster.local");
    expect(made.requires).toEqual([{ type: resourceTypes.cluster, name: made.name }]);
  });

  it("has an empty slot without policies", () => {
    expect(policySlot(servicePort(reviews), { deny: [], allow: [] }).message.typedConfig).toHaveProperty("value", {});
  });
});

describe("a destination", () => {
  it("names the pod for the CONNECT and who it must be", () => {
    const made = loadAssignment(destination(reviews, [endpoint("shop/reviews", { address: "fd00::5" })]));
    expect(made.message.endpoints?.[0]?.lbEndpoints?.[0]).toMatchObject({
      endpoint: { address: { envoyInternalAddress: { endpointId: "[fd00::5]:8080" } } },
      metadata: {
        filterMetadata: {
          "envoy.filters.listener.original_dst": { fields: { local: { stringValue: "[fd00::5]:8080" } } },
          "waymark.peer": { fields: { san: { stringValue: identity("shop/reviews") } } },
        },
      },
    });
  });

  it("sends no tunnel to places outside the mesh", () => {
    const made = loadAssignment(
      destination(reviews, [endpoint("shop/x", { tunnel: "none", address: "192.0.2.1", port: 443 })]),
    );
    expect(made.message.endpoints?.[0]?.lbEndpoints?.[0]?.endpoint).toEqual({
      address: { socketAddress: { address: "192.0.2.1", portValue: 443 } },
    });
  });

  it("keeps endpoints of one locality together, in an order that does not depend on theirs", () => {
    const at = (locality: string, address: string) => endpoint("shop/reviews", { locality, address });
    const made = loadAssignment(
      destination(reviews, [at("r/b", "10.0.0.1"), at("r/a", "10.0.0.2"), at("r/b", "10.0.0.3")]),
    );
    expect(made.message.endpoints?.map(({ locality, lbEndpoints }) => [locality?.zone, lbEndpoints?.length])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("can be reached by HTTP routes even if its own port is TCP, on the same endpoints", () => {
    const made = serviceClusters(destination(destinationId("database.shop", 3306), [], "tcp"));
    expect(made.map((cluster) => cluster.name)).toEqual([
      "inbound-vip|3306|tcp|database.shop.svc.cluster.local",
      "inbound-vip|3306|http|database.shop.svc.cluster.local",
    ]);
    expect(new Set(made.map((cluster) => JSON.stringify(cluster.requires))).size).toBe(1);
  });
});

describe("stub()", () => {
  it("lets a listener that waits start, and serves nobody", () => {
    expect(stub(resourceTypes.extension, "policy/x")?.message).toMatchObject({
      typedConfig: { value: { rules: { action: 0, policies: {} } } },
    });
    expect(stub(resourceTypes.routes, "x")?.message).toEqual({ name: "x", virtualHosts: [] });
    expect(stub(resourceTypes.loadAssignment, "x")?.message).toEqual({ clusterName: "x" });
    expect(stub(resourceTypes.cluster, "x")).toBeUndefined();
  });
});
