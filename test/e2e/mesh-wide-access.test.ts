/** What the mesh configuration says about access: how paths are normalised, whose trust domain is ours, whom to believe. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { aLocalMesh, diagnosticsText, type TestMesh } from "../support/local-mesh.js";
import { answersTo } from "../support/mesh-client.js";
import { aTokenIssuer, type TokenIssuer } from "../support/tokens.js";

const meshConfig = (normalization: string): string => `
apiVersion: waymark.dev/v1alpha1
kind: MeshConfig
metadata: { name: mesh }
spec:
  trustDomain: new.example
  trustDomainAliases: [old.example]
  pathNormalization: { normalization: ${normalization} }
  defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } }
`;

const guarded = (name: string, spec: string): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: wide }
spec: { selector: { app: app }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: wide }
spec:
  targetRefs: [{ group: "", kind: Service, name: ${name} }]
  ${spec}
`;

const manifests = [
  `
apiVersion: v1
kind: Namespace
metadata: { name: wide, labels: { istio.io/use-waypoint: waypoint } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: wide }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: wide }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: wide }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: wide }
spec:
  replicas: 1
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec: { serviceAccountName: app, containers: [{ name: app, image: echo, ports: [{ containerPort: 8080 }] }] }
`,
  guarded(
    "paths",
    `action: DENY
  rules: [{ to: [{ operation: { paths: [/admin, "/admin/*"] } }] }]`,
  ),
  guarded("ours", `rules: [{ from: [{ source: { principals: ["cluster.local/ns/wide/sa/web"] } }] }]`),
  guarded("alias", `rules: [{ from: [{ source: { principals: ["old.example/ns/wide/sa/web"] } }] }]`),
  guarded("foreign", `rules: [{ from: [{ source: { principals: ["other.example/ns/wide/sa/web"] } }] }]`),
  guarded("not-alias", `rules: [{ from: [{ source: { notPrincipals: ["old.example/ns/wide/sa/web"] } }] }]`),
  guarded("remote", `rules: [{ from: [{ source: { remoteIpBlocks: ["203.0.113.0/24"] } }] }]`),
  guarded("source", `rules: [{ from: [{ source: { ipBlocks: ["203.0.113.0/24"] } }] }]`),
];

const ofClass = (kind: string, namespace: string, spec: string): string => `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: class, namespace: ${namespace} }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: GatewayClass, name: istio-waypoint }]
  ${spec}
`;

const another = `
apiVersion: v1
kind: Namespace
metadata: { name: wide-2, labels: { istio.io/use-waypoint: waypoint } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: wide-2 }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: Service
metadata: { name: bare, namespace: wide-2 }
spec: { selector: { app: nobody }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;

let mesh: TestMesh;
let issuer: TokenIssuer;

beforeAll(async () => {
  issuer = await aTokenIssuer();
  const ofClasses = [
    ofClass(
      "AuthorizationPolicy",
      "istio-system",
      `action: DENY
  rules: [{ to: [{ operation: { paths: [/class] } }] }]`,
    ),
    ofClass(
      "AuthorizationPolicy",
      "wide",
      `action: DENY
  rules: [{ to: [{ operation: { paths: [/no-class] } }] }]`,
    ),
    ofClass("RequestAuthentication", "istio-system", `jwtRules: [{ issuer: class, jwks: '${issuer.jwks}' }]`),
    another,
  ];
  mesh = await aLocalMesh({
    "mesh-config.yaml": meshConfig("NONE"),
    "wide.yaml": [...manifests, ...ofClasses].join("---\n"),
  });
}, 180_000);

afterAll(async () => {
  await mesh?.close();
}, 60_000);

async function statusOf(
  service: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const as = "wide/sa/web";
  const wanted = {
    name: path,
    as,
    host: service.includes(".") ? service : `${service}.wide`,
    port: 80,
    method: "GET",
    path,
    headers,
    times: 1,
    expect: {},
  };
  const [answer] = await answersTo(wanted, mesh.proxyOf(as), issuer);
  return answer?.status ?? answer?.connect ?? 0;
}

const spellings = ["/admin", "/x/../admin", "/x\\..\\admin", "/%61dmin", "//admin", "/admin%2Fx", "/x%2F..%2Fadmin"];

async function refusedSpellings(): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const path of spellings) if ((await statusOf("paths", path)) === 403) refused.push(path);
  return refused;
}

describe("path normalisation", () => {
  it.each([
    ["NONE", ["/admin"]],
    ["BASE", ["/admin", "/x/../admin", "/x\\..\\admin", "/%61dmin"]],
    ["MERGE_SLASHES", ["/admin", "/x/../admin", "/x\\..\\admin", "/%61dmin", "//admin"]],
    ["DECODE_AND_MERGE_SLASHES", spellings],
  ])(
    "%s recognises a denied path as %j",
    async (normalization, denied) => {
      await writeFile(join(mesh.folder, "mesh-config.yaml"), meshConfig(normalization));
      await mesh.settled();
      // An Envoy says yes to a new listener a moment before it sends connections there.
      let refused = await refusedSpellings();
      for (let asked = 1; asked < 20 && refused.length !== denied.length; asked++) refused = await refusedSpellings();
      expect(refused).toEqual(denied);
    },
    60_000,
  );
});

describe("trust domains", () => {
  it.each([
    ["ours", "a principal of cluster.local means our own trust domain", 200],
    ["alias", "a principal of an alias means our own trust domain", 200],
    ["not-alias", "an excluded principal of an alias is excluded in our own trust domain", 403],
    ["foreign", "a principal of another trust domain is nobody of ours", 403],
  ])("%s: %s", async (service, _what, status) => {
    expect(await statusOf(service, "/")).toBe(status);
  });
});

describe("with one trusted proxy before the gateways", () => {
  it.each([
    ["the address before that proxy is the remote one", "remote", "203.0.113.7, 10.0.0.1", 200],
    ["addresses further left are anybody's words", "remote", "203.0.113.7, 10.0.0.2, 10.0.0.1", 403],
    ["the proxy itself is not the remote one", "remote", "203.0.113.7", 403],
    ["the address of the direct client is still its own", "source", "203.0.113.7, 10.0.0.1", 403],
  ])("%s", async (_what, service, forwarded, status) => {
    expect(await statusOf(service, "/", { "x-forwarded-for": forwarded })).toBe(status);
  });
});

describe("what the root namespace says of all waypoints", () => {
  const bearer = async (foreignKey: boolean) => ({
    authorization: `Bearer ${await issuer.token({ iss: "class", sub: "alice", foreignKey })}`,
  });

  it("is denied at each, beside the policies of its services", async () => {
    // The second service has no pods: who gets so far is told so.
    expect([await statusOf("ours", "/class"), await statusOf("ours", "/")]).toEqual([403, 200]);
    expect([await statusOf("bare.wide-2", "/class"), await statusOf("bare.wide-2", "/")]).toEqual([403, 503]);
  });

  it("is which tokens are good", async () => {
    const [good, bad] = [await bearer(false), await bearer(true)];
    expect([await statusOf("ours", "/", good), await statusOf("ours", "/", bad)]).toEqual([200, 401]);
    expect([await statusOf("bare.wide-2", "/", good), await statusOf("bare.wide-2", "/", bad)]).toEqual([503, 401]);
  });

  it("is nobody else's to say", async () => {
    expect(diagnosticsText(mesh)).toContain("only policies in istio-system may target a GatewayClass");
    expect(await statusOf("ours", "/no-class")).toBe(200);
  });
});
