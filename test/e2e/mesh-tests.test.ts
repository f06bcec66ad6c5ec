/** Mesh tests through real Envoys: the same verdicts as without, and nothing passes that was not asked. */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readMeshTests } from "../../src/mesh-tests/read-mesh-tests.js";
import { type MeshTestResult, runMeshTests } from "../../src/mesh-tests/run-mesh-tests.js";
import { testIssuer } from "../../src/mesh-tests/test-issuer.js";
import { askedProxies } from "../../src/runtime/asked-proxies.js";
import { readMesh } from "../../src/serving/explained-mesh.js";
import { scratchFolder } from "../../src/sources/testing/scratch-folder.js";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, type Manifest, manifestText } from "../support/manifests.js";
import { aTurn } from "../support/turns.js";

const project = fileURLToPath(new URL("../../", import.meta.url));

interface Run {
  readonly code: number;
  readonly tests: readonly { readonly name: string; readonly outcome: string }[];
}

function bookshop(...options: readonly string[]): Promise<Run> {
  const words = [join(project, "dist/cli/main.js"), "test", "examples/bookshop", "--format", "json", ...options];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, words, { cwd: project, timeout: 120_000 }, (error, stdout, stderr) => {
      if (stdout === "") return reject(new Error(stderr));
      const { tests } = JSON.parse(stdout) as Pick<Run, "tests">;
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, tests: tests.map(({ name, outcome }) => ({ name, outcome })) });
    });
  });
}

describe("waymark test examples/bookshop", () => {
  it("comes to the same verdicts through real Envoys, and leaves nothing behind", async () => {
    const turn = await aTurn("bookshop");
    const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("waymark-tests-"));
    const before = await leftovers();
    try {
      const offline = await bookshop();
      expect(offline.tests.length).toBeGreaterThan(20);
      expect(offline).toMatchObject({ code: 0, tests: offline.tests.map(() => ({ outcome: "passed" })) });
      expect(await bookshop("--envoy")).toEqual(offline);
      expect(await leftovers()).toEqual(before);
    } finally {
      turn.release();
    }
  }, 180_000);
});

const target = [{ group: "", kind: "Service", name: "app" }];

const login: Manifest = {
  apiVersion: "security.istio.io/v1",
  kind: "RequestAuthentication",
  metadata: { name: "login", namespace: "meshtests" },
  spec: {
    targetRefs: target,
    jwtRules: [
      {
        issuer: "https://login.example",
        audiences: ["meshtests"],
        jwksUri: "https://login.example/jwks",
        fromHeaders: [{ name: "x-token", prefix: "Token " }],
        outputClaimToHeaders: [{ header: "x-user", claim: "sub" }],
      },
    ],
  },
};

const asking: Manifest = {
  apiVersion: "security.istio.io/v1",
  kind: "AuthorizationPolicy",
  metadata: { name: "asked", namespace: "meshtests" },
  spec: {
    targetRefs: target,
    action: "CUSTOM",
    provider: { name: "outside" },
    rules: [{ to: [{ operation: { paths: ["/asked"] } }] }],
  },
};

const manifests = manifestText(
  aNamespace("meshtests", "waypoint"),
  aWaypoint("meshtests"),
  anAccount("meshtests", "web"),
  anApp({ namespace: "meshtests", name: "app", replicas: 2 }),
  login,
  asking,
  aPolicy("meshtests/readers", {
    action: "ALLOW",
    service: "app",
    rules: [
      { to: [{ operation: { paths: ["/open*", "/asked"] } }] },
      {
        from: [{ source: { requestPrincipals: ["https://login.example/*"] } }],
        when: [{ key: "request.auth.claims[groups]", values: ["editors"] }],
      },
    ],
  }),
  {
    apiVersion: "waymark.dev/v1alpha1",
    kind: "MeshConfig",
    metadata: { name: "mesh" },
    spec: {
      extensionProviders: [
        { name: "outside", envoyExtAuthzHttp: { service: "app.meshtests.svc.cluster.local", port: 80 } },
      ],
    },
  },
);

const tests = `
apiVersion: waymark.dev/v1alpha1
kind: MeshTest
metadata: { name: tokens }
defaults: { from: meshtests/sa/web, to: app.meshtests }
tests:
  - name: claims are proven by a signed token
    path: /closed
    claims: { sub: ada, groups: [readers, editors] }
    expect: { verdict: allow, by: "meshtests/readers rule[1]", received: { headers: { x-user: ada }, absent: [x-token] } }
  - name: other claims do not do
    path: /closed
    claims: { sub: bob, groups: [readers] }
    expect: { verdict: deny, status: 403 }
  - name: claims of a stranger are refused
    path: /open
    claims: { iss: "https://elsewhere.example" }
    expect: { verdict: deny, status: 401 }
  - name: a path is sent as it is
    path: /open/../closed
    expect: { verdict: deny, status: 403 }
  - name: every pod is reached in the end
    path: /open
    times: 50
    expect: { share: { meshtests/app: 100 }, workload: meshtests/app }
  - name: a HEAD request has no body to tell who answered
    method: HEAD
    path: /open
    expect: { verdict: allow, status: 200 }
  - name: what an application is asked to answer is its own affair
    path: /open?status=503
    expect: allow
  - name: wrong on the wire
    path: /open
    expect: { verdict: allow, received: { absent: [x-request-id] } }
  - name: an address of its own
    ip: 10.1.2.3
    path: /open
    expect: allow
  - name: an authorizer
    path: /asked
    expect: allow
  - name: a client without a pod
    from: meshtests/sa/nobody
    path: /open
    expect: allow
`;

describe("tests of a mesh of our own", () => {
  const folder = scratchFolder();
  let results: ReadonlyMap<string, MeshTestResult>;

  beforeAll(async () => {
    const turn = await aTurn("meshtests");
    try {
      folder.write("mesh.yaml", manifests);
      folder.write("mesh-test.yaml", tests);
      const { suites, diagnostics } = readMeshTests([folder.path]);
      expect(diagnostics).toEqual([]);
      const nowSeconds = Date.now() / 1000;
      const issuer = testIssuer({ keySets: new Map(), fetched: false, nowSeconds });
      const run = await runMeshTests(suites, {
        meshOf: (paths) => readMesh(paths),
        nowSeconds,
        withProxies: async (paths, go) => {
          const note = () => undefined;
          const proxies = await askedProxies({ manifests: paths, issuer, keys: "nothing", modules: "files", note });
          await go(proxies.ask).finally(proxies.close);
        },
      });
      results = new Map(run.results.map((result) => [result.test.name, result]));
    } finally {
      turn.release();
    }
  }, 180_000);
  afterAll(() => folder.remove());

  it.each([
    "claims are proven by a signed token",
    "other claims do not do",
    "a path is sent as it is",
    "every pod is reached in the end",
    "a HEAD request has no body to tell who answered",
    "what an application is asked to answer is its own affair",
  ])("passes: %s", (name) => {
    const { outcome, misses } = results.get(name) ?? {};
    expect([misses, outcome]).toEqual([[], "passed"]);
  });

  it("fails where the wire has it otherwise", () => {
    const { outcome, misses } = results.get("wrong on the wire") ?? {};
    expect([outcome, misses?.map(({ field }) => field)]).toEqual(["failed", ["received.absent.x-request-id"]]);
  });

  it.each([
    ["an address of its own", "a client has the address of its pod there"],
    ["an authorizer", "an authorizer decides, and nobody plays it"],
    ["claims of a stranger are refused", "its claims cannot be proven: nobody knows their issuer"],
    ["a client without a pod", "the mesh has no pod of meshtests/sa/nobody"],
  ])("skips what it cannot play, and says why: %s", (name, reason) => {
    const { outcome, skipped } = results.get(name) ?? {};
    expect([outcome, skipped]).toEqual(["skipped", reason]);
  });
});
