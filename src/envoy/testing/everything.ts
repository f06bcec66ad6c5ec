/** One of each kind of thing that routes and policies can say. */
import type { Access, Condition, TextAttribute } from "../../ir/access.js";
import type { Destination } from "../../ir/destination.js";
import type { Authorizer } from "../../ir/external.js";
import type { StringPattern } from "../../ir/pattern.js";
import type { Route, RouteTable } from "../../ir/route.js";
import {
  anyPath,
  backend,
  destination,
  destinationId,
  endpoint,
  exact,
  forwardTo,
  invalid,
  origin,
  policy,
  route,
} from "./samples.js";

const patterns: readonly StringPattern[] = [
  exact("a/b"),
  { kind: "prefix", value: "a/b" },
  { kind: "suffix", value: "a/b" },
  { kind: "regex", value: "a/b" },
  { kind: "present" },
  { kind: "path-template", value: "/a/{*}/{**}" },
];

const attributes: readonly TextAttribute[] = [
  ...(["principal", "namespace", "service-account", "trust-domain", "request-principal"] as const).map((name) => ({
    name,
  })),
  ...(["host", "method", "path"] as const).map((name) => ({ name })),
  { name: "claim", path: ["a", "b"] },
  { name: "header", header: "x-a" },
];

const conditions: readonly Condition[] = [
  ...attributes.flatMap((attribute): Condition[] =>
    [false, true].map((negated) => ({ kind: "text", attribute, values: patterns, negated, origin })),
  ),
  ...(["source", "remote", "destination"] as const).map(
    (attribute): Condition => ({
      kind: "address",
      attribute,
      ranges: [
        { address: "10.0.0.0", prefixLength: 8 },
        { address: "fd00::", prefixLength: 8 },
      ],
      negated: true,
      origin,
    }),
  ),
  { kind: "port", ports: [80, 8080], negated: false, origin },
  { kind: "never", because: "test", origin },
];

const rules = [...conditions.map((one) => ({ from: [[one]], to: [[one]], when: [one] })), {}];

const askedByGrpc: Authorizer = {
  name: "opa",
  destination: destinationId("opa.policy", 9191),
  timeoutMs: 1500,
  unavailable: { kind: "refuse", status: 503 },
  body: { maxBytes: 1024, allowPartial: true, asBytes: true },
  reroutes: true,
  protocol: { kind: "grpc" },
  origin,
};

const askedByHttp: Authorizer = {
  name: "login",
  destination: destinationId("login.policy", 80),
  timeoutMs: 600_000,
  unavailable: { kind: "let-pass" },
  reroutes: false,
  protocol: {
    kind: "http",
    pathPrefix: "/check",
    seesHeaders: patterns,
    extraHeaders: [{ name: "x-rate", value: "100%" }],
    toApplication: patterns,
    toClientOnAllow: patterns,
    toClientOnDeny: patterns,
  },
  origin,
};

export const access: Access = {
  authentication: {
    rules: ["one", "two"].map((name) => ({
      name,
      issuer: `https://${name}.example`,
      audiences: ["x"],
      keys: { kind: "unavailable", because: "test" },
      fromHeaders: [{ name: "x-token", prefix: "Bearer " }],
      fromParams: ["token"],
      fromCookies: ["token"],
      forwardOriginalToken: true,
      outputPayloadToHeader: "x-payload",
      outputClaimToHeaders: [{ header: "x-sub", claim: "sub" }],
      spaceDelimitedClaims: ["roles"],
      origin,
    })),
  },
  external: [
    { authorizer: askedByGrpc, policies: [policy("shop/ask", ...rules)], onTrial: false },
    { authorizer: askedByHttp, policies: [policy("shop/ask-all", {})], onTrial: true },
  ],
  audit: [policy("shop/audit", ...rules)],
  trial: { deny: [policy("shop/deny-trial", ...rules)], allow: [policy("shop/allow-trial", ...rules)] },
  deny: [policy("shop/deny", ...rules)],
  allow: [policy("shop/allow", ...rules)],
};

const reviews = backend(destinationId("reviews.shop"));
const edits = { set: [{ name: "x-set", value: "50%" }], add: [{ name: "x-add", value: "" }], remove: ["x-gone"] };

const mirrors = [1, 1_000_000].map((perMillion) => ({ to: destinationId("copy.shop"), perMillion, origin }));
const cart = backend(destinationId("cart.shop"));

const actions: readonly Partial<Route>[] = [
  {
    action: { kind: "forward", backends: [reviews], mirrors, retry: { statuses: [503], attempts: 1, backoffMs: 0 } },
    cors: {
      origins: patterns,
      methods: ["GET"],
      headers: "*",
      exposedHeaders: ["x-a"],
      credentials: true,
      maxAgeSeconds: 5,
    },
    timeouts: { backendRequestMs: 100 },
  },
  {
    action: {
      kind: "forward",
      backends: [reviews, { ...cart, mirrors, rewrite: { path: { kind: "full", value: "/x" } } }],
      session: { kind: "cookie", name: "s", path: "/%a", lifetimeSeconds: 60 },
    },
  },
  { action: { kind: "forward", backends: [reviews, cart], session: { kind: "header", name: "x-session" } } },
  { action: forwardTo(reviews) },
  { action: forwardTo(reviews, { ...reviews, to: invalid, requestHeaders: edits, responseHeaders: edits }) },
  {
    action: {
      kind: "forward",
      backends: [reviews],
      rewrite: { hostname: "x.example", path: { kind: "full", value: "/x" } },
    },
  },
  { action: { kind: "forward", backends: [reviews], rewrite: { path: { kind: "prefix", value: "/" } } } },
  { action: { kind: "redirect", status: 301, scheme: "https", path: { kind: "prefix", value: "/new" } } },
  { action: { kind: "redirect", status: 308, hostname: "x.example", port: 8080, path: { kind: "full", value: "/x" } } },
  { action: { kind: "respond", status: 500, because: "no backends" } },
];

export const routeTable: RouteTable = {
  otherwise: "own-endpoints",
  routes: actions.map((more, index) =>
    route(forwardTo(reviews), {
      ...more,
      name: `route-${index}`,
      match: {
        ...anyPath,
        path: { kind: "prefix", value: "/old" },
        method: "GET",
        headers: [{ name: "x-a", value: exact("b") }],
        query: [{ name: "q", value: { kind: "regex", value: ".*" } }],
        clientNamespaces: ["shop"],
      },
      requestHeaders: edits,
      responseHeaders: edits,
      timeouts: { requestMs: 1_500 },
    }),
  ),
};

const names = [endpoint("shop/out", { address: "out.example", tunnel: "none" })];

/** Every way to find addresses, and every form of TLS to an application. */
export const outsideMesh: readonly Destination[] = [
  { ...destination(destinationId("dns.shop"), names), discovery: { kind: "dns" } },
  { ...destination(destinationId("one.shop"), names, "tcp"), discovery: { kind: "dns-round-robin" } },
  { ...destination({ ...destinationId("asked.shop"), entry: true }, []), discovery: { kind: "as-asked", port: 8443 } },
  {
    ...destination(destinationId("tls.shop"), names, "http2"),
    discovery: { kind: "dns" },
    tls: { sni: "out.example", names: ["out.example", "127.0.0.1", "spiffe://a/b"], roots: { kind: "system" } },
  },
  {
    ...destination(destinationId("mutual.shop"), [endpoint("shop/reviews")]),
    tls: {
      names: ["out.example"],
      roots: { kind: "file", path: "/roots.pem" },
      revocations: "/revoked.pem",
      own: { certificate: "/own.pem", key: "/own.key" },
    },
  },
  {
    ...destination(destinationId("anybody.shop"), [endpoint("shop/reviews")]),
    tls: { names: [], roots: { kind: "anybody" } },
  },
];
