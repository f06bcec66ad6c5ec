import { describe, expect, it } from "@jest/globals";
import { meshOf, object } from "../binding/testing/meshes.js";
import { emptyResources } from "../model/indexed-resources.js";
import type { ResourceSet } from "../model/resource-set.js";
import type { RefusedResource } from "../xds/cache.js";
import { refusals, translationFailure } from "./xds-events.js";

const extension = "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig";
const routes = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";

const noResources = emptyResources();

function refusedWith(standIn: Pick<RefusedResource, "standIn">): readonly string[] {
  const refused = { node: "a", typeUrl: routes, name: "r", version: "2", detail: "no such cluster", ...standIn };
  return refusals([{ group: "waypoint/shop/waypoint", refused: [refused], errors: [], streams: [] }], noResources).map(
    ({ code, message, advice }) => `${code} ${message}; ${advice}`,
  );
}

describe("refusals()", () => {
  it("quotes the proxy, and says what is in effect instead", () => {
    expect([...refusedWith({ standIn: "1" }), ...refusedWith({})]).toEqual([
      expect.stringMatching(
        /^WM7010 shop\/waypoint refused envoy.config.route.v3.RouteConfiguration r: no such cluster; the last accepted form/,
      ),
      expect.stringMatching(/nothing is in effect in its place/),
    ]);
  });

  it("has nothing to say of proxies that took everything", () => {
    expect(refusals([{ group: "waypoint/shop/waypoint", refused: [], errors: [], streams: [] }], noResources)).toEqual(
      [],
    );
  });
});

describe("refusals() of plugins", () => {
  it("are about the plugin, because most often its own module refuses", () => {
    const refused = { node: "a", typeUrl: extension, name: "plugin/WasmPlugin/shop/mask", version: "2", detail: "no" };
    const status = { group: "waypoint/shop/waypoint", errors: [], streams: [] };
    const mask = object("WasmPlugin", "shop/mask", {
      apiVersion: "extensions.istio.io/v1alpha1",
      spec: { url: "file:///mask.wasm", targetRefs: [{ group: "", kind: "Service", name: "reviews" }] },
    });
    const resources = meshOf(mask).view as ResourceSet;
    const said = [refused, { ...refused, standIn: "1" }].flatMap((one) =>
      refusals([{ ...status, refused: [one] }], resources),
    );
    expect(said.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "WM6017 shop/waypoint cannot run WasmPlugin shop/mask: no; its failStrategy decides, unless the proxy ran one of this name just before",
      "WM6017 shop/waypoint cannot run WasmPlugin shop/mask: no; what it ran before stays in use",
    ]);
    expect(said.map(({ origin }) => origin)).toEqual([
      expect.objectContaining({ object: "WasmPlugin shop/mask", path: ["spec"] }),
      expect.objectContaining({ object: "WasmPlugin shop/mask", path: ["spec"] }),
    ]);
    const [{ origin } = {}] = refusals([{ ...status, refused: [refused] }], noResources);
    expect(origin).toBeUndefined();
  });
});

describe("translationFailure()", () => {
  it("names the waypoint whose configuration stands still", () => {
    expect(translationFailure("waypoint/shop/waypoint")).toMatchObject({
      code: "WM7011",
      severity: "error",
      message: expect.stringContaining("shop/waypoint"),
    });
  });
});
