import { describe, expect, it } from "@jest/globals";
import type { GroupStatus } from "../xds/cache.js";
import { type Resource, type ResourceRef, resource } from "../xds/resource.js";
import { emptySnapshot, type Snapshot, type SnapshotChange } from "../xds/snapshot.js";
import { PluginOrder } from "./plugin-order.js";

const extension = "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig";
const ref = (name: string): ResourceRef => ({ typeUrl: extension, name });
const made = (name: string, ...requires: string[]): Resource =>
  resource({ ...ref(name), body: Buffer.from(`${name} ${requires.join()}`), requires: requires.map(ref) });
const [mask, slot, plain] = ["plugin/WasmPlugin/shop/mask", "policy/a", "policy/b"];

/** A cache of which only the names that were published are of interest. */
function aCache({ proxies = 1 } = {}) {
  let snapshot: Snapshot = emptySnapshot;
  const published: string[] = [];
  const streams = Array.from({ length: proxies }, () => ({}) as GroupStatus["streams"][number]);
  const cache = {
    publishChange: (_group: string, change: SnapshotChange) => {
      snapshot = snapshot.with(change);
      const gone = (change.removals ?? []).map(({ name }) => `-${name}`);
      published.push([...(change.upserts ?? []).map(({ name }) => name), ...gone].join(" "));
    },
    snapshot: () => snapshot,
    status: (): readonly GroupStatus[] => [{ group: "g", refused: [], errors: [], streams }],
  };
  const order = new PluginOrder({ cache, onFailure: (_group, error) => expect(error).toBeUndefined() });
  order.publish("g", { upserts: [made(slot), made(plain)] });
  published.length = 0;
  return { order, published };
}

function acknowledge(order: PluginOrder, name: string, kind: "ack" | "nack" = "ack"): Promise<void> {
  const common = { node: "n", group: "g", protocol: "delta", typeUrl: extension, nonce: "1", names: [name] } as const;
  const response = { ...common, versions: ["1"], removed: [], bytes: 1, ms: 1 };
  order.heard(kind === "ack" ? { kind, ...response } : ({ kind, ...response, detail: "no" } as never));
  return new Promise((resolve) => setImmediate(resolve));
}

describe("PluginOrder", () => {
  it("sends a slot that runs a plugin when the proxy has the plugin", async () => {
    const { order, published } = aCache();
    order.publish("g", { upserts: [made(mask), made(slot, mask), made(plain)] });
    expect(published).toEqual([`${mask} ${plain}`]);
    await acknowledge(order, mask);
    expect(published).toEqual([`${mask} ${plain}`, slot]);
    order.publish("g", { upserts: [made(plain, mask)] });
    expect(published.at(-1)).toBe(plain);
    order.close();
  });

  it("sends a slot whose plugin is refused when the proxy has what stands in for it", async () => {
    const { order, published } = aCache();
    order.publish("g", { upserts: [made(mask), made(slot, mask)] });
    await acknowledge(order, mask, "nack");
    expect(published).toEqual([mask]);
    await acknowledge(order, mask);
    expect(published).toEqual([mask, slot]);
    await acknowledge(order, mask, "nack");
    order.publish("g", { upserts: [made(plain, mask)] });
    expect(published).toEqual([mask, slot, ""]);
    await acknowledge(order, mask);
    expect(published.at(-1)).toBe(plain);
    order.close();
  });

  it("holds nothing back where there is no proxy, or no listener yet that works", () => {
    const { order, published } = aCache({ proxies: 0 });
    order.publish("g", { upserts: [made(mask), made(slot, mask)] });
    expect(published).toEqual([`${mask} ${slot}`]);
    const other = aCache();
    other.order.publish("g", { upserts: [made(mask), made("policy/new", mask)] });
    expect(other.published).toEqual([`${mask} policy/new`]);
  });

  it("takes a plugin away only with the last slot that runs it", async () => {
    const { order, published } = aCache({ proxies: 1 });
    const next = "plugin/WasmPlugin/shop/next";
    order.publish("g", { upserts: [made(mask), made("policy/c", mask)] });
    order.publish("g", { upserts: [made(next), made("policy/c", next)], removals: [ref(mask)] });
    expect(published.at(-1)).toBe(next);
    await acknowledge(order, next);
    expect(published.at(-1)).toBe(`policy/c -${mask}`);
    order.close();
  });

  it("forgets a slot that changed its mind", async () => {
    const { order, published } = aCache();
    order.publish("g", { upserts: [made(mask), made(slot, mask)] });
    order.publish("g", { upserts: [made(slot)], removals: [ref(mask)] });
    await acknowledge(order, mask);
    expect(published).toEqual([mask, `${slot} -${mask}`]);
    order.close();
  });
});
