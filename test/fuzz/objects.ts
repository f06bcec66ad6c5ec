/**
 * Random objects of the kinds that users write, made from the kinds' own schemas: a field that a schema learns is
 * tried from then on without a word here. Most are valid; some fields hold what nobody should write there.
 */
import fc from "fast-check";
import { kindTable } from "../../src/model/kind-table.js";
import type { Schema } from "../../src/model/schema/schema.js";
import { namespaces } from "./world.js";

export const fuzzedKinds = ["HTTPRoute", "GRPCRoute", "AuthorizationPolicy", "RequestAuthentication"] as const;

export interface FuzzedObject {
  readonly apiVersion: string;
  readonly kind: (typeof fuzzedKinds)[number];
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
}

/** Objects of the four kinds in turn; the same seed gives the same objects. */
export function fuzzedObjects(count: number, seed: number): readonly FuzzedObject[] {
  const ofKind = fuzzedKinds.map((kind, index) => {
    const { group, versions, schema } = kindTable[kind];
    const object = fc.record({
      spec: valueFor(schema, { root: schema, path: [] }),
      namespace: fc.constantFrom(...namespaces),
      trial: fc.nat(9),
    });
    return fc
      .sample(object, { numRuns: Math.ceil(count / fuzzedKinds.length), seed: seed + index })
      .map(({ spec, namespace, trial }, number): FuzzedObject => {
        const annotations = trial === 0 ? { annotations: { "istio.io/dry-run": "true" } } : {};
        const metadata = { name: `${kind.toLowerCase()}-${number}`, namespace, ...annotations };
        return { apiVersion: `${group}/${versions[0]}`, kind, metadata, spec };
      });
  });
  return Array.from({ length: count }, (_, index) => {
    const kind = index % fuzzedKinds.length;
    return ofKind[kind]?.[Math.floor(index / fuzzedKinds.length)];
  }).filter((object) => object !== undefined);
}

interface Place {
  readonly root: Schema;
  /** Names of the fields on the way here; entries of lists add none. */
  readonly path: readonly string[];
}

type Value = fc.Arbitrary<unknown>;

const wild: Value = fc.constantFrom<unknown>(
  "",
  " ",
  "*",
  "..",
  "ü",
  "a b",
  "%zz",
  "\u0000",
  "{",
  0,
  -1,
  2 ** 40,
  true,
  null,
  [],
  {},
);

function valueFor(schema: Schema, place: Place): Value {
  if (schema.$ref !== undefined) {
    return valueFor(place.root.$defs?.[schema.$ref.slice("#/$defs/".length)] ?? {}, place);
  }
  const usual = usualValue(schema, place);
  // The deeper a field, the more of them there are.
  return fc.oneof({ weight: 40 * (place.path.length + 1), arbitrary: usual }, { weight: 1, arbitrary: wild });
}

function usualValue(schema: Schema, place: Place): Value {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const choices = types.map((type) => valueOfType(type, schema, place));
  return choices.length === 0 ? fc.constant("whatever") : fc.oneof(...choices);
}

function valueOfType(type: string, schema: Schema, place: Place): Value {
  switch (type) {
    case "object":
      return objectOf(schema, place);
    case "array": {
      const { items = {}, minItems = 0, maxItems = 3 } = schema;
      return fc.array(valueFor(items, place), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(3, maxItems)),
      });
    }
    case "integer":
    case "number":
      return numberOf(schema, place);
    case "boolean":
      return fc.boolean();
    default:
      return textOf(schema, place);
  }
}

function objectOf(schema: Schema, place: Place): Value {
  const { properties, additionalProperties, required = [], exclusive = [], union } = schema;
  if (properties === undefined) {
    const values = typeof additionalProperties === "object" ? valueFor(additionalProperties, place) : fc.constant("x");
    return fc.dictionary(fc.constantFrom("a", "b", "app"), values, { maxKeys: 2 });
  }
  const fields = Object.entries(properties).filter(([, field]) => Object.keys(field).length > 0);
  const record = fc.record(
    Object.fromEntries(
      fields.map(([name, field]) => [name, valueFor(field, { ...place, path: [...place.path, name] })]),
    ),
    { requiredKeys: [...required, ...wanted.filter((name) => name in properties)] },
  );
  return fc.tuple(record, fc.nat(exclusive.length)).map(([fields_, keep]) => {
    const value: Record<string, unknown> = { ...fields_ };
    for (const [index, name] of exclusive.entries()) if (index !== keep) delete value[name];
    if (union === undefined) return value;
    const member = union.members[String(value[union.tag])];
    for (const other of Object.values(union.members)) if (other !== member) delete value[other];
    return value;
  });
}

/** Fields without which nothing interesting happens. */
const wanted = ["parentRefs", "targetRefs", "rules", "jwtRules", "issuer", "action"];

function numberOf({ minimum = 0, maximum = 1000 }: Schema, { path }: Place): Value {
  if (path.at(-1) === "port") return fc.constantFrom(80, 81, 82, 9999);
  const candidates = [minimum, minimum + 1, 10, 80, 429, 503, maximum].filter((n) => n >= minimum && n <= maximum);
  return fc.constantFrom(...candidates);
}

function textOf(schema: Schema, { path }: Place): Value {
  const field = path.at(-1) ?? "";
  const parent = path.at(-2) ?? "";
  const pool = texts[`${parent}.${field}`] ?? texts[field] ?? plainTexts;
  const fitting = pool.filter((text) => fits(text, schema));
  // Now and then what the schema refuses.
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...(fitting.length > 0 ? fitting : pool)) },
    { weight: 1, arbitrary: fc.constantFrom(...pool, ...plainTexts) },
  );
}

function fits(text: string, { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): boolean {
  if (text.length < minLength || text.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

const services = ["web", "api", "grpc", "raw", "other", "nobody"];
const headers = [
  "x-a",
  "X-B",
  "x-a",
  ":path",
  ":authority",
  "host",
  "Host",
  "content-length",
  "connection",
  "authorization",
  "te",
  "x_c",
  "cookie",
  "x-forwarded-for",
  "@request.auth.claims.group",
  "@request.auth.claims[a][b]",
];
const plainTexts = [
  "a",
  "abc",
  "A",
  "x-y",
  "10",
  "1s",
  "/a",
  "a.example",
  "https://a.example",
  "%REQ(x)%",
  "%",
  "a b",
  "ü",
  "",
  "(a",
  "[a-z]+",
  ".*",
];
const patterns = [
  "/a",
  "/",
  "/a/b",
  "a",
  "[a-z]+",
  ".*",
  "^/x$",
  "(a|b)*c",
  "(a",
  "a{1,900}",
  "(?=x)",
  "(?P<n>a)",
  "\\d+",
  "\\p{Greek}",
  "/%2F",
  "/a//b",
  "/a/../b",
  "",
  "%",
];
const wildcards = ["a", "*", "a*", "*a", "*a*", "", "cluster.local/ns/web/sa/app", "*/sa/app", "spiffe://x"];
const durations = ["0s", "1s", "10ms", "1h", "99999h", "0ms", "1h30m", "2s500ms"];

/** What users write into a field, and what they should not; by field, or by the field around it and the field. */
const texts: Readonly<Record<string, readonly string[]>> = {
  "parentRefs.name": services,
  "targetRefs.name": [...services, "waypoint", "httproute-0", "httproute-4", "grpcroute-1", "istio-waypoint"],
  "targetRef.name": [...services, "waypoint"],
  "backendRefs.name": services,
  "backendRef.name": services,
  "parentRefs.kind": ["Service", "Service", "Service", "Gateway", "ServiceEntry", "Nothing"],
  "parentRefs.group": ["", "", "", "gateway.networking.k8s.io", "networking.istio.io"],
  "targetRefs.kind": ["Service", "Service", "Gateway", "HTTPRoute", "GRPCRoute", "GatewayClass", "ServiceEntry", "Pod"],
  "targetRefs.group": ["", "gateway.networking.k8s.io", "networking.istio.io"],
  "backendRefs.kind": ["Service", "Service", "Service", "Hostname", "ServiceEntry", "Nothing"],
  "backendRefs.group": ["", "", "", "networking.istio.io"],
  "headers.name": headers,
  "queryParams.name": ["q", "Q", "a b", "é", "%", "a[b]"],
  "set.name": headers,
  "add.name": headers,
  remove: headers,
  namespace: namespaces,
  sectionName: ["http", "second", "tcp", "first", "nothing"],
  value: patterns,
  "set.value": plainTexts,
  "add.value": plainTexts,
  replaceFullPath: ["/", "/x", "/x/", "x", "", "/%", "/ü", "/a?b=c", "/#"],
  replacePrefixMatch: ["/", "/x", "/x/", "x", "", "/%", "/a?b=c"],
  hostname: ["a.example", "*.a.example", "A.example", "10.0.0.1", "a..b"],
  hostnames: ["a.example", "*.a.example"],
  request: durations,
  backendRequest: durations,
  backoff: durations,
  absoluteTimeout: durations,
  idleTimeout: durations,
  timeout: ["0s", "1s", "0.5s", "99999999h", "5"],
  sessionName: ["s", "a b", "x-session", "session=1", ""],
  service: ["pkg.Service", "Service", "[a-z.]+", "(a", "/a"],
  method: ["Get", "GET", "get", "[A-Z]+", "(a"],
  allowOrigins: ["*", "https://a.example", "https://*.a.example", "http://[::1]:80", "ftp://x", "null"],
  allowHeaders: ["*", "x-a", "X-B", "a b"],
  exposeHeaders: ["*", "x-a", "X-B"],
  principals: wildcards,
  notPrincipals: wildcards,
  requestPrincipals: ["*", "issuer.example/*", "*/alice", "issuer.example/alice", "nobody", ""],
  notRequestPrincipals: ["*", "issuer.example/*"],
  serviceAccounts: ["app", "web/app", "*", "a/b/c", "web/*", ""],
  notServiceAccounts: ["app", "web/app"],
  namespaces: [...namespaces, "*", "w*", "*b", ""],
  notNamespaces: [...namespaces, "*"],
  ipBlocks: ["10.0.0.0/8", "10.1.2.3", "fd00::/8", "::1", "10.0.0.0/33", "300.1.1.1", "0.0.0.0/0", ""],
  notIpBlocks: ["10.0.0.0/8", "fd00::1"],
  remoteIpBlocks: ["10.0.0.0/8", "1.2.3.4", "x"],
  hosts: ["a.example", "*.a.example", "a.*", "*", "A.example:80", "[::1]:80", ""],
  notHosts: ["a.example", "*"],
  ports: ["80", "81", "0", "65536", "x", "*", ""],
  notPorts: ["80", "8080"],
  methods: ["GET", "get", "*", "P*", "*T", ""],
  notMethods: ["GET", "*"],
  paths: [
    "/",
    "/a",
    "/a/*",
    "*/b",
    "*",
    "/{*}/x",
    "/a/{**}",
    "/{**}/{*}",
    "/{a}",
    "a",
    "/%2F",
    "/a*b",
    "",
    "/{*}*",
    "/a/{**}/b",
  ],
  notPaths: ["/a", "/a/*", "/{*}"],
  key: [
    "request.headers[x-a]",
    "request.headers[:path]",
    "request.headers[]",
    "request.headers[a b]",
    "source.ip",
    "source.namespace",
    "source.principal",
    "source.serviceAccount",
    "remote.ip",
    "destination.ip",
    "destination.port",
    "connection.sni",
    "request.auth.principal",
    "request.auth.audiences",
    "request.auth.presenter",
    "request.auth.claims[a]",
    "request.auth.claims[a][b][c]",
    "request.auth.claims[]",
    "experimental.envoy.filters.a",
    "nothing",
  ],
  values: [...wildcards, "10.0.0.0/8", "80", "a.example"],
  notValues: [...wildcards, "10.0.0.0/8", "443"],
  issuer: ["issuer.example", "https://issuer.example", "other", "*", "a\nb"],
  audiences: ["a", "b", "https://a.example", ""],
  jwks: [
    '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}',
    '{"keys":[]}',
    '{"keys":[{"kty":"oct","k":"AAAA"}]}',
    '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}',
    "{}",
    "not json",
    "",
  ],
  jwksUri: [
    "https://issuer.example/jwks",
    "http://issuer.example/jwks",
    "http://web.web/jwks",
    "https://a b/",
    "https://169.254.169.254/",
  ],
  "fromHeaders.name": headers,
  prefix: ["Bearer ", "Token", "", "ü "],
  fromParams: ["token", "a b", "é"],
  fromCookies: ["session", "a b", "a=b"],
  outputPayloadToHeader: headers,
  header: ["x-claim", "X-Claim", "x_claim", "authorization", "host"],
  claim: ["sub", "a.b", "a..b", "scope"],
  spaceDelimitedClaims: ["scope", "roles", "a b"],
  "provider.name": ["nobody", "authorizer", ""],
  name: ["one", "two", "a b", "http"],
};
