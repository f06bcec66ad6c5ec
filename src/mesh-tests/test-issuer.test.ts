import { describe, expect, it } from "@jest/globals";
import { explain } from "../explain/explain.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { TokenRule } from "../ir/authentication.js";
import { resourceSetOf } from "../model/indexed-resources.js";
import type { JwtRule } from "../model/request-authentication.js";
import type { Resource } from "../model/resource.js";
import { meshOf } from "../serving/explained-mesh.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { answersOf } from "./answers.js";
import { type ProvenRequest, type TestIssuer, testIssuer } from "./test-issuer.js";
import { shopText } from "./testing/shop.js";

const nowSeconds = 1_800_000_000;
const plain = { keySets: new Map<string, string>(), fetched: false, nowSeconds };
const posted = { path: "/web", headers: [] };

function authentication(...jwtRules: readonly Partial<JwtRule>[]): Resource {
  const rules = jwtRules.map((rule) => ({ forwardOriginalToken: false, ...rule }));
  return {
    kind: "RequestAuthentication",
    apiVersion: "security.istio.io/v1",
    metadata: { name: "login", namespace: "shop", labels: {}, annotations: {} },
    spec: { jwtRules: rules },
    origin: { object: "RequestAuthentication shop/login", path: [] },
  } as Resource;
}

function rulesOf(resource: Resource): readonly JwtRule[] {
  return (resource as Resource<"RequestAuthentication">).spec.jwtRules;
}

function keysIn(rule: JwtRule | undefined): readonly unknown[] {
  return (JSON.parse(rule?.jwks ?? "{}") as { readonly keys: readonly unknown[] }).keys;
}

/** The mesh that believes an issuer, and its token rule. */
function meshBelieving({ believed }: TestIssuer) {
  const { resources } = resourcesFromText(shopText, "shop.yaml");
  const kinds = [
    "AuthorizationPolicy",
    "Deployment",
    "Gateway",
    "HTTPRoute",
    "Namespace",
    "Service",
    "ServiceAccount",
  ] as const;
  const objects = [...kinds, "RequestAuthentication" as const].flatMap((kind) => [...resources.all(kind)]);
  const mesh = meshOf(resourceSetOf(objects.map(believed)));
  const [rule] = mesh.waypoints.flatMap(({ ports }) =>
    ports.flatMap(({ access }) => access.authentication?.rules ?? []),
  );
  if (rule === undefined) throw new Error("the mesh has no token rule");
  return { mesh, rule };
}

/** Whether a POST with such a token is allowed, the status, and who says so first. */
function ending(mesh: ExplainedMesh, sent: ProvenRequest): readonly unknown[] {
  const request = { from: "shop/sa/web", host: "app.shop", port: 80, method: "POST", nowSeconds, ...sent };
  const story = explain(mesh, request);
  return story === undefined ? [] : answersOf(story).map(({ verdict, status, by }) => [verdict, status, by[0]]);
}

describe("a test issuer", () => {
  it("signs what rules believe that know its key, and that others refuse", () => {
    const issuer = testIssuer(plain);
    const { mesh, rule } = meshBelieving(issuer);
    expect(rule.issuer).toBe("https://login.example");
    const login = "RequestAuthentication shop/login";
    expect(ending(mesh, issuer.proven(posted, { sub: "reader" }, rule))).toEqual([["allow", 200, login]]);
    expect(ending(mesh, testIssuer(plain).proven(posted, { sub: "reader" }, rule))).toEqual([["deny", 401, login]]);
  });

  it("lets claims say another audience than the rule", () => {
    const issuer = testIssuer(plain);
    const { mesh, rule } = meshBelieving(issuer);
    const sent = issuer.proven(posted, { aud: "elsewhere" }, rule);
    expect(ending(mesh, sent)).toEqual([["deny", 403, "RequestAuthentication shop/login"]]);
  });

  it("keeps the keys of a rule beside its own", () => {
    const known = JSON.stringify({ keys: [{ kid: "theirs" }] });
    const [rule] = rulesOf(testIssuer(plain).believed(authentication({ issuer: "a", jwks: known })));
    expect(keysIn(rule)).toMatchObject([{ kid: "theirs" }, { kty: "EC", alg: "ES256" }]);
  });

  it("stands in for published keys, takes them from a file, or leaves them to be fetched", () => {
    const published = authentication({ issuer: "https://a.example", jwksUri: "https://a.example/jwks" });
    const [alone] = rulesOf(testIssuer(plain).believed(published));
    expect([alone?.jwksUri, keysIn(alone).length]).toEqual([undefined, 1]);
    const keySets = new Map([["https://a.example/jwks", '{"keys":[{"kid":"file"}]}']]);
    const [given] = rulesOf(testIssuer({ ...plain, keySets, fetched: true }).believed(published));
    expect(keysIn(given)).toMatchObject([{ kid: "file" }, { alg: "ES256" }]);
    expect(testIssuer({ ...plain, fetched: true }).believed(published)).toEqual(published);
  });

  it("leaves key sets that cannot be read, and every other object, as they are", () => {
    const broken = authentication({ issuer: "a", jwks: "{" });
    expect(testIssuer(plain).believed(broken)).toEqual(broken);
    const other = { ...broken, kind: "ConfigMap" } as Resource;
    expect(testIssuer(plain).believed(other)).toBe(other);
  });

  it.each<[string, Partial<TokenRule>, object]>([
    ["Authorization", {}, { path: "/web", headers: [["authorization", expect.stringMatching(/^Bearer ey/)]] }],
    [
      "a header of the rule",
      { fromHeaders: [{ name: "x-token", prefix: "T " }] },
      { path: "/web", headers: [["x-token", expect.stringMatching(/^T ey/)]] },
    ],
    ["a parameter", { fromParams: ["t"] }, { path: expect.stringMatching(/^\/web\?t=ey/), headers: [] }],
    ["a cookie", { fromCookies: ["c"] }, { path: "/web", headers: [["cookie", expect.stringMatching(/^c=ey/)]] }],
  ])("puts the token where the rule looks for it: %s", (_, place, expected) => {
    const rule = { issuer: "a", audiences: [], fromHeaders: [], fromParams: [], fromCookies: [], ...place } as unknown;
    expect(testIssuer(plain).proven(posted, {}, rule as TokenRule)).toEqual(expected);
  });
});
