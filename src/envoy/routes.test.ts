import { describe, expect, it } from "@jest/globals";
import { envoy } from "../../generated/envoy.js";
import type { PathMatch, PathRewrite, RedirectAction, Route, RouteTable } from "../ir/route.js";
import { httpClusterName } from "./names.js";
import { routeConfiguration } from "./routes.js";
import {
  anyPath,
  backend,
  destinationId,
  forwardTo,
  invalid,
  ownEndpoints,
  route,
  servicePort,
  settings,
} from "./testing/samples.js";

const reviews = destinationId("reviews.shop");
const cart = destinationId("cart.shop", 8080);
const port = servicePort(reviews);

function routesOf(table: RouteTable, on = port): readonly envoy.config.route.v3.Route[] {
  return routeConfiguration(on, table, settings).message.virtualHosts?.[0]?.routes ?? [];
}

function routed(more: Partial<Route>, on = port): envoy.config.route.v3.Route | undefined {
  return routesOf({ routes: [route(forwardTo(backend(reviews)), more)], otherwise: "not-found" }, on)[0];
}

describe("routeConfiguration()", () => {
  it("sends everything to the port's own endpoints when nobody wrote a route", () => {
    expect(routesOf(ownEndpoints)).toEqual([
      { name: "default", match: { prefix: "/" }, route: { cluster: httpClusterName(reviews), timeout: {} } },
    ]);
  });

  it("leaves requests that no route matches without one", () => {
    expect(routesOf({ routes: [], otherwise: "not-found" })).toEqual([]);
  });

  it("requires the cluster of every backend, that of one without a share too: it may get one", () => {
    const shares = forwardTo(backend(reviews), backend(cart, { weight: 0 }), backend(reviews, { to: invalid }));
    const table: RouteTable = { routes: [route(shares)], otherwise: "not-found" };
    expect(routeConfiguration(port, table, settings).requires.map(({ name }) => name)).toEqual([
      httpClusterName(cart),
      httpClusterName(reviews),
    ]);
  });

  it("switches Envoy's own time-out off, and takes the shorter one of those given", () => {
    expect(routed({})?.route?.timeout).toEqual({});
    expect(routed({ timeouts: { requestMs: 2_500, backendRequestMs: 1_500 } })?.route?.timeout).toEqual({
      seconds: 1,
      nanos: 500_000_000,
    });
  });

  it("answers an invalid share with 500, and 500 at once if there is nothing else", () => {
    const half = routed({ action: forwardTo(backend(reviews), backend(reviews, { to: invalid })) })?.route;
    expect(half?.weightedClusters?.clusters?.map(({ name }) => name)).toEqual([
      httpClusterName(reviews),
      "invalid-backend",
    ]);
    expect(half?.clusterNotFoundResponseCode).toBe(
      envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR,
    );
    expect(routed({ action: forwardTo(backend(reviews, { to: invalid })) })?.directResponse).toEqual({ status: 500 });
  });

  it("edits headers for the rule first and for the backend then", () => {
    const edits = {
      set: [{ name: "x-rule", value: "100%" }],
      add: [
        { name: "x-rule", value: "b" },
        { name: "x-more", value: "c" },
      ],
      remove: ["x-gone", "host"],
    };
    const own = { set: [{ name: "host", value: "inner.example" }], add: [], remove: ["x-back"] };
    const made = routed({ requestHeaders: edits, action: forwardTo(backend(reviews, { requestHeaders: own })) });
    const { OVERWRITE_IF_EXISTS_OR_ADD, APPEND_IF_EXISTS_OR_ADD } =
      envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
    expect(made).toMatchObject({
      requestHeadersToAdd: [
        { header: { key: "x-rule", value: "100%%,b" }, appendAction: OVERWRITE_IF_EXISTS_OR_ADD },
        { header: { key: "x-more", value: "c" }, appendAction: APPEND_IF_EXISTS_OR_ADD },
      ],
      requestHeadersToRemove: ["x-gone", "x-back"],
      route: { cluster: httpClusterName(reviews), hostRewriteLiteral: "inner.example" },
    });
  });

  it("writes the outcome of both edits at each share, because Envoy would apply the backend's first", () => {
    const set = (value: string) => ({ set: [{ name: "x-a", value }], add: [], remove: [] });
    const append = { set: [], add: [{ name: "x-a", value: "2" }], remove: [] };
    const backends = [
      backend(reviews, { responseHeaders: set("2") }),
      backend(cart, { responseHeaders: append }),
      backend(cart),
    ];
    const made = routed({ responseHeaders: set("1"), action: forwardTo(...backends) });
    expect(made).not.toHaveProperty("responseHeadersToAdd");
    const values = made?.route?.weightedClusters?.clusters?.map(
      (share) => share.responseHeadersToAdd?.[0]?.header?.value,
    );
    expect(values).toEqual(["2", "1,2", "1"]);
  });

  it("knows clients by the namespace in the identity that they proved", () => {
    const made = routed({ match: { ...anyPath, clientNamespaces: ["shop", "a.b"] } });
    expect(made?.match?.filterState).toEqual([
      {
        key: "io.istio.peer_principal",
        stringMatch: { safeRegex: { regex: String.raw`spiffe://(cluster\.local)/ns/(shop|a\.b)/.*` } },
      },
    ]);
  });

  it("retries only safe methods after a reset, and refused streams of any method over HTTP/2", () => {
    const policyOn = (protocol: "http" | "http2") =>
      routeConfiguration({ ...port, protocol }, ownEndpoints, settings).message.virtualHosts?.[0]?.retryPolicy;
    expect(policyOn("http")).toMatchObject({
      retryOn: expect.stringMatching(/,reset$/),
      retriableRequestHeaders: [{}],
    });
    expect(policyOn("http2")).not.toHaveProperty("retriableRequestHeaders");
    expect(policyOn("http2")?.retryOn).not.toMatch(/,reset$/);
  });
});

describe("paths of routes", () => {
  it.each<[string, PathMatch, envoy.config.route.v3.RouteMatch]>([
    ["the root matches everything", { kind: "prefix", value: "/" }, { prefix: "/" }],
    ["a prefix matches whole elements", { kind: "prefix", value: "/abc" }, { pathSeparatedPrefix: "/abc" }],
    ["a slash at the end says nothing", { kind: "prefix", value: "/abc/" }, { pathSeparatedPrefix: "/abc" }],
    ["an exact path is as it is", { kind: "exact", value: "/abc/" }, { path: "/abc/" }],
    ["a regex matches the whole path", { kind: "regex", value: "/a.*" }, { safeRegex: { regex: "/a.*" } }],
  ])("%s", (_, path, wanted) => {
    expect(routed({ match: { ...anyPath, path } })?.match).toMatchObject(wanted);
  });

  const rewritten = (prefix: string, path: PathRewrite) =>
    routed({
      match: { ...anyPath, path: { kind: "prefix", value: prefix } },
      action: { ...forwardTo(backend(reviews)), kind: "forward", backends: [backend(reviews)], rewrite: { path } },
    })?.route;

  // The table of HTTPPathModifier in the Gateway API, as what Envoy does with the request paths.
  it.each([
    ["/foo", "/xyz", { "/foo/bar": "/xyz/bar", "/foo": "/xyz", "/foo/": "/xyz/" }],
    ["/foo/", "/xyz/", { "/foo/bar": "/xyz/bar", "/foo": "/xyz" }],
    ["/foo", "", { "/foo/bar": "/bar", "/foo": "/", "/foo/": "/" }],
    ["/foo", "/", { "/foo/bar": "/bar", "/foo": "/", "/foo/": "/" }],
    ["/", "/xyz", { "/bar": "/xyz/bar", "/": "/xyz/" }],
    ["/", "/", { "/bar": "/bar" }],
  ])("replaces the prefix %s by %j", (prefix, value, paths) => {
    const made = rewritten(prefix, { kind: "prefix", value });
    for (const [before, after] of Object.entries(paths)) expect(applied(made, prefix, before)).toBe(after);
  });

  it("replaces a full path whatever it was, backslashes included", () => {
    const made = rewritten("/foo", { kind: "full", value: String.raw`/a\1` });
    expect(made?.regexRewrite).toEqual({ pattern: { regex: "^.+$" }, substitution: String.raw`/a\\1` });
  });
});

/** What Envoy makes of a path: prefix_rewrite replaces the matched text, regex_rewrite substitutes. */
function applied(made: envoy.config.route.v3.RouteAction | undefined, prefix: string, path: string): string {
  if (made?.prefixRewrite !== undefined) {
    const matched = prefix === "/" ? "/" : prefix.replace(/\/$/, "");
    return made.prefixRewrite + path.slice(matched.length);
  }
  const regex = made?.regexRewrite;
  if (regex === undefined) return path;
  return path.replace(new RegExp(regex.pattern?.regex ?? ""), (regex.substitution ?? "").replace(/\\(\d)/g, "$$$1"));
}

describe("redirects", () => {
  const redirect = (action: Partial<RedirectAction>, arrival = 80) =>
    routed(
      { action: { kind: "redirect", status: 302, ...action } },
      servicePort(destinationId("reviews.shop", arrival)),
    )?.redirect;

  it.each<[string, Partial<RedirectAction>, number, number | undefined]>([
    ["no port where the arrival port is the scheme's own", {}, 80, undefined],
    ["the arrival port if nothing is said", { hostname: "x.example" }, 8080, 8080],
    ["the scheme's own port is not written", { scheme: "https", hostname: "x.example" }, 8080, undefined],
    ["nor one that is given and the scheme's own", { scheme: "https", port: 443 }, 80, undefined],
    ["a port that is given is written", { port: 8443, scheme: "https" }, 80, 8443],
    ["the port of the Host header must not survive a change of scheme", { scheme: "https" }, 8080, 443],
  ])("%s", (_, action, arrival, port) => {
    expect(redirect(action, arrival)?.portRedirect).toBe(port);
  });

  it.each([
    [301, 0],
    [302, 1],
    [303, 2],
    [307, 3],
    [308, 4],
  ] as const)("status %i", (status, responseCode) => {
    expect(redirect({ status })?.responseCode).toBe(responseCode);
  });

  it("keeps what a prefix replacement does not cover", () => {
    const match = { ...anyPath, path: { kind: "prefix", value: "/old" } as const };
    const made = routed({ match, action: { kind: "redirect", status: 302, path: { kind: "prefix", value: "/new" } } });
    expect(made?.redirect).toMatchObject({ prefixRewrite: "/new" });
  });
});
