import { describe, expect, it } from "@jest/globals";
import { XdsCache } from "./cache.js";
import { typeUrls } from "./order.js";
import { snapshotOf } from "./snapshot.js";
import { ManualClock } from "./testing/manual-clock.js";
import { bodyOf, item, ref } from "./testing/responses.js";
import { SotwPeer } from "./testing/sotw-peer.js";

function published(...resources: ReturnType<typeof item>[]): XdsCache {
  const cache = new XdsCache();
  cache.publish("g", snapshotOf(resources));
  return cache;
}
const atOnce = { drainMs: { [typeUrls.cluster]: 0 } };

describe("a state-of-the-world stream", () => {
  it("answers a first request without names with everything of the type", () => {
    const peer = new SotwPeer(published(item("cluster", "b"), item("cluster", "a"), item("route", "r")));
    peer.ask("cluster");
    peer.ask("listener");
    expect(peer.lines).toEqual(["cluster a=v1 b=v1", "listener"]);
  });

  it("lists all clusters when one of them changes, and those that are left when one is removed", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const peer = new SotwPeer(cache, { delivery: atOnce });
    peer.ask("cluster");
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1 b=v2"]);
    cache.publishChange("g", { removals: [ref("cluster", "a")] });
    expect(peer.acceptAll()).toEqual(["cluster b=v2"]);
  });

  it("lists a removed cluster until its drain is over", () => {
    const clock = new ManualClock();
    const cache = new XdsCache({ clock });
    cache.publish("g", snapshotOf([item("cluster", "a"), item("cluster", "b")]));
    const peer = new SotwPeer(cache, { delivery: { drainMs: { [typeUrls.cluster]: 100 } } });
    peer.ask("cluster");
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2")], removals: [ref("cluster", "a")] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1 b=v2"]);
    clock.advance(100);
    expect(peer.acceptAll()).toEqual(["cluster b=v2"]);
  });

  it("sends only the routes that changed", () => {
    const cache = published(item("route", "a"), item("route", "b"));
    const peer = new SotwPeer(cache);
    peer.ask("route", ["a", "b"]);
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["route b=v2"]);
  });

  it("adds and drops names as the client repeats its list", () => {
    const cache = published(item("route", "a"), item("route", "b"));
    const peer = new SotwPeer(cache);
    peer.ask("route", ["a"]);
    const first = peer.take("route");
    peer.ack(first);
    peer.ask("route", ["a", "b"], { nonce: first.nonce, version: first.version });
    const second = peer.take("route");
    expect([...second.resources.keys()]).toEqual(["b"]);
    peer.ack(second);
    peer.ask("route", ["b"], { nonce: second.nonce, version: second.version });
    cache.publishChange("g", { upserts: [item("route", "a", "v2"), item("route", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["route b=v2"]);
  });

  it("sends a name again that was dropped and asked for again", () => {
    const peer = new SotwPeer(published(item("route", "a"), item("route", "b")));
    peer.ask("route", ["a", "b"]);
    const { nonce, version } = peer.take("route");
    for (const names of [["a", "b"], ["b"]]) peer.ask("route", names, { nonce, version });
    expect(peer.lines).toEqual([]);
    peer.ask("route", ["a", "b"], { nonce, version });
    expect(peer.lines).toEqual(["route a=v1"]);
  });

  it("ignores a request whose nonce is stale, names and all", () => {
    const cache = published(item("route", "a"), item("route", "b"));
    const peer = new SotwPeer(cache);
    peer.ask("route", ["a"]);
    const first = peer.take("route");
    peer.ack(first);
    cache.publishChange("g", { upserts: [item("route", "a", "v2")] });
    peer.ask("route", ["a", "b"], { nonce: first.nonce, version: first.version });
    expect(peer.lines).toEqual(["route a=v2"]);
    expect(peer.acceptAll()).toEqual(["route a=v2", "route b=v1"]);
  });

  it("sends nothing to a client that comes back with the version of all it would be sent", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const before = new SotwPeer(cache);
    before.ask("cluster");
    before.acceptAll();
    const back = new SotwPeer(cache);
    back.ask("cluster", [], { version: before.versions.get(typeUrls.cluster) ?? "" });
    expect(back.lines).toEqual([]);
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2")] });
    expect(back.acceptAll()).toEqual(["cluster a=v1 b=v2"]);
  });

  it("ends an implicit wildcard with the first name, an explicit one only when it is dropped", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const [implicit, explicit] = [new SotwPeer(cache), new SotwPeer(cache)];
    implicit.ask("cluster");
    explicit.ask("cluster", ["*"]);
    for (const peer of [implicit, explicit]) {
      const { nonce, version } = peer.take("cluster");
      peer.ask("cluster", peer === implicit ? ["b"] : ["*", "b"], { nonce, version });
      peer.acceptAll();
    }
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2")] });
    expect([implicit.lines, explicit.lines]).toEqual([[], ["cluster a=v2 b=v1"]]);
  });

  it("sends unchanged endpoints behind a changed cluster only", () => {
    const cluster = (name: string, content: string) => item("cluster", name, content, `endpoint/${name}`);
    const endpoints = [item("endpoint", "a"), item("endpoint", "b")];
    const cache = published(cluster("a", "v1"), cluster("b", "v1"), ...endpoints);
    const peer = new SotwPeer(cache);
    peer.ask("cluster");
    peer.acceptAll();
    peer.ask("endpoint", ["a", "b"]);
    peer.acceptAll();
    cache.publishChange("g", { upserts: [cluster("b", "v2")] });
    expect(peer.lines).toEqual(["cluster a=v1 b=v2", "endpoint b=v1"]);
  });

  it("stays silent about a name that does not exist unless something stands in", () => {
    const cache = published();
    const [plain, stubbed] = [
      new SotwPeer(cache),
      new SotwPeer(cache, { delivery: { stub: (_, name) => bodyOf(name, "stub") } }),
    ];
    for (const peer of [plain, stubbed]) peer.ask("route", ["r"]);
    expect([plain.lines, stubbed.lines]).toEqual([[], ["route r=stub"]]);
  });

  it("names the clusters that exist to a client that asks for some by name, even if none does", () => {
    const peer = new SotwPeer(published(item("cluster", "a"), item("cluster", "b")));
    peer.ask("cluster", ["b", "nowhere"]);
    peer.ask("listener", ["nowhere"]);
    expect(peer.acceptAll()).toEqual(["cluster b=v1", "listener"]);
  });

  it("finds the bad one of many clusters and keeps the others", () => {
    const many = Array.from({ length: 32 }, (_, at) => item("cluster", `c${at}`, at === 11 ? "bad" : "v1"));
    const cache = published(...many);
    const peer = new SotwPeer(cache);
    peer.ask("cluster");
    let last = peer.inbox[0];
    while (peer.inbox.length > 0) {
      const response = peer.take("cluster");
      if (response.resources.get("c11") === "bad") peer.nack(response);
      else {
        peer.ack(response);
        last = response;
      }
    }
    expect(last?.resources.size).toBe(31);
    expect(cache.status()[0]?.refused.map(({ name }) => name)).toEqual(["c11"]);
  });

  it("keeps the accepted form of a cluster whose update was refused in every later list", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const peer = new SotwPeer(cache);
    peer.ask("cluster");
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("cluster", "a", "bad")] });
    peer.nack(peer.take("cluster"));
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1 b=v2"]);
  });

  it("never takes the list of a client apart that has more than we know, until something changes", () => {
    const many = Array.from({ length: 8 }, (_, at) => item("cluster", `c${at}`));
    const cache = published(...many);
    const back = new SotwPeer(cache);
    back.ask("cluster", [], { version: "from an earlier server" });
    back.nack(back.take("cluster"), "no name in here");
    expect(back.lines).toEqual([]);
    cache.publishChange("g", { upserts: [item("cluster", "c3", "v2")] });
    expect(back.inbox.map(({ resources }) => resources.size)).toEqual([8]);
  });

  it("starts over for a client that asks again without a nonce", () => {
    const peer = new SotwPeer(published(item("cluster", "a")));
    peer.ask("cluster");
    peer.acceptAll();
    peer.ask("cluster");
    expect(peer.lines).toEqual(["cluster a=v1"]);
  });
});
