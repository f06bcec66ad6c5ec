import { describe, expect, it } from "@jest/globals";
import { XdsCache } from "./cache.js";
import { snapshotOf } from "./snapshot.js";
import { DeltaPeer } from "./testing/delta-peer.js";
import { item, ref } from "./testing/responses.js";

function published(...resources: ReturnType<typeof item>[]): XdsCache {
  const cache = new XdsCache();
  cache.publish("g", snapshotOf(resources));
  return cache;
}

describe("a delta stream", () => {
  it("answers a first request without names with everything of the type in one response", () => {
    const peer = new DeltaPeer(published(item("cluster", "b"), item("cluster", "a"), item("listener", "l")));
    peer.ask("cluster");
    expect(peer.lines).toEqual(["cluster a=v1 b=v1"]);
  });

  it("answers an explicit wildcard in the same way, and names one by one only when asked so", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const [wild, named] = [new DeltaPeer(cache), new DeltaPeer(cache)];
    wild.ask("cluster", { subscribe: ["*"] });
    named.ask("cluster", { subscribe: ["b"] });
    expect([wild.lines, named.lines]).toEqual([["cluster a=v1 b=v1"], ["cluster b=v1"]]);
  });

  it("tells a wildcard client at once that there is nothing", () => {
    const peer = new DeltaPeer(published(item("listener", "l")));
    peer.ask("cluster");
    expect(peer.acceptAll()).toEqual(["cluster"]);
  });

  it("sends exactly the one resource that changed", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2"), item("cluster", "a")] });
    expect(peer.acceptAll()).toEqual(["cluster b=v2"]);
  });

  it("sends several changes one a response, each after the answer to the one before", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2"), item("cluster", "b", "v2")] });
    expect(peer.lines).toEqual(["cluster a=v2"]);
    expect(peer.acceptAll()).toEqual(["cluster a=v2", "cluster b=v2"]);
  });

  it("skips versions that were replaced while a response was on its way", () => {
    const cache = published(item("cluster", "a"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    for (const version of ["v2", "v3", "v4"]) cache.publishChange("g", { upserts: [item("cluster", "a", version)] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1", "cluster a=v4"]);
  });

  it("waits for a group that is not published yet and then answers in one response", () => {
    const cache = new XdsCache();
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    peer.ask("listener");
    expect(peer.lines).toEqual([]);
    cache.publish("g", snapshotOf([item("cluster", "a"), item("cluster", "b")]));
    expect(peer.lines).toEqual(["cluster a=v1 b=v1", "listener"]);
  });

  it("sends a client that comes back only what changed and what is gone", () => {
    const [a, b] = [item("cluster", "a"), item("cluster", "b")];
    const cache = published(a, item("cluster", "b", "v2"));
    const delivery = { drainMs: { [a.typeUrl]: 0 } };
    const peer = new DeltaPeer(cache, { delivery });
    const initialVersions = new Map([
      ["a", a.version],
      ["b", b.version],
      ["gone", "7"],
    ]);
    peer.ask("cluster", { initialVersions });
    expect(peer.acceptAll()).toEqual(["cluster b=v2", "cluster -gone"]);
  });

  it("sends nothing to a client that comes back and has everything", () => {
    const [a, route] = [item("cluster", "a"), item("route", "r")];
    const peer = new DeltaPeer(published(a, route));
    peer.ask("cluster", { initialVersions: new Map([["a", a.version]]) });
    peer.ask("route", { subscribe: ["r"], initialVersions: new Map([["r", route.version]]) });
    expect(peer.lines).toEqual([]);
  });

  it("believes initial versions only in the first request of a type", () => {
    const a = item("route", "a");
    const peer = new DeltaPeer(published(a));
    peer.ask("route", { subscribe: ["other"] });
    peer.ask("route", { subscribe: ["a"], initialVersions: new Map([["a", a.version]]) });
    expect(peer.lines).toEqual(["route a=v1"]);
  });

  it("sends a name again that is subscribed again, as the client may have forgotten it", () => {
    const peer = new DeltaPeer(published(item("route", "r")));
    peer.ask("route", { subscribe: ["r"] });
    peer.acceptAll();
    peer.ask("route", { subscribe: ["r"] });
    expect(peer.acceptAll()).toEqual(["route r=v1"]);
  });

  it("sends everything again to a client that asks for the wildcard again", () => {
    const peer = new DeltaPeer(published(item("cluster", "a"), item("cluster", "b")));
    peer.ask("cluster", { subscribe: ["*"] });
    peer.acceptAll();
    peer.ask("cluster", { subscribe: ["*"] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1 b=v1"]);
  });

  it("does not send changes of a name that was unsubscribed", () => {
    const cache = published(item("route", "a"), item("route", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: ["a", "b"] });
    peer.acceptAll();
    peer.ask("route", { unsubscribe: ["a"] });
    cache.publishChange("g", { upserts: [item("route", "a", "v2"), item("route", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["route b=v2"]);
  });

  it("keeps the named resources of a client that gives up the wildcard", () => {
    const cache = published(item("cluster", "a"), item("cluster", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster", { subscribe: ["*", "b"] });
    peer.acceptAll();
    peer.ask("cluster", { unsubscribe: ["*"] });
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2"), item("cluster", "b", "v2")] });
    expect(peer.acceptAll()).toEqual(["cluster b=v2"]);
  });

  it("tells a wildcard client again of a name that it unsubscribes by name", () => {
    const peer = new DeltaPeer(published(item("cluster", "a")));
    peer.ask("cluster", { subscribe: ["*", "a", "never"] });
    peer.acceptAll();
    peer.ask("cluster", { unsubscribe: ["a"] });
    expect(peer.acceptAll()).toEqual(["cluster a=v1"]);
  });

  it("treats a first request that takes its wildcard back as naming nothing", () => {
    const peer = new DeltaPeer(published(item("cluster", "a")));
    peer.ask("cluster", { subscribe: ["*"], unsubscribe: ["*"] });
    expect(peer.lines).toEqual([]);
  });

  it("ignores a stale nonce but not the names that come with it", () => {
    const cache = published(item("route", "a"), item("route", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: ["a"] });
    cache.publishChange("g", { upserts: [item("route", "a", "v2")] });
    peer.ask("route", { nonce: "not ours", subscribe: ["b"] });
    expect(peer.lines).toEqual(["route a=v1"]);
    expect(peer.acceptAll()).toEqual(["route a=v1", "route a=v2", "route b=v1"]);
  });

  it("says that a name does not exist if removals are allowed for its type and nothing stands in", () => {
    const peer = new DeltaPeer(published(item("listener", "l")));
    peer.ask("cluster", { subscribe: ["nowhere"] });
    peer.ask("route", { subscribe: ["nowhere"] });
    expect(peer.acceptAll()).toEqual(["cluster -nowhere"]);
  });

  it("splits a large first answer into responses of a bounded size", () => {
    const many = Array.from({ length: 10 }, (_, at) => item("route", `r${at}`, "x".repeat(1_000)));
    const peer = new DeltaPeer(published(...many), { delivery: { maxResponseBytes: 5_000 } });
    peer.ask("route", { subscribe: many.map(({ name }) => name) });
    expect(peer.inbox.map(({ resources }) => resources.size)).toEqual([4]);
    const sizes = peer.acceptAll().map((text) => text.split(" ").length - 1);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it("sends extensions one a response, many at a time", () => {
    const many = Array.from({ length: 40 }, (_, at) => item("extension", `policy/${at}`));
    const peer = new DeltaPeer(published(...many));
    peer.ask("extension", { subscribe: many.map(({ name }) => name) });
    expect(peer.inbox.map(({ resources }) => resources.size)).toEqual(new Array(32).fill(1));
    expect(peer.acceptAll()).toHaveLength(40);
  });

  it("sends a newer extension only after the answer to the one on its way", () => {
    const cache = published(item("extension", "p"), item("extension", "q"));
    const peer = new DeltaPeer(cache);
    peer.ask("extension", { subscribe: ["p", "q"] });
    cache.publishChange("g", { upserts: [item("extension", "p", "v2")] });
    cache.publishChange("g", { upserts: [item("extension", "p", "v3")] });
    expect(peer.lines).toEqual(["extension p=v1", "extension q=v1"]);
    expect(peer.acceptAll()).toEqual(["extension p=v1", "extension q=v1", "extension p=v3"]);
  });

  it("stops while the transport is full and goes on with the latest version", () => {
    const cache = published(item("cluster", "a"));
    const peer = new DeltaPeer(cache);
    peer.writable = false;
    peer.ask("cluster");
    peer.ask("listener");
    expect(peer.acceptAll()).toEqual(["cluster a=v1"]);
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2")] });
    cache.publishChange("g", { upserts: [item("cluster", "a", "v3")] });
    expect(peer.lines).toEqual([]);
    peer.writable = true;
    peer.stream.drained();
    expect(peer.acceptAll()).toEqual(["cluster a=v3", "listener"]);
  });

  it("hears only of its own group", () => {
    const cache = published(item("cluster", "a"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    peer.acceptAll();
    cache.publish("other", snapshotOf([item("cluster", "a", "v2")]));
    expect(peer.lines).toEqual([]);
  });

  it("keeps what it has when its group is unpublished, and is corrected when it comes back", () => {
    const cache = published(item("listener", "a"), item("listener", "b"));
    const peer = new DeltaPeer(cache);
    peer.ask("listener");
    peer.acceptAll();
    cache.remove("g");
    expect(peer.lines).toEqual([]);
    cache.publish("g", snapshotOf([item("listener", "b"), item("listener", "c")]));
    expect(peer.acceptAll()).toEqual(["listener c=v1", "listener -a"]);
  });

  it("receives nothing after it was closed", () => {
    const cache = published(item("cluster", "a"));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    peer.stream.close("gone");
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2")], removals: [ref("cluster", "b")] });
    expect(peer.lines).toEqual(["cluster a=v1"]);
    expect(cache.status()[0]?.streams).toEqual([]);
  });
});
