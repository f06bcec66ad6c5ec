import { status } from "@grpc/grpc-js";
import { afterEach, describe, expect, it } from "@jest/globals";
import { XdsCache } from "./cache.js";
import type { XdsEvent } from "./events.js";
import { typeUrls } from "./order.js";
import { startXdsServer, type XdsServer, type XdsServerOptions } from "./server.js";
import { snapshotOf } from "./snapshot.js";
import { GrpcClient } from "./testing/grpc-client.js";
import { bodyOf, item, ref } from "./testing/responses.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function aServer(options: Partial<XdsServerOptions> = {}) {
  const cache = options.cache ?? new XdsCache();
  const events: XdsEvent[] = [];
  const server: XdsServer = await startXdsServer({
    cache,
    address: "127.0.0.1:0",
    resolveNode: ({ metadata }) => (typeof metadata["group"] === "string" ? metadata["group"] : { refuse: "no group" }),
    onEvent: (event) => events.push(event),
    drainMs: { [typeUrls.cluster]: 20 },
    stub: (typeUrl, name) => (typeUrl === typeUrls.route ? bodyOf(name, "stub") : undefined),
    ...options,
  });
  open.push({ close: () => server.close(200) });
  const connect = (): GrpcClient => {
    const client = new GrpcClient(server.port);
    open.push(client);
    return client;
  };
  return { cache, server, events, connect };
}

const cluster = { typeUrl: typeUrls.cluster };
const route = { typeUrl: typeUrls.route };
const contentOf = ({ resources }: { resources: ReadonlyMap<string, string> }) => Object.fromEntries(resources);

describe("a delta client over a socket", () => {
  it("lives through first answer, update, refusal, fix, removal after the drain, and reconnection", async () => {
    const { cache, connect } = await aServer();
    cache.publish("g", snapshotOf([item("cluster", "a"), item("cluster", "b")]));
    const client = connect();
    const stream = client.delta();
    stream.open(cluster);
    const first = await stream.next();
    expect(contentOf(first)).toEqual({ a: "v1", b: "v1" });
    stream.send({ ...cluster, responseNonce: first.nonce });

    cache.publishChange("g", { upserts: [item("cluster", "b", "bad")] });
    const bad = await stream.next();
    expect(contentOf(bad)).toEqual({ b: "bad" });
    stream.send({ ...cluster, responseNonce: "stale", errorDetail: { message: "ignored" } });
    stream.send({ ...cluster, responseNonce: bad.nonce, errorDetail: { code: 13, message: "bad b" } });
    cache.publishChange("g", { upserts: [item("cluster", "b", "v3")] });
    const fixed = await stream.next();
    expect(contentOf(fixed)).toEqual({ b: "v3" });
    expect(cache.memory("g").rejections).toMatchObject([{ name: "b", detail: "bad b", node: "node-1" }]);
    stream.send({ ...cluster, responseNonce: fixed.nonce });

    cache.publishChange("g", { removals: [ref("cluster", "a")] });
    const gone = await stream.next();
    expect(gone).toMatchObject({ removed: ["a"], resources: new Map() });
    stream.call.cancel();
    await stream.ended;

    const back = client.delta();
    cache.publishChange("g", { upserts: [item("cluster", "c")] });
    back.open({ ...cluster, initialResourceVersions: { b: fixed.versions.get("b") ?? "" } });
    expect(contentOf(await back.next())).toEqual({ c: "v1" });
  });

  it("subscribes, unsubscribes and subscribes again by name, and gets a stub for an unknown one", async () => {
    const { cache, connect } = await aServer();
    cache.publish("g", snapshotOf([item("route", "a"), item("route", "b")]));
    const stream = connect().delta();
    stream.open({ ...route, resourceNamesSubscribe: ["a", "b", "unknown"] });
    const first = await stream.next();
    expect(contentOf(first)).toEqual({ a: "v1", b: "v1", unknown: "stub" });
    stream.send({ ...route, responseNonce: first.nonce, resourceNamesUnsubscribe: ["a"] });
    stream.send({ ...route, resourceNamesSubscribe: ["b"] });
    const again = await stream.next();
    expect(contentOf(again)).toEqual({ b: "v1" });
    stream.send({ ...route, responseNonce: again.nonce });
    cache.publishChange("g", { upserts: [item("route", "a", "v2"), item("route", "b", "v2")] });
    expect(contentOf(await stream.next())).toEqual({ b: "v2" });
  });

  it("waits for its group to be published", async () => {
    const { cache, connect, events } = await aServer();
    const stream = connect().delta();
    stream.open(cluster);
    while (!events.some(({ kind }) => kind === "stream-open")) await new Promise(setImmediate);
    cache.publish("g", snapshotOf([item("cluster", "a")]));
    expect(contentOf(await stream.next())).toEqual({ a: "v1" });
  });
});

describe("a state-of-the-world client over a socket", () => {
  it("lives through first answer, update, refusal, fix and removal after the drain", async () => {
    const { cache, connect } = await aServer();
    cache.publish("g", snapshotOf([item("cluster", "a"), item("cluster", "b")]));
    const stream = connect().sotw();
    stream.open(cluster);
    const first = await stream.next();
    expect(contentOf(first)).toEqual({ a: "v1", b: "v1" });
    stream.send({ ...cluster, responseNonce: first.nonce, versionInfo: first.version });

    cache.publishChange("g", { upserts: [item("cluster", "b", "bad")] });
    const bad = await stream.next();
    const refusal = { responseNonce: bad.nonce, versionInfo: first.version, errorDetail: { message: "bad b" } };
    stream.send({ ...cluster, ...refusal });
    cache.publishChange("g", { upserts: [item("cluster", "b", "v3")] });
    const fixed = await stream.next();
    expect(contentOf(fixed)).toEqual({ a: "v1", b: "v3" });
    stream.send({ ...cluster, responseNonce: fixed.nonce, versionInfo: fixed.version });

    cache.publishChange("g", { removals: [ref("cluster", "a")] });
    expect(contentOf(await stream.next())).toEqual({ b: "v3" });
  });

  it("ignores a stale nonce and answers the names that come with the right one", async () => {
    const { cache, connect } = await aServer();
    cache.publish("g", snapshotOf([item("route", "a"), item("route", "b")]));
    const stream = connect().sotw();
    stream.open({ ...route, resourceNames: ["a"] });
    const first = await stream.next();
    stream.send({ ...route, responseNonce: "stale", resourceNames: ["a", "b"] });
    stream.send({ ...route, responseNonce: first.nonce, versionInfo: first.version, resourceNames: ["b"] });
    expect(contentOf(await stream.next())).toEqual({ b: "v1" });
  });
});

describe("the server", () => {
  it("updates 500 streams, each with the one resource that changed", async () => {
    const { cache, connect, events } = await aServer();
    cache.publish("g", snapshotOf([item("cluster", "a"), item("cluster", "b")]));
    const clients = Array.from({ length: 5 }, connect);
    const streams = Array.from({ length: 500 }, (_, at) => (clients[at % 5] ?? connect()).delta());
    for (const stream of streams) stream.open(cluster);
    for (const stream of streams) stream.send({ ...cluster, responseNonce: (await stream.next()).nonce });
    cache.publishChange("g", { upserts: [item("cluster", "b", "v2")] });
    const updates = await Promise.all(streams.map((stream) => stream.next()));
    expect(new Set(updates.map((update) => JSON.stringify(contentOf(update))))).toEqual(new Set(['{"b":"v2"}']));
    expect(events.filter(({ kind }) => kind === "sent")).toHaveLength(1_000);
  });

  it("sends one resource larger than any limit on sharing", async () => {
    const { cache, connect } = await aServer();
    const content = "x".repeat(9 * 1_048_576);
    cache.publish("g", snapshotOf([item("route", "big", content)]));
    const stream = connect().delta();
    stream.open({ ...route, resourceNamesSubscribe: ["big"] });
    expect((await stream.next()).resources.get("big")?.length).toBe(content.length);
  });

  it("queues nothing for a client that does not read, and gives it the latest version in the end", async () => {
    const { cache, connect, events } = await aServer();
    const large = (content: string) => item("route", "r", content.padEnd(2_000_000, "."));
    cache.publish("g", snapshotOf([large("v1")]));
    const stream = connect().delta();
    stream.open({ ...route, resourceNamesSubscribe: ["r"] });
    const first = await stream.next();
    stream.call.pause();
    stream.send({ ...route, responseNonce: first.nonce });
    for (let version = 2; version <= 40; version++) {
      cache.publishChange("g", { upserts: [large(`v${version}`)] });
      await new Promise(setImmediate);
    }
    expect(events.filter(({ kind }) => kind === "sent").length).toBeLessThanOrEqual(2);
    stream.call.resume();
    let last = await stream.next();
    while (!last.resources.get("r")?.startsWith("v40.")) {
      stream.send({ ...route, responseNonce: last.nonce });
      last = await stream.next();
    }
    expect(events.filter(({ kind }) => kind === "sent").length).toBeLessThanOrEqual(4);
  });

  it("ends a stream with malformed bytes, and no other", async () => {
    const { cache, connect } = await aServer();
    cache.publish("g", snapshotOf([item("cluster", "a")]));
    const client = connect();
    const [good, broken] = [client.delta(), client.delta()];
    good.open(cluster);
    const first = await good.next();
    broken.call.write(Buffer.from([0x0a, 0xff, 0x01]));
    expect(await broken.ended).toMatchObject({ code: status.INVALID_ARGUMENT, details: "malformed request" });
    good.send({ ...cluster, responseNonce: first.nonce });
    cache.publishChange("g", { upserts: [item("cluster", "a", "v2")] });
    expect(contentOf(await good.next())).toEqual({ a: "v2" });
  });

  it.each([
    ["without a node", {}, "the first request of a stream must carry the node"],
    ["without a type", { node: { metadata: { fields: { group: { stringValue: "g" } } } } }, /type_url/],
  ])("refuses a first request %s", async (_, message, details) => {
    const { connect } = await aServer();
    const stream = connect().delta();
    stream.send(message);
    const { code, details: said } = await stream.ended;
    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(said).toMatch(details);
  });

  it("refuses a request beyond the size limit", async () => {
    const { connect } = await aServer({ maxMessageBytes: 1_000 });
    const stream = connect().delta();
    stream.open({ ...route, resourceNamesSubscribe: ["x".repeat(2_000)] });
    expect(await stream.ended).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  });

  it.each([
    [{ refuse: "no such waypoint", as: "not-found" } as const, status.NOT_FOUND],
    [{ refuse: "not yours" }, status.PERMISSION_DENIED],
  ])("refuses a node as %j", async (resolution, code) => {
    const { connect, events } = await aServer({ resolveNode: async () => resolution });
    const stream = connect().delta();
    stream.open(cluster);
    expect(await stream.ended).toMatchObject({ code, details: resolution.refuse });
    expect(events).toMatchObject([{ kind: "stream-refused", node: "node-1", reason: resolution.refuse }]);
  });

  it("decides by node, header and address, and reads nothing more until it has decided", async () => {
    let decide = (_group: string): void => undefined;
    const seen: unknown[] = [];
    const { cache, connect } = await aServer({
      resolveNode: (node, peer) => {
        seen.push(node, peer.header("authorization"), peer.uris, peer.address.startsWith("127.0.0.1:"));
        return new Promise((resolve) => {
          decide = resolve;
        });
      },
    });
    cache.publish("late", snapshotOf([item("cluster", "a"), item("route", "r")]));
    const stream = connect().delta({ authorization: "Bearer t" });
    stream.open(cluster);
    stream.send({ ...route, resourceNamesSubscribe: ["r"] });
    while (seen.length === 0) await new Promise(setImmediate);
    decide("late");
    expect([contentOf(await stream.next()), contentOf(await stream.next())]).toEqual([{ a: "v1" }, { r: "v1" }]);
    const node = { id: "node-1", cluster: "shop", metadata: { group: "g" } };
    expect(seen).toEqual([node, "Bearer t", [], true]);
  });

  it("tells a client of an error of ours without its text, and goes on serving others", async () => {
    const { cache, connect, events } = await aServer({
      stub: (_, name) => {
        if (name === "boom") throw new Error("secret detail");
        return bodyOf(name, "stub");
      },
    });
    cache.publish("g", snapshotOf([]));
    const client = connect();
    const [hit, other] = [client.delta(), client.delta()];
    hit.open({ ...route, resourceNamesSubscribe: ["boom"] });
    expect(await hit.ended).toMatchObject({ code: status.INTERNAL, details: "internal error" });
    other.open({ ...route, resourceNamesSubscribe: ["fine"] });
    expect(contentOf(await other.next())).toEqual({ fine: "stub" });
    expect(events.find(({ kind }) => kind === "stream-close")).toMatchObject({ reason: "secret detail" });
  });

  it("tells open streams when it shuts down and does not wait for clients that do not listen", async () => {
    const { cache, connect, server } = await aServer();
    cache.publish("g", snapshotOf([item("route", "r", "x".repeat(4_000_000))]));
    const client = connect();
    const [listening, deaf] = [client.delta(), connect().delta()];
    listening.open(cluster);
    await listening.next();
    deaf.open({ ...route, resourceNamesSubscribe: ["r"] });
    deaf.call.pause();
    const closed = server.close(50);
    expect(await listening.ended).toMatchObject({ code: status.UNAVAILABLE, details: "the server is shutting down" });
    await closed;
    expect(cache.status()[0]?.streams).toEqual([]);
    const late = new GrpcClient(server.port);
    open.push(late);
    const refused = late.delta();
    refused.open(cluster);
    expect(await refused.ended).toMatchObject({ code: status.UNAVAILABLE });
  });

  it("fails to start on an address that it cannot have", async () => {
    await expect(
      startXdsServer({ cache: new XdsCache(), address: "256.0.0.1:0", resolveNode: () => "g" }),
    ).rejects.toThrow();
  });
});
