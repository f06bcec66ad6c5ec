/** Random rules of AuthorizationPolicies and RequestAuthentications. */
import fc from "fast-check";
import type { Manifest } from "../support/manifests.js";
import { home, methods, neighbour, outside, paths, rarely, record, some } from "./vocabulary.js";

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

/** Authorizers by what they answer: `asked` as the query of the request says (`?status=403`). */
export const providers = ["asked", "allows", "denies", "fails", "fails-open"] as const;

/** Policies: what they do, their rules, whom to ask, and a number that decides what they are about. */
export const policies = fc.array(
  fc.record({
    action: fc.constantFrom("ALLOW", "ALLOW", "ALLOW", "DENY", "DENY", "DENY", "AUDIT", "CUSTOM", "CUSTOM"),
    rules: fc.array(policyRule, { minLength: 0, maxLength: 2 }),
    provider: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom<string>(...providers) },
      { weight: 1, arbitrary: fc.constant("unknown") },
    ),
    about: fc.nat(8),
  }),
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
/** Rules of a RequestAuthentication, where there is one. */
export const authentication = rarely(
  fc.uniqueArray(jwtRule, { minLength: 1, maxLength: 2, selector: (one) => one["issuer"] }),
  4,
);
