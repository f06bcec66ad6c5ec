import { describe, expect, it } from "@jest/globals";
import { deployment, object, service, waypoint } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { orders } from "../testing/shop.js";
import { unusedWaypoint } from "./unused-waypoint.js";

describe("a waypoint", () => {
  it("that nobody asks for is noted", () => {
    expect(saidBy(unusedWaypoint, waypoint(), service("shop/orders"))).toEqual([
      "WM3060 Gateway shop/waypoint : no Service, pod or namespace uses the waypoint shop/waypoint",
    ]);
  });

  it.each([
    ["a Service", orders],
    [
      "a namespace",
      [
        waypoint(),
        service("other/cart"),
        object("Namespace", "shop", { labels: { "istio.io/use-waypoint": "waypoint" } }),
      ],
    ],
    [
      "a pod",
      [
        waypoint("shop/waypoint", {}, { labels: { "istio.io/waypoint-for": "workload" } }),
        service("shop/cart"),
        deployment("shop/orders").replace('"labels":{"app"', '"labels":{"istio.io/use-waypoint":"waypoint","app"'),
      ],
    ],
    ["nobody, in manifests of waypoints only", [waypoint()]],
  ])("that is asked for by %s is not", (_, manifests) => {
    expect(saidBy(unusedWaypoint, ...manifests)).toEqual([]);
  });
});
