import { describe, expect, it } from "@jest/globals";
import type { envoy } from "../../generated/envoy.js";
import type { Backend, ForwardAction, Mirror, Route } from "../ir/route.js";
import { httpClusterName, invalidBackend } from "./names.js";
import { routeConfiguration } from "./routes.js";
import { backend, destinationId, invalid, origin, route, servicePort, settings } from "./testing/samples.js";

const reviews = destinationId("reviews.shop");
const cart = destinationId("cart.shop");
const copy = destinationId("copy.shop");
const mirror = (perMillion: number): Mirror => ({ to: copy, perMillion, origin });

function routes(
  backends: readonly Backend[],
  action: Partial<ForwardAction> = {},
  more: Partial<Route> = {},
): readonly envoy.config.route.v3.Route[] {
  const table = {
    routes: [route({ kind: "forward", backends, ...action }, more)],
    otherwise: "not-found" as const,
  };
  return routeConfiguration(servicePort(reviews), table, settings).message.virtualHosts?.[0]?.routes ?? [];
}

describe("forwardRoutes()", () => {
  it("copies requests under their own host, and a share by the million", () => {
    const [only] = routes([backend(reviews)], { mirrors: [mirror(1_000_000), mirror(5)] });
    expect(only?.route?.requestMirrorPolicies).toEqual([
      { cluster: httpClusterName(copy), disableShadowHostSuffixAppend: true },
      {
        cluster: httpClusterName(copy),
        disableShadowHostSuffixAppend: true,
        runtimeFraction: { defaultValue: { numerator: 5, denominator: 2 } },
      },
    ]);
  });

  it("requires the clusters of mirrors", () => {
    const table = {
      routes: [
        route({
          kind: "forward",
          backends: [backend(reviews, { mirrors: [mirror(1)] })],
          mirrors: [{ ...mirror(1), to: cart }],
        }),
      ],
      otherwise: "not-found" as const,
    };
    expect(routeConfiguration(servicePort(reviews), table, settings).requires.map(({ name }) => name)).toEqual(
      [cart, copy, reviews].map(httpClusterName),
    );
  });

  it("gives each backend a route where one has a path or mirrors of its own, with the shares that were asked for", () => {
    const found = routes([
      backend(reviews, { weight: 1, mirrors: [mirror(1_000_000)] }),
      backend(cart, { weight: 2 }),
      backend(reviews, { weight: 1, to: invalid }),
    ]);
    expect(found.map(({ match }) => match?.runtimeFraction?.defaultValue?.numerator)).toEqual([
      250_000,
      750_000,
      undefined,
    ]);
    const clusters = [httpClusterName(reviews), httpClusterName(cart), invalidBackend];
    expect(found.map(({ route }) => route?.cluster)).toEqual(clusters);
    expect(found.map((one) => one.route?.requestMirrorPolicies?.length)).toEqual([1, undefined, undefined]);
  });

  it("lets a cookie lead a session back to the backend that it chose", () => {
    const session = { kind: "cookie", name: "s", path: "/", lifetimeSeconds: 60 } as const;
    const found = routes([backend(reviews), backend(cart)], { session });
    const value = "cart.shop.svc.cluster.local.80";
    expect(found.map((one) => one.route?.cluster)).toEqual([
      httpClusterName(reviews),
      httpClusterName(cart),
      undefined,
    ]);
    expect(found[1]?.match?.cookies).toEqual([{ name: "s.backend", stringMatch: { exact: value } }]);
    expect(found[2]?.route?.weightedClusters?.clusters?.[1]?.responseHeadersToAdd).toMatchObject([
      { header: { key: "set-cookie", value: `s.backend=${value}; Max-Age=60; Path=/; HttpOnly` }, appendAction: 0 },
    ]);
  });

  it("makes no second cookie where there is no choice", () => {
    const session = { kind: "cookie", name: "s", path: "/" } as const;
    expect(routes([backend(reviews), backend(cart, { weight: 0 })], { session })).toHaveLength(1);
    expect(routes([backend(reviews), backend(cart)], { session: { kind: "header", name: "x" } })).toHaveLength(1);
  });

  it("limits each try within the request where retries were asked for", () => {
    const timeouts = { requestMs: 5_000, backendRequestMs: 1_500 };
    const [only] = routes(
      [backend(reviews)],
      { retry: { statuses: [503], attempts: 4, backoffMs: 100 } },
      { timeouts },
    );
    expect(only?.route).toMatchObject({
      timeout: { seconds: 5, nanos: 0 },
      retryPolicy: {
        retryOn: "connect-failure,refused-stream,reset-before-request,reset,retriable-status-codes",
        numRetries: { value: 4 },
        retriableStatusCodes: [503],
        perTryTimeout: { seconds: 1, nanos: 500_000_000 },
        retryBackOff: { baseInterval: { seconds: 0, nanos: 200_000_000 }, maxInterval: { seconds: 2, nanos: 0 } },
      },
    });
  });

  it("keeps the longest pause within what Envoy can count", () => {
    const [only] = routes([backend(reviews)], { retry: { statuses: [], backoffMs: 4e12 } });
    expect(only?.route?.retryPolicy?.retryBackOff?.maxInterval).toEqual({ seconds: 8e9, nanos: 0 });
  });

  it("takes the path and host of a backend before those of its rule", () => {
    const own = backend(reviews, { rewrite: { hostname: "own", path: { kind: "full", value: "/own" } } });
    const [only] = routes([own], { rewrite: { hostname: "rule", path: { kind: "full", value: "/rule" } } });
    expect(only?.route).toMatchObject({ hostRewriteLiteral: "own", regexRewrite: { substitution: "/own" } });
  });
});
