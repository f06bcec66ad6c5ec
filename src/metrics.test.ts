import { describe, expect, it } from "@jest/globals";
import type { ControlPlaneEvent } from "./control-plane-types.js";
import { createMetrics } from "./metrics.js";

const routes = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

async function sampled(events: readonly ControlPlaneEvent[]): Promise<readonly string[]> {
  const metrics = createMetrics();
  for (const event of events) metrics.observe(event);
  return (await metrics.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

describe("createMetrics()", () => {
  it("counts the streams that are open now", async () => {
    const open: ControlPlaneEvent = { kind: "connected", waypoint: "shop/waypoint", node: "a" };
    const closed: ControlPlaneEvent = { kind: "disconnected", waypoint: "shop/waypoint", node: "a" };
    expect(await sampled([open, open, closed])).toContain('waymark_xds_streams{waypoint="shop/waypoint"} 1');
  });

  it("measures acknowledgements in seconds, and counts refusals", async () => {
    const answer = { waypoint: "shop/waypoint", node: "a", type: routes, names: ["r"], ms: 20 };
    const lines = await sampled([
      { ...answer, kind: "ack" },
      { ...answer, kind: "nack", error: "no" },
    ]);
    expect(lines).toContain('waymark_xds_ack_seconds_sum{type="RouteConfiguration"} 0.02');
    expect(lines).toContain('waymark_xds_nacks_total{waypoint="shop/waypoint",type="RouteConfiguration"} 1');
  });

  it("knows how many objects of each kind there are, and what was pushed because of them", async () => {
    const lines = await sampled([
      {
        kind: "change",
        objects: [
          { key: "Service/shop/reviews", change: "added" },
          { key: "Service/shop/ratings", change: "added" },
        ],
        pushes: [{ waypoint: "shop/waypoint", resources: ["a", "b"], bytes: 300 }],
        translateMs: 4,
      },
      {
        kind: "change",
        objects: [
          { key: "Service/shop/reviews", change: "changed" },
          { key: "Service/shop/ratings", change: "removed" },
        ],
        pushes: [],
        translateMs: 1,
      },
    ]);
    expect(lines).toContain('waymark_resources{kind="Service"} 1');
    expect(lines).toContain('waymark_xds_pushed_bytes_total{waypoint="shop/waypoint"} 300');
    expect(lines).toContain("waymark_translate_seconds_count 2");
  });

  it("counts attempts to fetch keys, and knows how many key sets cannot be had", async () => {
    const fetch = (place: string, outcome: "fetched" | "failed" | "dropped"): ControlPlaneEvent => {
      return { kind: "key-fetch", place, outcome };
    };
    const lines = await sampled([
      fetch("jwks a", "failed"),
      fetch("jwks b", "failed"),
      fetch("jwks c", "failed"),
      fetch("jwks a", "fetched"),
      fetch("jwks b", "dropped"),
    ]);
    expect(lines).toContain('waymark_key_fetches_total{outcome="failed"} 3');
    expect(lines).toContain('waymark_key_fetches_total{outcome="fetched"} 1');
    expect(lines).toContain("waymark_key_sets_failing 1");
  });

  it("forgets findings that were mended", async () => {
    const finding = { code: "WM1000", severity: "error", message: "x" } as unknown as never;
    expect(
      await sampled([
        { kind: "diagnostics", diagnostics: [finding] },
        { kind: "diagnostics", diagnostics: [] },
      ]),
    ).toContain('waymark_diagnostics{severity="error"} 0');
  });
});
