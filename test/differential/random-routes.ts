/** Random rules of HTTPRoutes and GRPCRoutes. */
import fc from "fast-check";
import type { Manifest } from "../support/manifests.js";
import { calls, headerNames, methods, neighbour, paths, rarely, record, regexes, some, values } from "./vocabulary.js";

const fieldMatch = (names: readonly string[]): fc.Arbitrary<Manifest> =>
  fc.oneof(
    record({ name: fc.constantFrom(...names), value: fc.constantFrom(...values) }),
    record({
      type: fc.constant("RegularExpression"),
      name: fc.constantFrom(...names),
      value: fc.constantFrom("[12]", "1.*", "o?ne", ".+", "1|2"),
    }),
  );

const match = record({
  path: rarely(
    fc.oneof(
      record({ type: fc.constant("Exact"), value: fc.constantFrom(...paths) }),
      record({ type: fc.constant("PathPrefix"), value: fc.constantFrom(...paths) }),
      record({ type: fc.constant("RegularExpression"), value: fc.constantFrom(...regexes) }),
    ),
  ),
  method: rarely(fc.constantFrom(...methods), 4),
  headers: rarely(
    fc.uniqueArray(fieldMatch(headerNames), { minLength: 1, maxLength: 2, selector: (one) => one["name"] }),
    4,
  ),
  queryParams: rarely(
    fc.uniqueArray(fieldMatch(["q", "p"]), { minLength: 1, maxLength: 2, selector: (one) => one["name"] }),
    4,
  ),
});

const header = record({ name: fc.constantFrom("x-a", "x-c", "x-d"), value: fc.constantFrom("new", "100%", "1") });
const headersOf = fc.uniqueArray(header, { minLength: 1, maxLength: 2, selector: (one) => one["name"] });
const edits = record({
  set: rarely(headersOf),
  add: rarely(headersOf),
  remove: rarely(some(["x-a", "x-b", "x-d"])),
});
const pathModifier = fc.oneof(
  record({ type: fc.constant("ReplaceFullPath"), replaceFullPath: fc.constantFrom("/", "/new", "/n/") }),
  record({ type: fc.constant("ReplacePrefixMatch"), replacePrefixMatch: fc.constantFrom("/", "/new", "/n/", "") }),
);
const headerFilters = [
  record({ type: fc.constant("RequestHeaderModifier"), requestHeaderModifier: edits }),
  record({ type: fc.constant("ResponseHeaderModifier"), responseHeaderModifier: edits }),
] as const;
const rewrite = record({
  type: fc.constant("URLRewrite"),
  urlRewrite: record({ hostname: rarely(fc.constantFrom("new.example", "n.example")), path: rarely(pathModifier) }),
});
const cors = record({
  type: fc.constant("CORS"),
  cors: record({
    allowOrigins: some(["https://a.example", "https://*.b.example", "*"]),
    allowMethods: rarely(some(["GET", "PUT", "*"], 1)),
    allowHeaders: rarely(some(["x-one", "*"], 1)),
    exposeHeaders: rarely(some(["x-r", "x-s"])),
    allowCredentials: rarely(fc.boolean()),
    maxAge: rarely(fc.constantFrom(5, 600)),
  }),
});
const redirect = record({
  type: fc.constant("RequestRedirect"),
  requestRedirect: record({
    scheme: rarely(fc.constantFrom("http", "https")),
    hostname: rarely(fc.constant("moved.example")),
    port: rarely(fc.constantFrom(80, 443, 8080)),
    path: rarely(pathModifier),
    statusCode: rarely(fc.constantFrom(301, 302)),
  }),
});
const distinct = (filters: fc.Arbitrary<Manifest>, max: number): fc.Arbitrary<readonly Manifest[]> =>
  fc.uniqueArray(filters, { maxLength: max, selector: (one) => one["type"] });

/** Copies of requests: where to, and how many. */
const mirror = record({
  type: fc.constant("RequestMirror"),
  requestMirror: record({
    backendRef: record({
      name: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom("one", "two") },
        { weight: 1, arbitrary: fc.constant("missing") },
      ),
      port: fc.constant(80),
    }),
    percent: rarely(fc.constantFrom(0, 100)),
  }),
});

const backend = fc.oneof(
  { weight: 12, arbitrary: record({ name: fc.constantFrom("one", "two"), port: fc.constantFrom(80, 80, 80, 81) }) },
  { weight: 2, arbitrary: record({ name: fc.constant("guarded"), port: fc.constantFrom(80, 81) }) },
  { weight: 2, arbitrary: record({ name: fc.constant("missing"), port: fc.constant(80) }) },
  {
    weight: 4,
    arbitrary: record({ name: fc.constant("far"), namespace: fc.constant(neighbour), port: fc.constant(80) }),
  },
  {
    weight: 2,
    arbitrary: record({
      group: fc.constant("networking.istio.io"),
      kind: fc.constant("Hostname"),
      name: fc.constantFrom("out.example", "out.example", "nobody.example"),
      port: fc.constant(80),
    }),
  },
);
const backends = (filters: readonly fc.Arbitrary<Manifest>[]): fc.Arbitrary<readonly Manifest[]> =>
  fc.array(
    fc
      .tuple(
        backend,
        record({ weight: rarely(fc.constantFrom(0, 1, 9)), filters: rarely(distinct(fc.oneof(...filters), 2)) }),
      )
      .map(([one, more]) => ({ ...one, ...more })),
    { minLength: 1, maxLength: 3 },
  );

/**
 * What the rules of a service do beside forwarding: copies and retries are both counted where requests arrive, so no
 * service has both.
 */
export type Extra = "nothing" | "mirrors" | "retries";

const retry = record({
  codes: rarely(some([429, 500, 503])),
  attempts: rarely(fc.constantFrom(1, 2)),
  backoff: fc.constant("1ms"),
});

const ruleOf = (extra: Extra): fc.Arbitrary<Manifest> => {
  const mirrors = extra === "mirrors" ? [mirror] : [];
  const tried = extra === "retries" ? { retry: rarely(retry) } : {};
  return fc.oneof(
    {
      weight: 5,
      arbitrary: record({
        matches: rarely(fc.array(match, { minLength: 1, maxLength: 2 })),
        filters: rarely(distinct(fc.oneof(...headerFilters, rewrite, cors, ...mirrors), 3)),
        backendRefs: backends([...headerFilters, ...mirrors]),
        ...tried,
      }),
    },
    {
      weight: 1,
      arbitrary: record({
        matches: fc.array(match, { minLength: 1, maxLength: 1 }),
        filters: fc.tuple(redirect, distinct(headerFilters[1], 1)).map((found) => found.flat()),
      }),
    },
  );
};

/** Rules of one HTTPRoute. */
export const httpRules = (extra: Extra): fc.Arbitrary<readonly Manifest[]> =>
  fc.array(ruleOf(extra), { minLength: 1, maxLength: 4 });

const called = fc.oneof(
  {
    weight: 3,
    arbitrary: record({ service: fc.constantFrom(...calls.services), method: fc.constantFrom(...calls.methods) }),
  },
  { weight: 2, arbitrary: record({ service: fc.constantFrom(...calls.services) }) },
  { weight: 2, arbitrary: record({ method: fc.constantFrom(...calls.methods) }) },
  {
    weight: 2,
    arbitrary: record({
      type: fc.constant("RegularExpression"),
      service: rarely(fc.constantFrom("shop.*", "shop\\.v1\\.(Orders|Reviews)", "shop", ".*Orders")),
      method: fc.constantFrom("G.t", "Get|List", ".+"),
    }),
  },
);
const grpcRule = (extra: Extra): fc.Arbitrary<Manifest> =>
  record({
    matches: rarely(
      fc.array(
        record({
          method: rarely(called),
          headers: rarely(
            fc.uniqueArray(fieldMatch(headerNames), { minLength: 1, maxLength: 2, selector: (one) => one["name"] }),
            4,
          ),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    filters: rarely(distinct(fc.oneof(...headerFilters, ...(extra === "mirrors" ? [mirror] : [])), 2)),
    backendRefs: backends(headerFilters),
  });

/** Rules of one GRPCRoute. */
export const grpcRules = (extra: Extra): fc.Arbitrary<readonly Manifest[]> =>
  fc.array(grpcRule(extra), { minLength: 1, maxLength: 3 });
