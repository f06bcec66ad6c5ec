/**
 * Random meshes and random requests, from vocabularies so small that requests often hit rules. Each service has routes
 * and policies of its own; all share the backends, so that one mesh of Envoys does for many of them.
 */
import fc from "fast-check";
import { aNamespace, anAccount, anApp, aWaypoint, type Manifest } from "../support/manifests.js";

export const home = "differential";
const neighbour = "differential-peer";
const outside = "differential-out";

export const clients = [`${home}/sa/web`, `${home}/sa/admin`, `${neighbour}/sa/web`, `${outside}/sa/web`] as const;

/** A random service: its objects, and what distinguishes requests to it. */
export interface RandomService {
  readonly isTcp: boolean;
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** What all services of a mesh share. */
export function commonObjects(pathNormalization: string): readonly Manifest[] {
  return [
    aNamespace(home, "waypoint"),
    aWaypoint(home),
    aNamespace(neighbour, "waypoint"),
    aWaypoint(neighbour),
    aNamespace(outside),
    ...clients.map((client) => {
      const [namespace = "", , account = ""] = client.split("/");
      return anAccount(namespace, account);
    }),
    ...anApp({
      namespace: home,
      name: "one",
      replicas: 2,
      ports: [
        { name: "http", port: 80 },
        { name: "tcp", port: 90, targetPort: 9090, appProtocol: "tcp" },
      ],
    }),
    ...anApp({ namespace: home, name: "two" }),
    ...anApp({ namespace: home, name: "guarded" }),
    ...anApp({ namespace: neighbour, name: "far" }),
    policy({ name: "door", namespace: home, action: "ALLOW", selector: { matchLabels: { app: "guarded" } } }, [
      { from: [{ source: { principals: [`cluster.local/ns/${home}/sa/web`] } }] },
    ]),
    policy({ name: "far", namespace: neighbour, action: "DENY", targetRefs: [target("far")] }, [
      { to: [{ operation: { paths: ["/a/*"], methods: ["POST"] } }] },
      {
        from: [{ source: { principals: [`cluster.local/ns/${home}/sa/admin`] } }],
        to: [{ operation: { paths: ["/b"] } }],
      },
    ]),
    grant(neighbour),
    {
      apiVersion: "waymark.dev/v1alpha1",
      kind: "MeshConfig",
      metadata: { name: "mesh" },
      spec: { pathNormalization: { normalization: pathNormalization } },
    },
  ];
}

function grant(namespace: string): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1beta1",
    kind: "ReferenceGrant",
    metadata: { name: "to-home", namespace },
    spec: {
      from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: home }],
      to: [{ group: "", kind: "Service" }],
    },
  };
}

const target = (name: string): Manifest => ({ group: "", kind: "Service", name });

function policy({ name, namespace, ...spec }: Readonly<Record<string, unknown>>, rules: readonly unknown[]): Manifest {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name, namespace },
    spec: { ...spec, rules },
  };
}

const some = <T>(values: readonly T[], max = 2): fc.Arbitrary<readonly T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max });
/** One in `frequency` times. */
export const rarely = <T>(value: fc.Arbitrary<T>, frequency = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: frequency - 1, arbitrary: fc.constant(undefined) });

/** Present fields only. */
export const record = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Manifest> =>
  fc.record(fields).map((value) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)));

export const paths = ["/", "/a", "/a/b", "/A", "/b", "/b/c.d", "/a/", "/a.b"] as const;
const regexes = ["/a.*", "/(a|b)", "/[a-c]+/?.*", "^/a$", "/A|/a", ".*b"] as const;
export const values = ["1", "2", "one", "1,2"] as const;
const headerNames = ["x-a", "x-b"] as const;
export const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] as const;

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

const backend = fc.oneof(
  { weight: 6, arbitrary: record({ name: fc.constantFrom("one", "two"), port: fc.constant(80) }) },
  { weight: 1, arbitrary: record({ name: fc.constant("guarded"), port: fc.constant(80) }) },
  { weight: 1, arbitrary: record({ name: fc.constant("missing"), port: fc.constant(80) }) },
  {
    weight: 2,
    arbitrary: record({ name: fc.constant("far"), namespace: fc.constant(neighbour), port: fc.constant(80) }),
  },
);
const backends = fc.array(
  fc
    .tuple(
      backend,
      record({
        weight: rarely(fc.constantFrom(0, 1, 9)),
        filters: rarely(distinct(fc.oneof(...headerFilters), 2)),
      }),
    )
    .map(([one, more]) => ({ ...one, ...more })),
  { minLength: 1, maxLength: 3 },
);
const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: record({
      matches: rarely(fc.array(match, { minLength: 1, maxLength: 2 })),
      filters: rarely(distinct(fc.oneof(...headerFilters, rewrite, cors), 3)),
      backendRefs: backends,
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
const route = fc.array(rule, { minLength: 1, maxLength: 4 });

const source = record({
  principals: rarely(
    some(["cluster.local/ns/differential/sa/web", "*/sa/admin", "cluster.local/ns/differential-peer/*", "*"]),
    4,
  ),
  notPrincipals: rarely(some(["cluster.local/ns/differential/sa/admin", "*/sa/web"]), 6),
  namespaces: rarely(some([home, neighbour, "differential*", "*peer"]), 4),
  notNamespaces: rarely(some([neighbour, outside]), 6),
  serviceAccounts: rarely(some(["web", `${neighbour}/web`]), 4),
  requestPrincipals: rarely(some(["*", "issuer.example/alice", "issuer.example/*", "*/bob"]), 5),
  notRequestPrincipals: rarely(some(["*", "issuer.example/alice"]), 8),
  ipBlocks: rarely(some(["127.0.0.0/8", "10.0.0.0/8"]), 8),
  notIpBlocks: rarely(some(["10.0.0.0/8", "127.0.0.1/32"]), 8),
});
const operation = record({
  hosts: rarely(some(["*.differential", "*", "other.example", "OTHER.example"]), 6),
  notHosts: rarely(some(["other.example", "*.differential"]), 8),
  ports: rarely(some(["80", "81"]), 8),
  notPorts: rarely(some(["81"]), 8),
  methods: rarely(some(methods, 3), 3),
  notMethods: rarely(some(methods, 2), 6),
  paths: rarely(some([...paths, "/a/*", "*b", "*", "/{*}/b", "/a/{**}"], 3), 3),
  notPaths: rarely(some([...paths, "/a/*", "*.d"], 2), 6),
});
const when = fc.oneof(
  ...[
    ["request.headers[x-a]", ["1", "1*", "*2", "*"]],
    ["request.headers[x-b]", ["one", "*", "1,2"]],
    ["request.auth.claims[group]", ["admin", "ad*", "*"]],
    ["request.auth.claims[scope]", ["read", "*"]],
    ["request.auth.audiences", ["one", "two"]],
    ["source.namespace", [home, neighbour]],
    ["source.ip", ["127.0.0.0/8", "10.0.0.0/8"]],
    ["destination.port", ["80", "81"]],
    ["connection.sni", ["*", "a.example"]],
  ].flatMap(([key, list]) =>
    (["values", "notValues"] as const).map((side) => record({ key: fc.constant(key), [side]: some(list as string[]) })),
  ),
);
/** Each field of a clause with the same chance; at most two, lest nothing ever match. */
const thinned = (clause: fc.Arbitrary<Manifest>): fc.Arbitrary<Manifest> =>
  fc.tuple(clause, fc.nat()).map(([one, start]) => {
    const entries = Object.entries(one);
    const from = entries.length === 0 ? 0 : start % entries.length;
    return Object.fromEntries(entries.slice(from, from + 1 + (start % 2)));
  });
const policyRule = record({
  from: rarely(
    fc.array(
      thinned(source).map((one) => ({ source: one })),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  to: rarely(
    fc.array(
      thinned(operation).map((one) => ({ operation: one })),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  when: rarely(fc.array(when, { minLength: 1, maxLength: 1 }), 4),
}).map((one) =>
  Object.fromEntries(
    Object.entries(one).filter(([, list]) => {
      // An empty source or operation is a mistake of its own, which the schema has tests for.
      return !(list as readonly Manifest[]).some((entry) => Object.values(entry).some((value) => isEmpty(value)));
    }),
  ),
);
const isEmpty = (value: unknown): boolean => typeof value === "object" && Object.keys(value ?? {}).length === 0;

const policies = fc.array(
  fc.tuple(
    fc.constantFrom("ALLOW", "ALLOW", "DENY", "DENY", "AUDIT"),
    fc.array(policyRule, { minLength: 0, maxLength: 2 }),
    fc.nat(5),
  ),
  { maxLength: 3 },
);

const jwtRule = record({
  issuer: fc.constantFrom("issuer.example", "other.example"),
  audiences: rarely(some(["one", "https://two/"]), 4),
  fromHeaders: rarely(fc.constant([{ name: "x-token", prefix: "T " }]), 4),
  fromParams: rarely(fc.constant(["t"]), 4),
  forwardOriginalToken: rarely(fc.boolean()),
  outputClaimToHeaders: rarely(fc.constant([{ header: "x-d", claim: "group" }])),
  jwks: fc.constantFrom("@JWKS@", "@JWKS@", "@JWKS@", "@FOREIGN_JWKS@"),
});
const authentication = rarely(
  fc.uniqueArray(jwtRule, { minLength: 1, maxLength: 2, selector: (one) => one["issuer"] }),
  4,
);

/** Services, each with what applies to it. */
export function randomServices(count: number, seed: number): readonly RandomService[] {
  const service = fc.record({
    protocol: fc.constantFrom("http", "http", "http", "http", "http", "http", "http", "tcp"),
    routes: fc.array(route, { maxLength: 2 }),
    policies,
    authentication,
  });
  return fc.sample(service, { numRuns: count, seed }).map((drawn, index): RandomService => {
    const name = `s${index}`;
    const isTcp = drawn.protocol === "tcp";
    const routes = isTcp ? [] : drawn.routes;
    return {
      name,
      isTcp,
      objects: [
        {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name, namespace: home },
          spec: {
            selector: { app: "one" },
            ports: [{ name: "main", port: 80, targetPort: isTcp ? 9090 : 8080, appProtocol: drawn.protocol }],
          },
        },
        ...routes.map((rules, number) => ({
          apiVersion: "gateway.networking.k8s.io/v1",
          kind: "HTTPRoute",
          metadata: { name: `${name}-${number}`, namespace: home },
          spec: { parentRefs: [target(name)], rules: rules.map((one, at) => ({ name: `r${at}`, ...one })) },
        })),
        ...drawn.policies.map(([action, rules, at], number) => {
          const onRoute = at === 0 && routes.length > 0 && action !== "AUDIT";
          const ref = onRoute
            ? { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: `${name}-0` }
            : target(name);
          return policy({ name: `${name}-${number}`, namespace: home, action, targetRefs: [ref] }, rules);
        }),
        ...(drawn.authentication === undefined
          ? []
          : [
              {
                apiVersion: "security.istio.io/v1",
                kind: "RequestAuthentication",
                metadata: { name, namespace: home },
                spec: { targetRefs: [target(name)], jwtRules: drawn.authentication },
              },
            ]),
      ],
    };
  });
}
