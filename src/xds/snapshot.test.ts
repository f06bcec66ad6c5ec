import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { InconsistentSnapshotError, XdsCache } from "./cache.js";
import { typeUrls } from "./order.js";
import type { Resource } from "./resource.js";
import { emptySnapshot, identityChanges, inconsistencies, newInconsistencies, snapshotOf } from "./snapshot.js";
import { item, ref } from "./testing/responses.js";

const anyItem = fc
  .record({
    type: fc.constantFrom("cluster", "endpoint", "route"),
    name: fc.constantFrom("a", "b", "c", "d", "e"),
    content: fc.constantFrom("v1", "v2"),
    requires: fc.uniqueArray(fc.constantFrom("endpoint/a", "endpoint/b", "cluster/c", "route/d"), { maxLength: 2 }),
  })
  .map(({ type, name, content, requires }) => item(type as "cluster", name, content, ...requires));
const anyRemoval = fc
  .tuple(fc.constantFrom("cluster", "endpoint", "route"), fc.constantFrom("a", "b", "c", "d", "e"))
  .map(([type, name]) => ref(type as "cluster", name));
const anyChange = fc.record({ upserts: fc.array(anyItem), removals: fc.array(anyRemoval) });

const contentOf = (resources: readonly Resource[]) => resources.map(({ name, version }) => [name, version]);

describe("a snapshot", () => {
  it("holds what a map of the same edits holds, sorted", () => {
    fc.assert(
      fc.property(fc.array(anyChange), (changes) => {
        const model = new Map<string, Resource>();
        let snapshot = emptySnapshot;
        for (const change of changes) {
          for (const { typeUrl, name } of change.removals) model.delete(`${typeUrl}\0${name}`);
          for (const upsert of change.upserts) model.set(`${upsert.typeUrl}\0${upsert.name}`, upsert);
          snapshot = snapshot.with(change);
        }
        const expected = [...model.values()].sort((a, b) =>
          `${a.typeUrl}\0${a.name}` < `${b.typeUrl}\0${b.name}` ? -1 : 1,
        );
        expect(snapshot.types.flatMap((type) => snapshot.resources(type))).toEqual(expected);
        expect(snapshot.size).toBe(model.size);
        for (const known of expected) expect(snapshot.find(known.typeUrl, known.name)).toBe(known);
      }),
    );
  });

  it("shares the tables of types that an edit does not touch, and is not changed by it", () => {
    const before = snapshotOf([item("cluster", "a"), item("route", "r")]);
    const after = before.with({ upserts: [item("route", "r", "v2")] });
    expect(after.resources(typeUrls.cluster)).toBe(before.resources(typeUrls.cluster));
    expect(contentOf(before.resources(typeUrls.route))).toEqual(contentOf([item("route", "r")]));
  });

  it("differs from another one in exactly the names that are not the same object", () => {
    const [a, b, c] = [item("cluster", "a"), item("cluster", "b"), item("cluster", "c")];
    const changes = identityChanges(snapshotOf([a, b]), snapshotOf([item("cluster", "b", "v2"), c]));
    expect([...changes]).toEqual([[typeUrls.cluster, ["a", "b", "c"]]]);
    expect(identityChanges(snapshotOf([a, b]), snapshotOf([a, b])).size).toBe(0);
  });

  it("is inconsistent if something that is required does not exist", () => {
    const snapshot = snapshotOf([item("cluster", "a", "v1", "endpoint/a"), item("route", "r", "v1", "cluster/a")]);
    expect(inconsistencies(snapshot)).toEqual(['Cluster "a" requires ClusterLoadAssignment "a", which does not exist']);
  });

  it("is inconsistent if a name is given twice with different bytes, and only then", () => {
    expect(inconsistencies(snapshotOf([item("route", "r"), item("route", "r", "v2")]))).toEqual([
      'RouteConfiguration "r" is given twice with different bytes',
    ]);
    expect(inconsistencies(snapshotOf([item("route", "r"), item("route", "r")]))).toEqual([]);
  });

  it("is judged by its edit as it is judged whole, if it was consistent before", () => {
    fc.assert(
      fc.property(fc.array(anyItem), anyChange, (start, change) => {
        let before = emptySnapshot;
        for (const upsert of start) {
          const next = before.with({ upserts: [upsert] });
          if (inconsistencies(next).length === 0) before = next;
        }
        const after = before.with(change);
        const judged = newInconsistencies(after, identityChanges(before, after));
        expect([...judged].sort()).toEqual([...inconsistencies(after)].sort());
      }),
    );
  });
});

describe("publishing", () => {
  it("refuses an inconsistent snapshot by name and goes on serving the one before", () => {
    const cache = new XdsCache();
    const good = snapshotOf([item("cluster", "a", "v1", "endpoint/a"), item("endpoint", "a")]);
    cache.publish("shop/waypoint", good);
    const removal = { removals: [ref("endpoint", "a")] };
    expect(() => cache.publishChange("shop/waypoint", removal)).toThrow(InconsistentSnapshotError);
    expect(() => cache.publishChange("shop/waypoint", removal)).toThrow(
      'the snapshot of shop/waypoint is inconsistent: Cluster "a" requires ClusterLoadAssignment "a", which does not exist',
    );
    expect(cache.snapshot("shop/waypoint")).toBe(good);
  });

  it("notices a requirement that changed though the bytes did not", () => {
    const cache = new XdsCache();
    cache.publish("g", snapshotOf([item("route", "r")]));
    expect(() => cache.publishChange("g", { upserts: [item("route", "r", "v1", "cluster/none")] })).toThrow("none");
  });
});
