import { describe, expect, it } from "@jest/globals";
import { resourceTypes } from "../generated.js";
import { destinationId, endpoint, identity } from "../testing/samples.js";
import { nodeLayer } from "../testing/samples-node.js";
import { isPlain, podsAssignment } from "./endpoints.js";
import { nodeIdentities, nodeProxyResources } from "./node-proxy.js";
import { clientRoutes } from "./routes.js";

const [web] = nodeLayer.clients;
if (web === undefined) throw new Error("the sample has no client");

const hosts = (namespace: string, services = nodeLayer.services) =>
  clientRoutes({ ...web, name: `${namespace}/web-0` }, services).message.virtualHosts?.map(({ domains }) => domains);

describe("the names that a client may use", () => {
  it("hold the short ones of its own namespace only", () => {
    expect(hosts("shop")?.[0]).toEqual(["direct:80", "direct.shop:80", "direct.shop.svc.cluster.local:80"]);
    expect(hosts("web")?.[0]).not.toContain("direct:80");
  });

  it("belong to one service each: a name given twice would cost the client all its routes", () => {
    const [direct] = nodeLayer.services;
    if (direct === undefined) throw new Error("the sample has no service");
    const all =
      hosts("shop", [direct, { ...direct, host: "direct.other", names: ["direct.shop", "DIRECT.shop"] }])?.flat() ?? [];
    expect(all).toHaveLength(new Set(all).size);
    expect(all).toContain("direct.other:80");
  });
});

describe("pods without a waypoint", () => {
  const pods = (...endpoints: ReturnType<typeof endpoint>[]) =>
    podsAssignment({ namespace: "shop", host: destinationId("x.shop").host }, { port: 80, via: { endpoints } }).message
      .endpoints?.[0]?.lbEndpoints;

  it("are reached at their HBONE port, and the tunnel names their own", () => {
    expect(pods(endpoint("shop/x", { address: "10.0.0.1" }))?.[0]?.endpoint).toEqual({
      address: { socketAddress: { address: "10.0.0.1", portValue: 15008 } },
      hostname: "10.0.0.1:8080",
    });
  });

  it("get no traffic by HBONE without an identity", () => {
    const { identity: _, ...nobody } = endpoint("shop/x");
    expect(pods(nobody)).toEqual([]);
  });

  it("get plain connections only where none of them has a tunnel", () => {
    const outside = endpoint("shop/x", { tunnel: "none", address: "10.0.0.2" });
    expect(pods(outside)).toHaveLength(1);
    expect(pods(outside, endpoint("shop/x"))).toHaveLength(1);
    expect([isPlain([outside]), isPlain([outside, endpoint("shop/x")]), isPlain([])]).toEqual([true, false, false]);
  });
});

describe("nodeProxyResources()", () => {
  const resources = nodeProxyResources(nodeLayer, [{ workload: web, address: "127.0.0.1", port: 15001 }]);

  it("refers to nothing but itself and the secrets of the identities", () => {
    const { own, peers } = nodeIdentities(nodeLayer);
    const secrets = ["ROOTCA", ...own, ...peers.map((peer) => `only|${peer}`)];
    const known = new Set([
      ...resources.map(({ type, name }) => `${type} ${name}`),
      ...secrets.map((name) => `${resourceTypes.secret} ${name}`),
    ]);
    const needed = resources.flatMap(({ requires }) => requires.map(({ type, name }) => `${type} ${name}`));
    expect(needed.filter((reference) => !known.has(reference))).toEqual([]);
  });

  it("knows whose certificates it holds and whom it must tell apart", () => {
    expect(nodeIdentities(nodeLayer)).toEqual({
      own: [identity("shop/reviews"), identity("shop/web")],
      peers: ["shop/other", "shop/reviews", "shop/waypoint", "shop/x"].map((account) => identity(account)),
    });
  });

  it("gives every resource a name of its own", () => {
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    expect(names).toHaveLength(new Set(names).size);
  });
});
