import { describe, expect, it } from "@jest/globals";
import { entry, waypoint } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { policy } from "../testing/shop.js";
import { egressBypass } from "./egress-bypass.js";

const labels = { "istio.io/use-waypoint": "waypoint" };
const outside = (location: string) =>
  entry("shop/api", { location, endpoints: [{ address: "203.0.113.7" }] }, { labels });
const guarded = policy("shop/api", {
  targetRefs: [{ group: "networking.istio.io", kind: "ServiceEntry", name: "api" }],
  rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
});

describe("going around the waypoint of a host outside the mesh", () => {
  it("is possible by the host's own addresses", () => {
    expect(saidBy(egressBypass, waypoint(), outside("MESH_EXTERNAL"), guarded)).toEqual([
      "WM3058 ServiceEntry shop/api spec.hosts[0]: clients that connect to an address of api.example itself avoid AuthorizationPolicy shop/api",
    ]);
  });

  it("is nothing to speak of without rules, or inside the mesh", () => {
    expect(saidBy(egressBypass, waypoint(), outside("MESH_EXTERNAL"))).toEqual([]);
    expect(saidBy(egressBypass, waypoint(), outside("MESH_INTERNAL"), guarded)).toEqual([]);
  });
});
