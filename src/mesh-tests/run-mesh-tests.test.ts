import { describe, expect, it } from "@jest/globals";
import { casesOf } from "./cases.js";
import type { Expectation, RequestFields, Verdict } from "./mesh-test.js";
import { type AskProxies, type MeshTestRun, runMeshTests } from "./run-mesh-tests.js";
import { shopMesh } from "./testing/shop.js";

const mesh = shopMesh();

interface Written extends RequestFields {
  readonly name?: string;
  readonly expect: Expectation | Verdict;
}

function suiteOf(...tests: readonly Written[]) {
  const defaults = { from: "shop/sa/web", to: "app.shop" };
  const named = tests.map((test, index) => ({ name: `test ${index}`, ...test }));
  const cases = casesOf({ defaults, tests: named }, { object: "MeshTest shop", path: [] }, (found) => {
    throw new Error(found.message);
  });
  return { name: "shop", file: "shop.yaml", manifests: ["."], cases };
}

function run(...tests: readonly Written[]): Promise<MeshTestRun> {
  return runMeshTests([suiteOf(...tests)], { meshOf: async () => mesh, nowSeconds: 1_800_000_000 });
}

async function misses(test: Written): Promise<readonly string[]> {
  const { results } = await run(test);
  return results.flatMap((result) => result.misses.map(({ field, expected, got }) => `${field}: ${expected} / ${got}`));
}

describe("runMeshTests()", () => {
  it.each<[string, Written]>([
    ["allow", { path: "/web", expect: "allow" }],
    [
      "deny by a DENY rule",
      { path: "/web/admin", expect: { verdict: "deny", by: "shop/no-admin rule[0]", status: 403 } },
    ],
    ["deny by the policy's kind and name", { path: "/web/admin", expect: { by: "AuthorizationPolicy shop/no-admin" } }],
    [
      "deny for want of an ALLOW rule",
      { method: "PUT", path: "/web", expect: { verdict: "deny", by: "shop/readers" } },
    ],
    ["deny by an ALLOW policy without rules", { to: "shut.shop", expect: { verdict: "deny", by: "shop/shut" } }],
    [
      "deny by a token check",
      { path: "/web", token: "e30.e30.x", expect: { verdict: "deny", by: "shop/login", status: 401 } },
    ],
    [
      "allow by a token",
      { method: "POST", path: "/web", claims: { sub: "a" }, expect: { verdict: "allow", by: "shop/readers rule[1]" } },
    ],
    [
      "deny at the door",
      {
        from: "shop/sa/crawler",
        to: "closed.shop",
        expect: { verdict: "deny", by: "shop/door", layer: "pod", refused: true },
      },
    ],
    [
      "allow at the door",
      {
        to: "closed.shop",
        expect: {
          verdict: "allow",
          by: "shop/door rule[0]",
          backend: "shop/closed",
          workload: "shop/closed-0",
          refused: false,
        },
      },
    ],
    [
      "redirect",
      {
        path: "/moved",
        expect: {
          verdict: "redirect",
          route: "shop/app/moved",
          status: 302,
          headers: { location: "http://new.example/*" },
        },
      },
    ],
    ["error without a route", { path: "/none", expect: { verdict: "error", status: 404 } }],
    [
      "error without a service",
      { to: "nobody.shop", expect: { verdict: "error", refused: true, layer: "client-proxy" } },
    ],
    ["shares", { path: "/shared", expect: { share: { "shop/app": 75, "old.shop:80": 25 } } }],
    [
      "one of several services",
      { path: "/shared", expect: { backend: ["shop/old", "app.shop.svc.cluster.local:80"] } },
    ],
    ["a Deployment of several pods", { path: "/web", expect: { workload: ["shop/app"], status: 200 } }],
    ["headers of the answer", { path: "/web", expect: { headers: { "X-By": "*p" }, absent: ["x-none"] } }],
    [
      "the request as it is received",
      {
        path: "/web/a?b=1",
        headers: { "X-Own": "yes" },
        expect: {
          received: {
            method: "GET",
            host: "app.shop",
            path: "/site/a?b=1",
            headers: { "x-lane": "blue*", "x-own": "yes" },
            absent: ["x-by"],
          },
        },
      },
    ],
  ])("holds what happens to what is expected: %s", async (_, test) => {
    const { results } = await run(test);
    expect(results.map(({ outcome, misses: wrong }) => [outcome, wrong])).toEqual([["passed", []]]);
  });

  it.each<[string, Written, readonly string[]]>([
    ["verdict", { path: "/web", expect: "deny" }, ["verdict: deny / allow"]],
    ["a misspelt service is no denial", { to: "ap.shop", expect: "deny" }, ["verdict: deny / error"]],
    ["by", { path: "/web/admin", expect: { by: "shop/readers" } }, ["by: shop/readers / shop/no-admin rule[0]"]],
    [
      "by is no beginning of a word",
      { path: "/web/admin", expect: { by: "shop/no" } },
      ["by: shop/no / shop/no-admin rule[0]"],
    ],
    ["layer", { path: "/web", expect: { layer: "pod" } }, ["layer: pod / application"]],
    ["refused", { path: "/web", expect: { refused: true } }, ["refused: true / false"]],
    ["status", { path: "/web", expect: { status: 201 } }, ["status: 201 / 200"]],
    [
      "no status of a refused connection",
      { to: "nobody.shop", expect: { status: 404 } },
      ["status: 404 / none: the connection is refused (404)"],
    ],
    ["route", { path: "/web", expect: { route: "shop/app/moved" } }, ["route: shop/app/moved / shop/app/web/match[0]"]],
    ["one of the ways", { path: "/shared", expect: { backend: "shop/app" } }, ["backend: shop/app / shop/old:80"]],
    ["workload", { path: "/web", expect: { workload: "shop/old" } }, ["workload: shop/old / shop/app"]],
    [
      "shares",
      { path: "/shared", expect: { share: { "shop/app": 74, "shop/old": 26 } } },
      ["share.shop/app: 74 % / 75 %", "share.shop/old: 26 % / 25 %"],
    ],
    [
      "shares of others",
      { path: "/shared", expect: { share: { "shop/app": 100 } } },
      ["share.shop/app: 100 % / 75 %", "share.shop/old:80: 0 % / 25 %"],
    ],
    [
      "headers",
      { path: "/web", expect: { headers: { "x-by": "b*" }, absent: ["x-by"] } },
      ["headers.x-by: b* / app", "absent.x-by: absent / app"],
    ],
    [
      "nothing is received",
      { path: "/none", expect: { received: { path: "/" }, backend: "shop/app" } },
      ["backend: shop/app / nobody gets it", "received: a request / nobody gets it"],
    ],
    [
      "what is received",
      {
        path: "/web",
        expect: {
          received: { path: "/web", host: "x", method: "PUT", headers: { "x-lane": "red" }, absent: ["X-Lane"] },
        },
      },
      [
        "received.method: PUT / GET",
        "received.host: x / app.shop",
        "received.path: /web / /site",
        "received.headers.x-lane: red / blue-1",
        "received.absent.X-Lane: absent / blue-1",
      ],
    ],
    [
      "nobody sends it",
      { from: "shop/nobody", expect: "allow" },
      ["from: shop/nobody / no pod of the mesh has this name"],
    ],
  ])("says what is not as expected: %s", async (_, test, expected) => {
    expect(await misses(test)).toEqual(expected);
  });

  it("names the line that decides, and why the rule that should decide does not match", async () => {
    const { results } = await run({ path: "/web", expect: { verdict: "deny", by: "shop/no-admin rule[0]" } });
    expect(results[0]?.misses[0]?.origin).toMatchObject({ object: "HTTPRoute shop/app", path: ["spec", "rules", 2] });
    expect(results[0]?.hints).toMatchObject([
      { rule: "shop/no-admin rule[0]", findings: [{ holds: false, found: '"/web"' }] },
    ]);
  });

  it("warns of a client that the manifests do not know, once for each test", async () => {
    const { diagnostics } = await run({ from: "shop/sa/wbe", path: "/web", expect: "allow" });
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["WM9003", "warning", 'test "test 0" is from shop/sa/wbe, whom the manifests do not know'],
    ]);
  });

  it("tells of errors in the manifests once, and reads a mesh once for all its suites", async () => {
    let read = 0;
    const broken = { code: "WM1001", severity: "error", message: "there is nothing" } as const;
    const meshWith = async () => {
      read++;
      return { ...mesh, diagnostics: [broken, broken] };
    };
    const suite = suiteOf({ path: "/web", expect: "allow" });
    const { results, diagnostics } = await runMeshTests([suite, suite], { meshOf: meshWith, nowSeconds: 0 });
    expect([read, results.length, diagnostics]).toEqual([1, 2, [broken]]);
  });

  it("runs the tests that are meant, and reads no mesh for none", async () => {
    const suite = suiteOf({ name: "a", path: "/web", expect: "allow" }, { name: "b", path: "/web", expect: "allow" });
    const options = { meshOf: async () => mesh, nowSeconds: 0 };
    const chosen = await runMeshTests([suite], { ...options, isMeant: (_, { name }) => name === "b" });
    expect(chosen.results.map(({ test }) => test.name)).toEqual(["b"]);
    const none = await runMeshTests([suite], {
      nowSeconds: 0,
      isMeant: () => false,
      meshOf: () => Promise.reject(new Error("read")),
    });
    expect(none).toEqual({ results: [], diagnostics: [], coverage: [] });
  });

  it("asks proxies only about what passes without them, and passes nothing that they skip", async () => {
    const asked: string[] = [];
    const ask: AskProxies = async ({ test, answers }) => {
      asked.push(test.name);
      return test.name === "skipped"
        ? { skipped: "so" }
        : { answers, misses: [{ field: "of Envoy", expected: "a", got: "b" }] };
    };
    const { results } = await runMeshTests(
      [
        suiteOf(
          { name: "wrong", path: "/web", expect: "deny" },
          { name: "skipped", path: "/web", expect: "allow" },
          { name: "other", path: "/web", expect: "allow" },
        ),
      ],
      { meshOf: async () => mesh, nowSeconds: 0, withProxies: (_, go) => go(ask) },
    );
    expect(asked).toEqual(["skipped", "other"]);
    expect(results.map(({ outcome, skipped }) => [outcome, skipped])).toEqual([
      ["failed", undefined],
      ["skipped", "so"],
      ["failed", undefined],
    ]);
  });
});
