/** One of each kind of thing that routes and policies can say. */
import type { Access, Condition, TextAttribute } from "../../ir/access.js";
import type { StringPattern } from "../../ir/pattern.js";
import type { Route, RouteTable } from "../../ir/route.js";
import { anyPath, backend, destinationId, exact, forwardTo, invalid, origin, policy, route } from "./samples.js";

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
  deny: [policy("shop/deny", ...rules)],
  allow: [policy("shop/allow", ...rules)],
};

const reviews = backend(destinationId("reviews.shop"));
const edits = { set: [{ name: "x-set", value: "50%" }], add: [{ name: "x-add", value: "" }], remove: ["x-gone"] };

const actions: readonly Partial<Route>[] = [
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
