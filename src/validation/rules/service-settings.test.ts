import { describe, expect, it } from "@jest/globals";
import { served, service, waypoint } from "../../binding/testing/meshes.js";
import { saidBy } from "../testing/findings.js";
import { serviceSettings } from "./service-settings.js";

const sticky = { sessionAffinity: "ClientIP" };

describe("settings of the cluster's own load balancing", () => {
  it("are noted on a Service whose endpoints a waypoint chooses", () => {
    expect(saidBy(serviceSettings, waypoint(), served("shop/orders", sticky))).toEqual([
      "WM3063 Service shop/orders spec.sessionAffinity: the waypoint of Service shop/orders does not honour sessionAffinity: ClientIP",
    ]);
  });

  it("are left alone without a waypoint, and where they say what holds anyway", () => {
    expect(saidBy(serviceSettings, service("shop/orders", sticky))).toEqual([]);
    expect(saidBy(serviceSettings, waypoint(), served("shop/orders", { sessionAffinity: "None" }))).toEqual([]);
  });
});
