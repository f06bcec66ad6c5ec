import { describe, expect, it } from "@jest/globals";
import { XdsCache } from "./cache.js";
import { typeUrls } from "./order.js";
import { snapshotOf } from "./snapshot.js";
import { DeltaPeer } from "./testing/delta-peer.js";
import { ManualClock } from "./testing/manual-clock.js";
import { bodyOf, item, ref, type TypeName } from "./testing/responses.js";

const reviews = [
  item("cluster", "reviews", "v1", "endpoint/reviews"),
  item("endpoint", "reviews", "v1"),
  item("listener", "reviews", "v1", "cluster/reviews", "route/reviews", "extension/policy/reviews"),
  item("route", "reviews", "v1", "cluster/reviews"),
  item("extension", "policy/reviews", "v1"),
];
const stub = (typeUrl: string, name: string): Uint8Array | undefined =>
  typeUrl === typeUrls.cluster || typeUrl === typeUrls.listener ? undefined : bodyOf(name, "stub");

/** A client that has everything of the service `reviews` and asks for clusters and listeners by wildcard. */
function settled(options: { drainMs?: Readonly<Record<string, number>> } = {}) {
  const clock = new ManualClock();
  const cache = new XdsCache({ clock });
  cache.publish("g", snapshotOf(reviews));
  const peer = new DeltaPeer(cache, { delivery: { stub, ...options } });
  peer.ask("cluster");
  peer.acceptAll();
  peer.ask("endpoint", { subscribe: ["reviews"] });
  peer.ask("listener");
  peer.ask("route", { subscribe: ["reviews"] });
  peer.ask("extension", { subscribe: ["policy/reviews"] });
  peer.acceptAll();
  return { cache, peer, clock };
}

describe("the order inside a stream", () => {
  it("sends unchanged endpoints right behind their cluster, without waiting for its acknowledgement", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", { upserts: [item("cluster", "reviews", "v2", "endpoint/reviews")] });
    expect(peer.lines).toEqual(["cluster reviews=v2", "endpoint reviews=v1"]);
  });

  it("answers endpoints that a new cluster makes the client ask for", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", {
      upserts: [item("cluster", "cart", "v1", "endpoint/cart"), item("endpoint", "cart", "v1")],
    });
    expect(peer.lines).toEqual(["cluster cart=v1"]);
    peer.ask("endpoint", { subscribe: ["cart", "unheard-of"] });
    expect(peer.lines).toEqual(["cluster cart=v1", "endpoint cart=v1 unheard-of=stub"]);
  });

  it("sends endpoints to a client that has them if their cluster changed while it was away", () => {
    const { cache } = settled();
    const endpoint = new Map([["reviews", reviews[1]?.version ?? ""]]);
    cache.publishChange("g", { upserts: [item("cluster", "reviews", "v2", "endpoint/reviews")] });
    const back = new DeltaPeer(cache);
    back.ask("cluster", { initialVersions: new Map([["reviews", reviews[0]?.version ?? ""]]) });
    back.ask("endpoint", { subscribe: ["reviews"], initialVersions: endpoint });
    expect(back.lines).toEqual(["cluster reviews=v2", "endpoint reviews=v1"]);
  });

  it("spares a client the endpoints that it has if their cluster did not change while it was away", () => {
    const { cache } = settled();
    const back = new DeltaPeer(cache);
    back.ask("cluster", { initialVersions: new Map([["reviews", reviews[0]?.version ?? ""]]) });
    back.ask("endpoint", {
      subscribe: ["reviews"],
      initialVersions: new Map([["reviews", reviews[1]?.version ?? ""]]),
    });
    expect(back.lines).toEqual([]);
  });

  it("sends endpoints to a client that asks for them before clusters: a cluster of its last stream still warms", () => {
    const { cache } = settled();
    const back = new DeltaPeer(cache);
    back.ask("endpoint", {
      subscribe: ["reviews"],
      initialVersions: new Map([["reviews", reviews[1]?.version ?? ""]]),
    });
    expect(back.lines).toEqual(["endpoint reviews=v1"]);
  });

  it("sends a new service's cluster before the listener that uses it, and the cluster that leads there last", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", {
      upserts: [
        item("cluster", "10.0.0.1:80", "v1", "listener/cart"),
        item("cluster", "cart", "v1", "endpoint/cart"),
        item("endpoint", "cart"),
        item("listener", "cart", "v1", "cluster/cart", "route/cart"),
        item("route", "cart", "v1", "cluster/cart"),
      ],
    });
    expect(peer.lines).toEqual(["cluster cart=v1", "listener cart=v1"]);
    expect(peer.acceptAll()).toEqual(["cluster cart=v1", "listener cart=v1", "cluster 10.0.0.1:80=v1"]);
  });

  it("holds a route back until the cluster that it names was sent", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", { upserts: [item("cluster", "other", "v1")] });
    cache.publishChange("g", {
      upserts: [item("cluster", "canary", "v1"), item("route", "reviews", "v2", "cluster/reviews", "cluster/canary")],
    });
    expect(peer.lines).toEqual(["cluster other=v1"]);
    expect(peer.acceptAll()).toEqual(["cluster other=v1", "cluster canary=v1", "route reviews=v2"]);
  });

  it("does not hold back what requires nothing that is on its way", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", { upserts: [item("cluster", "other", "v1")] });
    cache.publishChange("g", { upserts: [item("cluster", "third", "v1"), item("extension", "policy/reviews", "v2")] });
    expect(peer.lines).toEqual(["cluster other=v1", "extension policy/reviews=v2"]);
  });

  it("sends resources that require each other in a circle all the same", () => {
    const { cache, peer } = settled();
    cache.publishChange("g", {
      upserts: [item("cluster", "a", "v1", "listener/b"), item("listener", "b", "v1", "cluster/a")],
    });
    expect(peer.acceptAll().sort()).toEqual(["cluster a=v1", "listener b=v1"]);
  });

  it("removes a service's listener at once and its clusters, endpoints, routes and policy when the drain is over", () => {
    const { cache, peer, clock } = settled();
    const removals = reviews.map(({ typeUrl, name }) => ({ typeUrl, name }));
    cache.publishChange("g", { removals });
    expect(peer.acceptAll()).toEqual(["listener -reviews"]);
    clock.advance(599_999);
    expect(peer.lines).toEqual([]);
    clock.advance(1);
    expect(peer.acceptAll()).toEqual([
      "route reviews=stub",
      "extension policy/reviews=stub",
      "cluster -reviews",
      "endpoint reviews=stub",
    ]);
    expect(clock.timers).toBe(0);
  });

  it("does not remove a name that comes back during the drain", () => {
    const { cache, peer, clock } = settled({ drainMs: { [typeUrls.cluster]: 100, [typeUrls.endpoint]: 100 } });
    const without = snapshotOf([]);
    const before = cache.snapshot("g") ?? without;
    cache.publish("g", without);
    peer.acceptAll();
    clock.advance(50);
    cache.publish("g", before);
    expect(peer.acceptAll()).toEqual(["listener reviews=v1"]);
    clock.advance(700_000);
    expect(peer.lines).toEqual([]);
  });

  it("drains again from the second removal", () => {
    const { cache, peer, clock } = settled({ drainMs: { [typeUrls.cluster]: 100 } });
    const lone = item("cluster", "lone");
    cache.publishChange("g", { upserts: [lone] });
    peer.acceptAll();
    cache.publishChange("g", { removals: [lone] });
    clock.advance(90);
    cache.publishChange("g", { upserts: [lone] });
    cache.publishChange("g", { removals: [lone] });
    clock.advance(90);
    expect(peer.lines).toEqual([]);
    clock.advance(10);
    expect(peer.lines).toEqual(["cluster -lone"]);
  });

  it("drains what a client brought along from an earlier control plane", () => {
    const { cache, clock } = settled();
    const back = new DeltaPeer(cache, { delivery: { drainMs: { [typeUrls.cluster]: 100 } } });
    back.ask("cluster", {
      initialVersions: new Map([
        ["reviews", reviews[0]?.version ?? ""],
        ["old", "1"],
      ]),
    });
    expect(back.lines).toEqual([]);
    clock.advance(100);
    expect(back.lines).toEqual(["cluster -old"]);
  });

  it("never says that a subscribed route, extension or secret is gone, with or without a stub", () => {
    const cache = new XdsCache();
    const types: readonly TypeName[] = ["route", "extension", "secret"];
    cache.publish("g", snapshotOf(types.map((type) => item(type, "x"))));
    const drainMs = Object.fromEntries(types.map((type) => [typeUrls[type], 0]));
    const [plain, stubbed] = [
      new DeltaPeer(cache, { delivery: { drainMs } }),
      new DeltaPeer(cache, { delivery: { drainMs, stub: (_, name) => bodyOf(name, "stub") } }),
    ];
    for (const peer of [plain, stubbed]) {
      for (const type of types) peer.ask(type, { subscribe: ["x", "unknown"] });
      peer.acceptAll();
    }
    cache.publish("g", snapshotOf([]));
    expect(plain.acceptAll()).toEqual([]);
    expect(stubbed.acceptAll().sort()).toEqual(["extension x=stub", "route x=stub", "secret x=stub"]);
  });

  it("replaces a stub when the name is published", () => {
    const { cache, peer } = settled();
    peer.ask("route", { subscribe: ["later"] });
    expect(peer.acceptAll()).toEqual(["route later=stub"]);
    cache.publishChange("g", { upserts: [item("route", "later", "v1")] });
    expect(peer.acceptAll()).toEqual(["route later=v1"]);
  });

  it("keeps a cluster until nothing that the client has requires it", () => {
    const { cache, peer } = settled({ drainMs: { [typeUrls.cluster]: 0 } });
    cache.publishChange("g", { upserts: [item("cluster", "canary")] });
    cache.publishChange("g", { upserts: [item("route", "reviews", "v2", "cluster/canary")] });
    peer.acceptAll();
    cache.publishChange("g", {
      upserts: [item("route", "reviews", "v3", "cluster/reviews")],
      removals: [ref("cluster", "canary")],
    });
    expect(peer.lines).toEqual(["route reviews=v3", "cluster -canary"]);
  });
});
