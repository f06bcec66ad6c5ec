import { describe, expect, it } from "@jest/globals";
import { reportRule, tlsSettingsFor } from "./destination-rules.js";
import { serviceWithKey } from "./entry-services.js";
import { entry, meshOf, object, service, waypoint } from "./testing/meshes.js";

const rule = (name: string, host: string, tls: object = { mode: "SIMPLE" }, more: object = {}) =>
  object("DestinationRule", name, { spec: { host, trafficPolicy: { tls, ...more } } });

const labels = { "istio.io/use-waypoint": "waypoint" };
const world = [waypoint("egress/waypoint"), entry("egress/api", { hosts: ["api.a.example"] }, { labels })];

function sniOf(...rules: readonly string[]): string | undefined {
  const { view } = meshOf(...world, ...rules);
  const api = serviceWithKey("egress/api/api.a.example", view);
  return api && tlsSettingsFor(api, 80, view)?.tls.sni;
}

const named = (name: string, host: string, more: object = {}) => rule(name, host, { mode: "SIMPLE", sni: name }, more);

describe("tlsSettingsFor()", () => {
  it.each([
    ["the longest host", [named("egress/a", "*.example"), named("egress/b", "*.a.example")], "egress/b"],
    ["the host itself", [named("egress/a", "*.a.example"), named("egress/b", "API.a.example")], "egress/b"],
    ["the service's namespace", [named("istio-system/a", "api.a.example"), named("egress/b", "*.example")], "egress/b"],
    [
      "else the root namespace",
      [named("istio-system/a", "*.example"), named("shop/b", "api.a.example")],
      "istio-system/a",
    ],
    ["the first by name", [named("egress/b", "api.a.example"), named("egress/a", "api.a.example")], "egress/a"],
  ])("asks %s", (_, rules, expected) => {
    expect(sniOf(...rules)).toBe(expected);
  });

  it("lets settings for a port replace the others", () => {
    const ports = (settings: object) => ({ portLevelSettings: [{ port: { number: 80 }, ...settings }] });
    expect(sniOf(named("egress/a", "api.a.example", ports({ tls: { sni: "port" } })))).toBe("port");
    expect(sniOf(named("egress/a", "api.a.example", ports({})))).toBeUndefined();
  });

  it("finds a Service by its short name in its own namespace", () => {
    const { view, service: found } = meshOf(
      service("shop/reviews"),
      rule("shop/a", "reviews"),
      rule("other/a", "reviews"),
    );
    expect(tlsSettingsFor(found("shop/reviews"), 80, view)?.origin.object).toBe("DestinationRule shop/a");
  });
});

describe("reportRule()", () => {
  function said(name: string, ...manifests: readonly string[]): readonly string[] {
    const mesh = meshOf(...world, ...manifests);
    reportRule(mesh.find("DestinationRule", name), mesh.view, mesh.report);
    return mesh.diagnostics.map(({ code, origin }) => `${code} ${origin?.path.join(".")}`);
  }

  it.each([
    ["is in effect", [rule("egress/a", "api.a.example")], []],
    ["is for nothing", [rule("egress/a", "b.example")], ["WM3028 spec.host"]],
    ["is for a short name that is nobody's", [rule("egress/a", "reviews")], ["WM3028 spec.host"]],
    [
      "is of another namespace",
      [rule("egress/a", "reviews.shop.svc.cluster.local"), service("shop/reviews")],
      ["WM3028 spec.host"],
    ],
    [
      "is not the first",
      [rule("egress/a", "api.a.example", {}), rule("egress/0", "api.a.example")],
      ["WM3028 spec.host"],
    ],
    [
      "asks for more than TLS",
      [
        rule(
          "egress/a",
          "*.example",
          {},
          {
            connectionPool: { http: {} },
            portLevelSettings: [{ port: { number: 80 }, loadBalancer: {} }],
          },
        ),
      ],
      ["WM3029 spec.trafficPolicy", "WM3029 spec.trafficPolicy.portLevelSettings.0"],
    ],
    [
      "needs a waypoint",
      [rule("egress/a", "direct.example"), entry("egress/direct")],
      ["WM3031 spec.trafficPolicy.tls"],
    ],
  ])("says of a rule that it %s", (_, manifests, expected) => {
    expect(said("egress/a", ...manifests)).toEqual(expected);
  });

  it("names what is not honoured beside TLS", () => {
    const subsets = object("DestinationRule", "egress/a", { spec: { host: "*.example", subsets: [{ name: "v1" }] } });
    expect(said("egress/a", subsets)).toEqual(["WM3029 spec"]);
  });
});
