import { describe, expect, it } from "@jest/globals";
import type { Route } from "../ir/route.js";
import { lowered, path, toReviews } from "./testing/routed.js";

const mirror = (body: object = {}) => ({ type: "RequestMirror", requestMirror: { backendRef: toReviews[0], ...body } });
const cors = (body: object) => ({ type: "CORS", cors: body });

function forwarded(route: Route | undefined) {
  return route?.action.kind === "forward" ? route.action : undefined;
}

describe("mirrors", () => {
  it.each([
    [{}, 1_000_000],
    [{ percent: 25 }, 250_000],
    [{ fraction: { numerator: 1, denominator: 3 } }, 333_333],
    [{ fraction: { numerator: 7 } }, 70_000],
    [{ fraction: { numerator: 1, denominator: 2_000_000_000 } }, 1],
  ])("copy a share of the requests: %j", (share, perMillion) => {
    const { route, mesh } = lowered({ filters: [mirror(share)] });
    expect(forwarded(route)?.mirrors).toMatchObject([{ to: { service: "reviews", port: 80 }, perMillion }]);
    expect(mesh.codes()).toEqual([]);
  });

  it("of no request at all are none", () => {
    const { route, mesh } = lowered({ filters: [mirror({ percent: 0 }), mirror({ fraction: { numerator: 0 } })] });
    expect(forwarded(route)?.mirrors).toBeUndefined();
    expect(mesh.codes()).toEqual([]);
  });

  it("can be several, and a broken one takes nothing from the others", () => {
    const { route, mesh } = lowered({ filters: [mirror({ backendRef: { name: "gone", port: 80 } }), mirror()] });
    expect(forwarded(route)?.mirrors).toHaveLength(1);
    expect(mesh.diagnostics).toMatchObject([
      { code: "WM4030", origin: { path: ["spec", "rules", 0, "filters", 0, "requestMirror", "backendRef"] } },
    ]);
  });

  it("of more than all requests are of all", () => {
    const { route, mesh } = lowered({ filters: [mirror({ fraction: { numerator: 3, denominator: 2 } })] });
    expect(forwarded(route)?.mirrors).toMatchObject([{ perMillion: 1_000_000 }]);
    expect(mesh.codes()).toEqual(["WM4039"]);
  });

  it("belong to one backend if that has the filter", () => {
    const { route } = lowered({ backendRefs: [{ ...toReviews[0], filters: [mirror()] }, toReviews[0]] });
    const [first, second] = forwarded(route)?.backends ?? [];
    expect([first?.mirrors?.length, second?.mirrors]).toEqual([1, undefined]);
  });

  it("copy nothing where a rule redirects", () => {
    const redirect = { type: "RequestRedirect", requestRedirect: { hostname: "a.b" } };
    expect(lowered({ filters: [redirect, mirror()], backendRefs: [] }).mesh.codes()).toEqual(["WM4025"]);
  });
});

describe("cross-origin requests", () => {
  it("are allowed as written, with five seconds to remember it", () => {
    const { route, mesh } = lowered({
      filters: [cors({ allowOrigins: ["https://Shop.example"], allowMethods: ["GET"], exposeHeaders: ["x-a"] })],
    });
    expect(route?.cors).toEqual({
      origins: [
        { kind: "exact", value: "https://shop.example" },
        { kind: "exact", value: "https://shop.example:443" },
      ],
      methods: ["GET"],
      headers: [],
      exposedHeaders: ["x-a"],
      credentials: false,
      maxAgeSeconds: 5,
    });
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["https://*.shop.example", "https://a.b.shop.example", true],
    ["https://*.shop.example", "https://a.shop.example:443", true],
    ["https://*.shop.example", "https://shop.example", false],
    ["https://*.shop.example", "https://a.shopxexample", false],
    ["https://*.shop.example", "https://evil.example/.shop.example", false],
    ["http://*:8080", "http://[::1]:8080", true],
    ["http://*", "http://[::1]", true],
    ["http://*", "http://a:8080", false],
  ])("from %s include %s: %s", (allowed, origin, included) => {
    const [pattern] = lowered({ filters: [cors({ allowOrigins: [allowed] })] }).route?.cors?.origins ?? [];
    if (pattern?.kind !== "regex") throw new Error("not a pattern");
    expect(new RegExp(`^(?:${pattern.value})$`).test(origin)).toBe(included);
  });

  it.each([
    ["origins", { allowOrigins: ["*", "https://a.b"] }, "WM4032"],
    ["methods", { allowMethods: ["GET", "*"] }, "WM4032"],
    ["headers", { allowHeaders: ["*", "x-a"] }, "WM4032"],
    ["credentials", { allowCredentials: true, exposeHeaders: ["*"] }, "WM4033"],
  ])("with a wildcard that does not go with other %s are said", (_what, body, code) => {
    const { route, mesh } = lowered({ filters: [cors(body)] });
    expect(route?.cors?.exposedHeaders).toEqual([]);
    expect(mesh.codes()).toEqual([code]);
  });

  it("are not answered for where nothing is forwarded", () => {
    const { route, mesh } = lowered({ filters: [cors({ allowOrigins: ["*"] })], backendRefs: [] });
    expect(route?.cors).toBeUndefined();
    expect([...mesh.codes()].sort()).toEqual(["WM4011", "WM4031"]);
  });
});

describe("retries", () => {
  it("are for the statuses listed, in their order", () => {
    const { route, mesh } = lowered({ retry: { codes: [503, 500], attempts: 3 } });
    expect(forwarded(route)?.retry).toEqual({ statuses: [500, 503], attempts: 3 });
    expect(mesh.codes()).toEqual([]);
  });

  it("say that a pause is a mean", () => {
    const { route, mesh } = lowered({ retry: { backoff: "1s500ms" } });
    expect(forwarded(route)?.retry).toEqual({ statuses: [], backoffMs: 1500 });
    expect(mesh.codes()).toEqual(["WM4034"]);
  });
});

describe("session persistence", () => {
  const byHeader = { type: "Header", header: { name: "X-Session" } };
  it.each([
    [{ cookie: {} }, { kind: "cookie", name: "session.shop.r.0", path: "/" }],
    [{ sessionName: "s" }, { kind: "cookie", name: "s", path: "/" }],
    [{ cookie: { name: "s", path: "/a" } }, { kind: "cookie", name: "s", path: "/a" }],
    [
      { absoluteTimeout: "1h", cookie: { lifetimeType: "Permanent" } },
      { kind: "cookie", name: "session.shop.r.0", path: "/", lifetimeSeconds: 3600 },
    ],
    [
      { absoluteTimeout: "1h", cookieConfig: { lifetimeType: "Permanent" } },
      { kind: "cookie", name: "session.shop.r.0", path: "/", lifetimeSeconds: 3600 },
    ],
    [byHeader, { kind: "header", name: "x-session" }],
    [
      { type: "Header", sessionName: "X-Older" },
      { kind: "header", name: "x-older" },
    ],
  ])("%j", (sessionPersistence, session) => {
    const { route, mesh } = lowered({ sessionPersistence });
    expect(forwarded(route)?.session).toEqual(session);
    expect(mesh.codes()).toEqual([]);
  });

  it.each([
    ["a limit that the cookie carries", { absoluteTimeout: "1h", cookie: {} }, "WM4036"],
    ["an idle limit", { idleTimeout: "1h", cookie: {} }, "WM4036"],
    ["a header that ends", { ...byHeader, absoluteTimeout: "1h" }, "WM4036"],
  ])("that is kept otherwise is said: %s", (_what, sessionPersistence, code) => {
    const { route, mesh } = lowered({ sessionPersistence });
    expect(forwarded(route)?.session).toBeDefined();
    expect(mesh.codes()).toEqual([code]);
  });

  it.each([
    ["a header without name", { type: "Header" }],
    ["a header with a cookie", { ...byHeader, cookie: { name: "s" } }],
    ["a cookie with a header", { header: { name: "s" } }],
    ["a permanent cookie without end", { cookie: { lifetimeType: "Permanent" } }],
    ["a path that ends the cookie", { cookie: { path: "/a;Domain=b" } }],
  ])("that cannot be is left out: %s", (_what, sessionPersistence) => {
    const { route, mesh } = lowered({ sessionPersistence });
    expect(forwarded(route)?.session).toBeUndefined();
    expect(mesh.codes()).toEqual(["WM4035"]);
  });

  it("by header does not tell several backends apart", () => {
    const { mesh } = lowered({ sessionPersistence: byHeader, backendRefs: [toReviews[0], toReviews[0]] });
    expect(mesh.codes()).toEqual(["WM4037"]);
  });
});

describe("paths", () => {
  it.each(["/a//b", "/a/./b", "/a/..", "/a%2Fb", "/a#b", "/a?b", "/a b", "/%zz"])(
    "that the API refuses are set aside: %s",
    (value) => {
      const { route, mesh } = lowered({ matches: [path("Exact", value)] });
      expect(route).toBeUndefined();
      expect(mesh.codes()).toEqual(["WM4038"]);
    },
  );

  it.each(["/a.b/.c/..d", "/a%20b", "/~a/(b)/@c;d=e"])("with odd characters are matched: %s", (value) => {
    expect(lowered({ matches: [path("PathPrefix", value)] }).mesh.codes()).toEqual([]);
  });
});
