import { describe, expect, it } from "@jest/globals";
import { meshOf, object, service, withoutOrigins } from "../binding/testing/meshes.js";
import { lowered, path, route, shop, tableOf, toReviews } from "./testing/routed.js";

describe("backends", () => {
  const grant = (to: object) =>
    object("ReferenceGrant", "other/g", {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" }],
        to: [{ group: "", kind: "Service", ...to }],
      },
    });
  const elsewhere = { name: "x", namespace: "other", port: 80 };
  it.each([
    ["a Service that does not exist", { name: "gone", port: 80 }, [], "BackendNotFound", "WM4007"],
    ["a port that does not exist", { name: "v2", port: 81 }, [], "BackendNotFound", "WM4007"],
    [
      "an alias",
      { name: "x", port: 80 },
      [service("shop/x", { type: "ExternalName", externalName: "a.b" })],
      "BackendNotFound",
      "WM4007",
    ],
    [
      "a UDP port",
      { name: "x", port: 80 },
      [service("shop/x", { ports: [{ port: 80, protocol: "UDP" }] })],
      "UnsupportedProtocol",
      "WM4010",
    ],
    ["another kind", { group: "x.io", kind: "Bucket", name: "b" }, [], "InvalidKind", "WM4009"],
    ["another namespace without a grant", elsewhere, [service("other/x")], "RefNotPermitted", "WM4008"],
    [
      "another namespace that grants another name",
      elsewhere,
      [service("other/x"), grant({ name: "y" })],
      "RefNotPermitted",
      "WM4008",
    ],
  ])("that lead to %s answer 500 for their share", (_what, reference, more, reason, code) => {
    const { route: first, mesh } = lowered({ backendRefs: [{ ...reference, weight: 3 }, toReviews[0]] }, ...more);
    expect(first?.action).toMatchObject({
      kind: "forward",
      backends: [{ weight: 3, to: { kind: "invalid", status: 500, reason } }, { to: { kind: "destination" } }],
    });
    expect(mesh.diagnostics).toMatchObject([{ code, origin: { path: ["spec", "rules", 0, "backendRefs", 0] } }]);
  });

  it.each([
    ["all Services", {}],
    ["the Service by name", { name: "x" }],
  ])("reach another namespace that grants %s", (_what, to) => {
    const { route: first, mesh } = lowered({ backendRefs: [elsewhere] }, service("other/x"), grant(to));
    expect(first?.action).toMatchObject({ backends: [{ to: { id: { namespace: "other", service: "x" } } }] });
    expect(mesh.codes()).toEqual([]);
  });

  it("have header modifiers of their own", () => {
    const filters = [
      { type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "X-A", value: "1" }] } },
      { type: "ResponseHeaderModifier", responseHeaderModifier: { remove: ["X-B"] } },
    ];
    expect(lowered({ backendRefs: [{ ...toReviews[0], filters }] }).route?.action).toMatchObject({
      backends: [
        {
          requestHeaders: { set: [{ name: "x-a", value: "1" }], add: [], remove: [] },
          responseHeaders: { set: [], add: [], remove: ["x-b"] },
        },
      ],
    });
  });

  it.each([
    ["a rewrite", { type: "URLRewrite", urlRewrite: { hostname: "a.b" } }],
    ["a header", { type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "Host", value: "a.b" }] } }],
  ])("can have a Host of their own by %s", (_what, filter) => {
    const { route: first, mesh } = lowered({ backendRefs: [{ ...toReviews[0], filters: [filter] }] });
    expect(first?.action).toMatchObject({ backends: [{ rewrite: { hostname: "a.b" }, to: { kind: "destination" } }] });
    expect(mesh.codes()).toEqual([]);
  });

  const modifier = { type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["x-a"] } };
  it.each([
    ["a redirect", [{ type: "RequestRedirect", requestRedirect: { hostname: "a.b" } }], "WM4013"],
    ["CORS", [{ type: "CORS", cors: { allowOrigins: ["*"] } }], "WM4013"],
    ["an extension", [{ type: "ExtensionRef", extensionRef: { group: "", kind: "X", name: "x" } }], "WM4013"],
    ["the same filter twice", [modifier, modifier], "WM4025"],
  ])("with %s answer 500 for their share", (_what, filters, code) => {
    const { route: first, mesh } = lowered({ backendRefs: [{ ...toReviews[0], filters }] });
    expect(first?.action).toMatchObject({ backends: [{ to: { kind: "invalid", status: 500 } }] });
    expect(mesh.codes()).toEqual([code]);
  });

  it("that replace a prefix answer 500 for requests matched otherwise", () => {
    const path0 = { type: "ReplacePrefixMatch", replacePrefixMatch: "/x" };
    const filters = [{ type: "URLRewrite", urlRewrite: { path: path0 } }];
    const { route: first, mesh } = lowered({
      matches: [path("Exact", "/b")],
      backendRefs: [{ ...toReviews[0], filters }, toReviews[0]],
    });
    expect(first?.action).toMatchObject({ backends: [{ to: { kind: "invalid" } }, { to: { kind: "destination" } }] });
    expect(mesh.codes()).toEqual(["WM4017"]);
  });

  it.each([
    ["there are none", { backendRefs: [] }, "WM4011"],
    ["all weights are 0", { backendRefs: [{ ...toReviews[0], weight: 0 }] }, "WM4012"],
  ])("make the rule answer 500 when %s", (_when, rule, code) => {
    const { route: first, mesh } = lowered(rule);
    expect(first?.action).toMatchObject({ kind: "respond", status: 500 });
    expect(mesh.codes()).toEqual([code]);
  });
});

describe("matches", () => {
  it("by a pattern that is not RE2 are set aside, and the rule's others stay", () => {
    const { route: first, mesh } = lowered({
      matches: [path("RegularExpression", "/(?=a)"), path("Exact", "/b")],
    });
    expect(first?.name).toBe("shop/r/rule[0]/match[1]");
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM4015", origin: { path: ["spec", "rules", 0, "matches", 0, "path", "value"] } },
    ]);
  });

  it.each([
    ["header", { headers: [{ name: "a", type: "RegularExpression", value: "(" }] }],
    ["parameter", { queryParams: [{ name: "a", type: "RegularExpression", value: "(" }] }],
  ])("whose %s pattern is not RE2 are set aside, not widened", (_what, match) => {
    const { route: first, mesh } = lowered({ matches: [match] });
    expect(first).toBeUndefined();
    expect(mesh.codes()).toEqual(["WM4015"]);
  });

  it("by a path that no request has are set aside", () => {
    const { route: first, mesh } = lowered({ matches: [path("Exact", "a"), path("PathPrefix", "/b")] });
    expect(first?.name).toBe("shop/r/rule[0]/match[1]");
    expect(mesh.codes()).toEqual(["WM4026"]);
  });

  it("count only the first of several headers of one name, whatever its case", () => {
    const headers = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2" },
    ];
    const { route: first, mesh } = lowered({ matches: [{ headers }] });
    expect(first?.match.headers).toEqual([{ name: "x-a", value: { kind: "exact", value: "1" } }]);
    expect(mesh.codes()).toEqual(expect.arrayContaining(["WM4018"]));
  });
});

describe("filters", () => {
  it("modify headers, in lower case, the first of each name", () => {
    const requestHeaderModifier = {
      set: [{ name: "X-A", value: "1" }],
      add: [{ name: "X-B", value: "2" }],
      remove: ["X-C", "x-c"],
    };
    const responseHeaderModifier = { add: [{ name: "X-D", value: "3" }] };
    const { route: first } = lowered({
      filters: [
        { type: "RequestHeaderModifier", requestHeaderModifier },
        { type: "ResponseHeaderModifier", responseHeaderModifier },
      ],
    });
    expect(first).toMatchObject({
      requestHeaders: { set: [{ name: "x-a", value: "1" }], add: [{ name: "x-b", value: "2" }], remove: ["x-c"] },
      responseHeaders: { set: [], add: [{ name: "x-d", value: "3" }], remove: [] },
    });
  });

  it("redirect instead of forwarding", () => {
    const requestRedirect = {
      scheme: "https",
      hostname: "a.example",
      port: 8443,
      statusCode: 301,
      path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/new/" },
    };
    const { route: first } = lowered({ backendRefs: [], filters: [{ type: "RequestRedirect", requestRedirect }] });
    expect(withoutOrigins(first?.action)).toEqual({
      kind: "redirect",
      scheme: "https",
      hostname: "a.example",
      port: 8443,
      path: { kind: "prefix", value: "/new" },
      status: 301,
    });
  });

  it.each([
    [{ hostname: "a.example" }, { hostname: "a.example" }],
    [{ path: { type: "ReplaceFullPath", replaceFullPath: "/x" } }, { path: { kind: "full", value: "/x" } }],
    [{ path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/x/" } }, { path: { kind: "prefix", value: "/x" } }],
    [{ path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } }, { path: { kind: "prefix", value: "/" } }],
    [{ path: { type: "ReplacePrefixMatch", replacePrefixMatch: "" } }, { path: { kind: "prefix", value: "/" } }],
  ])("rewrite %j", (urlRewrite, rewrite) => {
    expect(lowered({ filters: [{ type: "URLRewrite", urlRewrite }] }).route?.action).toMatchObject({
      kind: "forward",
      rewrite,
    });
  });

  it("set Host as a rewrite does, and leave it to a rewrite that sets it too", () => {
    const modifier = { type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: "Host", value: "a" }] } };
    const rewrite = { type: "URLRewrite", urlRewrite: { hostname: "b.example" } };
    expect(lowered({ filters: [modifier] }).route).toMatchObject({
      requestHeaders: { set: [] },
      action: { rewrite: { hostname: "a" } },
    });
    const both = lowered({ filters: [modifier, rewrite] });
    expect(both.route?.action).toMatchObject({ rewrite: { hostname: "b.example" } });
    expect(both.mesh.codes()).toEqual(["WM4016"]);
  });

  const redirect = { type: "RequestRedirect", requestRedirect: { statusCode: 302 } };
  it.each([
    [
      "ExternalAuth",
      [{ type: "ExternalAuth", externalAuth: { protocol: "GRPC", backendRef: toReviews[0], grpc: {} } }],
      "WM4013",
    ],
    ["ExtensionRef", [{ type: "ExtensionRef", extensionRef: { group: "x.io", kind: "X", name: "x" } }], "WM4013"],
    ["a redirect with a rewrite", [redirect, { type: "URLRewrite", urlRewrite: { hostname: "a.b" } }], "WM4025"],
    ["the same filter twice", [redirect, redirect], "WM4025"],
    [
      "a path with a line break",
      [{ type: "URLRewrite", urlRewrite: { path: { type: "ReplaceFullPath", replaceFullPath: "/a\nb" } } }],
      "WM4024",
    ],
    [
      "a path with a query",
      [{ type: "URLRewrite", urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/a?b=1" } } }],
      "WM4024",
    ],
    ["removing Host", [{ type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["host"] } }], "WM4024"],
  ])("that cannot be honoured make the rule answer 500: %s", (_what, filters, code) => {
    const { route: first, mesh } = lowered({
      filters,
      backendRefs: JSON.stringify(filters).includes("Redirect") ? [] : toReviews,
    });
    expect(first?.action).toMatchObject({ kind: "respond", status: 500 });
    expect(mesh.codes()).toContain(code);
  });

  it("that replace a prefix need a match by prefix: other matches of the rule answer 500", () => {
    const path0 = { type: "ReplacePrefixMatch", replacePrefixMatch: "/x" };
    const mesh = meshOf(
      ...shop,
      route("shop/r", [
        {
          matches: [path("PathPrefix", "/a"), path("Exact", "/b")],
          filters: [{ type: "URLRewrite", urlRewrite: { path: path0 } }],
        },
      ]),
    );
    expect(tableOf(mesh).routes.map(({ match, action }) => `${match.path.kind} ${action.kind}`)).toEqual([
      "exact respond",
      "prefix forward",
    ]);
    expect(mesh.codes()).toContain("WM4017");
  });

  it("redirect whatever backends say", () => {
    const { route: first, mesh } = lowered({ filters: [redirect] });
    expect(first?.action.kind).toBe("redirect");
    expect(mesh.codes()).toContain("WM4025");
  });
});

describe("other fields of a rule", () => {
  it("warn of a try that is longer than the whole request", () => {
    const { route: first, mesh } = lowered({ timeouts: { request: "1s", backendRequest: "1m" } });
    expect(first?.timeouts).toEqual({ requestMs: 1000, backendRequestMs: 60_000 });
    expect(mesh.codes()).toContain("WM4023");
  });

  it("keep a time limit of zero, which means none", () => {
    expect(lowered({ timeouts: { request: "0s" } }).route?.timeouts).toEqual({ requestMs: 0 });
  });
});
