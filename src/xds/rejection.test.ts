import { describe, expect, it } from "@jest/globals";
import { XdsCache } from "./cache.js";
import type { XdsEvent } from "./events.js";
import { typeUrls } from "./order.js";
import { type Snapshot, snapshotOf } from "./snapshot.js";
import { DeltaPeer } from "./testing/delta-peer.js";
import { bodyOf, item } from "./testing/responses.js";

const stub = (_: string, name: string): Uint8Array => bodyOf(name, "stub");

function cacheOf(snapshot: Snapshot): { cache: XdsCache; events: XdsEvent[] } {
  const events: XdsEvent[] = [];
  const cache = new XdsCache({ onEvent: (event) => events.push(event) });
  cache.publish("g", snapshot);
  return { cache, events };
}

/** Answers like an Envoy that refuses a whole response for one bad resource; shows the rounds. */
function judge(peer: DeltaPeer, options: { names?: boolean } = {}): string[] {
  const rounds: string[] = [];
  while (peer.inbox.length > 0) {
    const [response] = peer.inbox.splice(0, 1);
    if (response === undefined) break;
    const bad = [...response.resources].filter(([, content]) => content.startsWith("bad")).map(([name]) => name);
    rounds.push(`${bad.length > 0 ? "no" : "yes"} ${response.resources.size}`);
    if (bad.length > 0) peer.nack(response, options.names ? `error in ${bad[0]}: bad` : "bad");
    else peer.ack(response);
  }
  return rounds;
}

describe("refused resources", () => {
  it("are sent again only when they were fixed", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r")]));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: ["r"] });
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "bad")] });
    peer.nack(peer.take("route"), "no such cluster");
    cache.publishChange("g", { upserts: [item("listener", "other")] });
    expect(peer.lines).toEqual([]);
    cache.publishChange("g", { upserts: [item("route", "r", "v3")] });
    expect(peer.acceptAll()).toEqual(["route r=v3"]);
  });

  it("are remembered by their bytes: publishing them again under the same name sends nothing", () => {
    const { cache } = cacheOf(snapshotOf([item("extension", "p")]));
    const peer = new DeltaPeer(cache);
    peer.ask("extension", { subscribe: ["p"] });
    peer.acceptAll();
    const rounds = ["bad", "v1", "bad"].map((content) => {
      cache.publishChange("g", { upserts: [item("extension", "p", content)] });
      return judge(peer);
    });
    // Extensions that were refused are followed by what was accepted before, see below.
    expect(rounds).toEqual([["no 1", "yes 1"], [], []]);
    expect(cache.status()[0]?.refused).toMatchObject([{ name: "p", standIn: item("extension", "p", "v1").version }]);
  });

  it("are followed by what the client had before, if it would hand them on", () => {
    const { cache } = cacheOf(snapshotOf([item("extension", "p"), item("route", "r")]));
    const peer = new DeltaPeer(cache);
    peer.ask("extension", { subscribe: ["p"] });
    peer.ask("route", { subscribe: ["r"] });
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("extension", "p", "bad"), item("route", "r", "bad")] });
    for (const response of [peer.take("route"), peer.take("extension")]) peer.nack(response, "no");
    expect(peer.lines).toEqual(["extension p=v1"]);
    peer.nack(peer.take("extension"), "not even that");
    expect(peer.lines).toEqual([]);
  });

  it("hold back what requires them until their place is taken", () => {
    const { cache } = cacheOf(snapshotOf([item("extension", "p"), item("extension", "slot")]));
    const peer = new DeltaPeer(cache);
    peer.ask("extension", { subscribe: ["p", "slot"] });
    peer.acceptAll();
    const slot = item("extension", "slot", "v2", "extension/p");
    cache.publishChange("g", { upserts: [item("extension", "p", "bad"), slot] });
    peer.nack(peer.take("extension"), "no");
    expect(peer.lines).toEqual(["extension p=v1"]);
    peer.ack(peer.take("extension"));
    expect(peer.acceptAll()).toEqual(["extension slot=v2"]);
  });

  it("are replaced by the last accepted form for clients that come later", () => {
    const { cache } = cacheOf(snapshotOf([item("extension", "p", "v1")]));
    const first = new DeltaPeer(cache);
    first.ask("extension", { subscribe: ["p"] });
    first.acceptAll();
    cache.publishChange("g", { upserts: [item("extension", "p", "bad")] });
    judge(first);
    const second = new DeltaPeer(cache);
    second.ask("extension", { subscribe: ["p"] });
    expect(second.acceptAll()).toEqual(["extension p=v1"]);
  });

  it("are replaced by the newest accepted form, though a slow client acknowledged an older one after it", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "v1")]));
    const [fast, slow] = [new DeltaPeer(cache), new DeltaPeer(cache)];
    for (const peer of [fast, slow]) peer.ask("route", { subscribe: ["r"] });
    fast.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "v2")] });
    fast.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "bad")] });
    judge(fast);
    expect(slow.acceptAll()).toEqual(["route r=v1", "route r=v2"]);
  });

  it("do not take a client back behind what it accepted last", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "v1")]));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: ["r"] });
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "v2")] });
    cache.publishChange("g", { upserts: [item("route", "r", "bad")] });
    peer.accept("route");
    peer.nack(peer.take("route"));
    expect(peer.lines).toEqual([]);
  });

  it("are replaced by a stub if no form of them was ever accepted", () => {
    const { cache } = cacheOf(snapshotOf([item("extension", "p", "bad")]));
    const peer = new DeltaPeer(cache, { delivery: { stub } });
    peer.ask("extension", { subscribe: ["p"] });
    peer.nack(peer.take("extension"));
    expect(peer.acceptAll()).toEqual(["extension p=stub"]);
  });

  it("do not repeat a stub that was refused itself", () => {
    const { cache } = cacheOf(snapshotOf([]));
    const peer = new DeltaPeer(cache, { delivery: { stub } });
    peer.ask("extension", { subscribe: ["p"] });
    peer.nack(peer.take("extension"));
    expect(peer.lines).toEqual([]);
  });

  it("stay with a client that accepted them", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "v1")]));
    const [strict, lenient] = [new DeltaPeer(cache), new DeltaPeer(cache)];
    for (const peer of [strict, lenient]) peer.ask("route", { subscribe: ["r"] });
    strict.acceptAll();
    lenient.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "v2")] });
    strict.nack(strict.take("route"));
    expect([lenient.acceptAll(), strict.lines]).toEqual([["route r=v2"], []]);
  });

  it("are refused for one group only", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "v2")]));
    cache.publish("other", snapshotOf([item("route", "r", "v2")]));
    const [here, there] = [new DeltaPeer(cache), new DeltaPeer(cache, { group: "other" })];
    here.ask("route", { subscribe: ["r"] });
    here.nack(here.take("route"));
    there.ask("route", { subscribe: ["r"] });
    expect(there.lines).toEqual(["route r=v2"]);
  });

  it("are isolated from a response of many by halves, and the good ones get through", () => {
    const many = Array.from({ length: 64 }, (_, at) => item("cluster", `c${at}`, at === 37 ? "bad" : "v1"));
    const { cache, events } = cacheOf(snapshotOf(many));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    const rounds = judge(peer);
    expect(rounds.length).toBeLessThan(32);
    expect(cache.status()[0]?.streams[0]?.subscriptions[0]).toMatchObject({ held: 63, pending: 0, inFlight: 0 });
    const culprits = events.flatMap((event) => (event.kind === "nack" ? [event.culprit?.name] : []));
    expect(culprits.filter((name) => name !== undefined)).toEqual(["c37"]);
  });

  it("are isolated in three responses if the client names them", () => {
    const many = Array.from({ length: 64 }, (_, at) => item("cluster", `c-${at}-`, at === 37 ? "bad" : "v1"));
    const { cache } = cacheOf(snapshotOf(many));
    const peer = new DeltaPeer(cache);
    peer.ask("cluster");
    expect(judge(peer, { names: true })).toEqual(["no 64", "yes 63", "no 1"]);
  });

  it("do not stop several bad ones from being found", () => {
    const many = Array.from({ length: 50 }, (_, at) => item("route", `r${at}`, at % 9 === 0 ? "bad" : "v1"));
    const { cache } = cacheOf(snapshotOf(many));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: many.map(({ name }) => name) });
    judge(peer);
    expect(
      cache
        .status()[0]
        ?.refused.map(({ name }) => name)
        .sort(),
    ).toEqual(["r0", "r9", "r18", "r27", "r36", "r45"].sort());
    expect(cache.status()[0]?.streams[0]?.subscriptions[0]).toMatchObject({ held: 44, pending: 0 });
  });

  it("show up in the status with the client's words, per node and type", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "bad")]));
    const peer = new DeltaPeer(cache, { node: "waypoint-1" });
    peer.ask("route", { subscribe: ["r"] });
    peer.nack(peer.take("route"), "bad regex");
    peer.stream.close("gone");
    const version = item("route", "r", "bad").version;
    const blame = { typeUrl: typeUrls.route, node: "waypoint-1", detail: "bad regex" };
    expect(cache.status()).toEqual([
      { group: "g", resources: 1, refused: [{ ...blame, name: "r", version }], errors: [blame], streams: [] },
    ]);
  });

  it("survive a restart with the memory of the process before", () => {
    const { cache } = cacheOf(snapshotOf([item("route", "r", "v1")]));
    const peer = new DeltaPeer(cache);
    peer.ask("route", { subscribe: ["r"] });
    peer.acceptAll();
    cache.publishChange("g", { upserts: [item("route", "r", "bad")] });
    judge(peer);

    const next = new XdsCache();
    next.restore("g", cache.memory("g"));
    next.publish("g", snapshotOf([item("route", "r", "bad")]));
    const back = new DeltaPeer(next);
    back.ask("route", { subscribe: ["r"] });
    expect(back.acceptAll()).toEqual(["route r=v1"]);
  });

  it("end with a removal that is refused, instead of repeating it", () => {
    const { cache } = cacheOf(snapshotOf([item("listener", "l")]));
    const peer = new DeltaPeer(cache);
    peer.ask("listener");
    peer.acceptAll();
    cache.publish("g", snapshotOf([]));
    peer.nack(peer.take("listener"));
    expect(peer.lines).toEqual([]);
  });
});

describe("events", () => {
  it("tell what was sent and answered, and how long after the publish", () => {
    let now = 0;
    const events: XdsEvent[] = [];
    const cache = new XdsCache({
      clock: { now: () => now, after: () => () => undefined },
      onEvent: (event) => events.push(event),
    });
    const first = item("cluster", "a");
    cache.publish("g", snapshotOf([first]));
    const peer = new DeltaPeer(cache, { node: "n" });
    now = 100;
    peer.ask("cluster");
    now = 103;
    peer.acceptAll();
    peer.stream.close("bye");

    const stream = { node: "n", group: "g", protocol: "delta" };
    const response = {
      ...{ ...stream, typeUrl: typeUrls.cluster, nonce: "1.0", removed: [], bytes: peer.bytesReceived },
      ...{ names: ["a"], versions: [first.version] },
    };
    expect(events).toEqual([
      { kind: "stream-open", peer: "test", ...stream },
      { kind: "sent", ...response, ms: 0 },
      { kind: "ack", ...response, ms: 3 },
      { kind: "stream-close", peer: "test", reason: "bye", ...stream },
    ]);
  });
});
