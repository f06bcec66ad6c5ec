import { describe, expect, it } from "@jest/globals";
import type { TestMesh } from "../binding/testing/meshes.js";
import { meshOf, object, served, waypoint, withoutOrigins } from "../binding/testing/meshes.js";
import { lowered, parentRefs, path, route, shop, tableOf, toReviews } from "./testing/routed.js";

const names = (mesh: TestMesh) => tableOf(mesh).routes.map(({ name }) => name);

describe("lowerRoutes()", () => {
  it("makes one route of each match of each rule", () => {
    const mesh = meshOf(
      ...shop,
      route("shop/r", [
        { name: "api", matches: [path("Exact", "/a"), { ...path("PathPrefix", "/b/"), method: "POST" }] },
        {
          matches: [
            {
              headers: [
                { name: "X-Canary", value: "1" },
                { name: "b", type: "RegularExpression", value: "x.*" },
              ],
              queryParams: [{ name: "Q", value: "2" }],
            },
          ],
          backendRefs: [
            { name: "reviews", port: 80, weight: 9 },
            { name: "v2", port: 80 },
          ],
          timeouts: { request: "10s", backendRequest: "500ms" },
        },
      ]),
    );
    const reviews = { host: "reviews.shop.svc.cluster.local", namespace: "shop", service: "reviews", port: 80 };
    const whole = [{ weight: 1, to: { kind: "destination", id: reviews } }];
    expect(withoutOrigins(tableOf(mesh))).toEqual({
      routes: [
        {
          name: "shop/r/api/match[0]",
          match: { path: { kind: "exact", value: "/a" }, headers: [], query: [] },
          action: { kind: "forward", backends: whole },
          timeouts: {},
        },
        {
          name: "shop/r/api/match[1]",
          match: { path: { kind: "prefix", value: "/b" }, method: "POST", headers: [], query: [] },
          action: { kind: "forward", backends: whole },
          timeouts: {},
        },
        {
          name: "shop/r/rule[1]/match[0]",
          match: {
            path: { kind: "prefix", value: "/" },
            headers: [
              { name: "x-canary", value: { kind: "exact", value: "1" } },
              { name: "b", value: { kind: "regex", value: "x.*" } },
            ],
            query: [{ name: "Q", value: { kind: "exact", value: "2" } }],
          },
          action: {
            kind: "forward",
            backends: [
              { weight: 9, to: { kind: "destination", id: reviews } },
              {
                weight: 1,
                to: { kind: "destination", id: { ...reviews, host: "v2.shop.svc.cluster.local", service: "v2" } },
              },
            ],
          },
          timeouts: { requestMs: 10_000, backendRequestMs: 500 },
        },
      ],
      otherwise: "not-found",
    });
    expect(mesh.codes()).toEqual([]);
  });

  it("carries the rule as the origin of its routes, and the reference as that of a backend", () => {
    const { route: first } = lowered({});
    expect(first?.origin).toMatchObject({ object: "HTTPRoute shop/r", path: ["spec", "rules", 0] });
    expect(first?.action).toMatchObject({
      backends: [{ origin: { path: ["spec", "rules", 0, "backendRefs", 0] } }],
    });
  });

  it("leaves a port without route objects to its own endpoints", () => {
    expect(tableOf(meshOf(...shop))).toEqual({ routes: [], otherwise: "own-endpoints" });
  });

  it.each([
    ["port 80", { port: 80 }, 1],
    ["port 81", { port: 81 }, 0],
    ["a port of this name", { sectionName: "http" }, 1],
    ["a port of another name", { sectionName: "admin" }, 0],
    ["another Service", { name: "v2" }, 0],
    ["an object of another kind", { kind: "Gateway" }, 0],
  ])("takes routes that attach to %s", (_what, fields, count) => {
    const attached = object("HTTPRoute", "shop/r", {
      spec: { parentRefs: [{ ...parentRefs[0], ...fields }], rules: [{ backendRefs: toReviews }] },
    });
    const named = served("shop/reviews", { ports: [{ port: 80, name: "http" }] });
    expect(tableOf(meshOf(waypoint(), named, attached)).routes).toHaveLength(count);
  });
});

describe("the precedence of routes", () => {
  it("goes by path kind, prefix length, method, headers and parameters, across all rules of all routes", () => {
    const headers = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `h${index}`, value: "1" }));
    const queryParams = [{ name: "q", value: "1" }];
    const mesh = meshOf(
      ...shop,
      route("shop/a", [
        { name: "regex", matches: [path("RegularExpression", "/longer/than/any/prefix/.*")] },
        { name: "root", matches: [{}] },
        { name: "params", matches: [{ queryParams }] },
        { name: "one-header", matches: [{ headers: headers(1), queryParams }] },
        { name: "short", matches: [path("PathPrefix", "/a")] },
      ]),
      route("shop/b", [
        { name: "two-headers", matches: [{ headers: headers(2) }] },
        { name: "method", matches: [{ method: "GET" }] },
        { name: "long", matches: [path("PathPrefix", "/a/b")] },
        { name: "exact", matches: [path("Exact", "/a")] },
      ]),
    );
    expect(names(mesh).map((name) => name.split("/")[2])).toEqual([
      "exact",
      "long",
      "short",
      "method",
      "two-headers",
      "one-header",
      "params",
      "regex",
      "root",
    ]);
  });

  it("counts the length of a prefix without the slash at its end", () => {
    const mesh = meshOf(
      ...shop,
      route("shop/a", [{ matches: [path("PathPrefix", "/ab/")] }, { matches: [path("PathPrefix", "/abc")] }]),
    );
    expect(names(mesh)).toEqual(["shop/a/rule[1]/match[0]", "shop/a/rule[0]/match[0]"]);
  });

  it("falls to the older route, then to the name, then to the order in the route", () => {
    const both = [{ matches: [{}, {}] }, {}];
    const mesh = meshOf(
      ...shop,
      route("shop/unborn", [{}]),
      route("shop/young", [{}], { creationTimestamp: "2026-02-01T00:00:00Z" }),
      route("shop/old", both, { creationTimestamp: "2026-01-01T00:00:00Z" }),
      route("shop/also-unborn", [{}]),
    );
    expect(names(mesh)).toEqual([
      "shop/old/rule[0]/match[0]",
      "shop/old/rule[0]/match[1]",
      "shop/old/rule[1]/match[0]",
      "shop/young/rule[0]/match[0]",
      "shop/also-unborn/rule[0]/match[0]",
      "shop/unborn/rule[0]/match[0]",
    ]);
  });
});

describe("routes of consumers", () => {
  const consumer = route("web/mine", [{ matches: [path("PathPrefix", "/")] }]);

  it("are all that the clients of their namespace get, however unspecific they are", () => {
    const mesh = meshOf(...shop, route("shop/r", [{ matches: [path("Exact", "/a")] }]), consumer);
    const table = tableOf(mesh);
    expect(table.routes.map(({ name, match }) => [name, match.clientNamespaces])).toEqual([
      ["web/mine/rule[0]/match[0]", ["web"]],
      ["web/otherwise", ["web"]],
      ["shop/r/rule[0]/match[0]", undefined],
    ]);
    expect(table.otherwise).toBe("not-found");
  });

  it("leave the clients of other namespaces the service's own endpoints", () => {
    const table = tableOf(meshOf(...shop, consumer));
    expect(table.otherwise).toBe("own-endpoints");
    expect(table.routes).toMatchObject([
      { name: "web/mine/rule[0]/match[0]", match: { clientNamespaces: ["web"] } },
      {
        name: "web/otherwise",
        match: { path: { kind: "prefix", value: "/" }, clientNamespaces: ["web"] },
        action: { kind: "respond", status: 404 },
      },
    ]);
  });

  it("may send requests on to the service they were meant for without a grant, but to no other", () => {
    const mesh = meshOf(
      ...shop,
      route("web/mine", [{ backendRefs: [...toReviews, { name: "v2", namespace: "shop", port: 80 }] }]),
    );
    expect(tableOf(mesh).routes[0]?.action).toMatchObject({
      backends: [{ to: { kind: "destination" } }, { to: { kind: "invalid", reason: "RefNotPermitted" } }],
    });
  });
});
