import { describe, expect, it } from "@jest/globals";
import { aMeshView } from "./testing/mesh-view.js";
import type { UpEvent } from "./up-events.js";
import { eventText, meshText, newsText } from "./up-text.js";

describe("meshText()", () => {
  it("shows services with their reasons, waypoints, identities, moved addresses, and how to send a request", () => {
    expect(meshText(aMeshView, { folder: "shop/", colour: false })).toBe(
      `
The mesh of shop/ is up: 2 services, 1 waypoint, 1 pod, 1 identity

SERVICE       PORTS                        WAYPOINT       WHY
shop/reviews  80 http, 9000 tcp (refused)  shop/waypoint  own label
shop/ledger   5432 tcp                     none           opted out

WAYPOINT       HBONE              ADMIN
shop/waypoint  127.168.3.4:15008  http://127.0.0.1:40001

IDENTITY     POD    ADDRESS    PROXY
shop/sa/web  web-0  127.9.5.1  http://127.0.0.1:18001

ADDRESS IN THE MANIFEST  LIVES AT
10.1.2.3                 127.1.2.3

Send a request as shop/sa/web:
  waymark curl --as shop/sa/web http://reviews.shop/
  curl -p -x http://127.0.0.1:18001 http://reviews.shop/`.trimStart(),
    );
  });

  it("leaves out what there is nothing of", () => {
    const nothing = { identities: [], services: [], waypoints: [], workloads: [], addresses: [] };
    expect(meshText(nothing, { folder: ".", colour: false })).toBe(
      "The mesh of . is up: 0 services, 0 waypoints, 0 pods, 0 identities",
    );
  });
});

describe("newsText()", () => {
  it("shows what came or changed, and nothing for what left", () => {
    const before = { ...aMeshView, identities: [] };
    expect(newsText(aMeshView, before)).toBe(
      "IDENTITY     POD    ADDRESS    PROXY\nshop/sa/web  web-0  127.9.5.1  http://127.0.0.1:18001",
    );
    expect(newsText(before, aMeshView)).toBe("");
  });
});

const type = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

describe("eventText()", () => {
  it.each<[UpEvent, string | undefined]>([
    [
      {
        event: "change",
        objects: [{ key: "HTTPRoute/shop/reviews", change: "changed" }],
        pushes: [{ waypoint: "shop/waypoint", resources: ["r"], bytes: 1234 }],
        translateMs: 0.84,
      },
      "changed HTTPRoute/shop/reviews: sent to shop/waypoint (1 resource, 1.2 kB), translated in 0.8 ms",
    ],
    [
      {
        event: "change",
        objects: ["a", "b", "c", "d", "e"].map((key) => ({ key, change: "added" as const })),
        pushes: [],
        translateMs: 20,
      },
      "added a, added b, added c, and 2 more: nothing to send, translated in 20 ms",
    ],
    [
      {
        event: "change",
        objects: [],
        pushes: [{ waypoint: "shop/waypoint", resources: ["policy"], bytes: 100 }],
        translateMs: 1,
      },
      "no object changed: sent to shop/waypoint (1 resource, 100 B), translated in 1.0 ms",
    ],
    [
      { event: "ack", waypoint: "shop/waypoint", type, names: ["a", "b", "c"], ms: 12.4 },
      "✓ shop/waypoint took RouteConfiguration a, b and 1 more after 12 ms",
    ],
    [{ event: "ack", waypoint: "shop/waypoint", type, names: [], ms: 1 }, undefined],
    [
      {
        event: "change",
        objects: [{ key: "Service/shop/a", change: "removed" }],
        pushes: [{ waypoint: "shop/waypoint", resources: [], bytes: 0 }],
        translateMs: 1,
      },
      "removed Service/shop/a: sent to shop/waypoint (removals), translated in 1.0 ms",
    ],
    [
      { event: "nack", waypoint: "shop/waypoint", type, names: ["a"], ms: 3, error: "bad regex" },
      "✗ shop/waypoint refused RouteConfiguration a: bad regex",
    ],
    [
      { event: "diagnostic", state: "cleared", code: "WM4001", severity: "error", message: "no such port" },
      "✓ mended: WM4001 no such port",
    ],
    [{ event: "log", source: "local", level: "warn", message: "hm" }, "warn local: hm"],
    [{ event: "log", source: "local", level: "info", message: "hm" }, undefined],
  ])("%j", (event, text) => {
    expect(eventText(event, false)).toBe(text);
  });

  it("uses colours only if it may", () => {
    const event: UpEvent = { event: "ack", waypoint: "w", type, names: ["a"], ms: 1 };
    expect(eventText(event, true)).toContain("\u001b[32m✓\u001b[0m");
  });
});
