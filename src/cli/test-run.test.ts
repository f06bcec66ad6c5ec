import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { aNamespace, anAccount, anApp, aPolicy, aWaypoint, manifestText } from "../../test/support/manifests.js";
import { type ScratchFolder, scratchFolder } from "../sources/testing/scratch-folder.js";
import { UsageError } from "./exit.js";
import type { TestOptions } from "./options.js";
import { createOutput } from "./output.js";
import { runTest } from "./test-run.js";

const usual: TestOptions = {
  only: [],
  manifests: [],
  envoy: false,
  watch: false,
  format: "text",
  verbose: false,
  coverage: false,
  fetch: false,
  jwks: [],
  jwksAllow: [],
};

const policyYaml = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-admin, namespace: shop }
spec:
  targetRefs: [{ group: "", kind: Service, name: app }]
  action: DENY
  rules:
    - to: [{ operation: { paths: [/admin] } }]
    - to: [{ operation: { methods: [TRACE] } }]
`;

const testsYaml = `apiVersion: waymark.dev/v1alpha1
kind: MeshTest
metadata: { name: shop }
defaults: { from: shop/sa/web, to: app.shop }
tests:
  - name: nobody gets to /admin
    path: /admin
    expect: { verdict: deny, by: shop/no-admin, status: 403 }
  - name: everybody gets to /
    path: /
    expect: { verdict: allow, backend: shop/app }
`;

/** A test that the mesh fails. */
const failing = testsYaml.replace("path: /\n", "path: /admin\n");

const folders: ScratchFolder[] = [];
let folder: ScratchFolder;
const before = process.env["WAYMARK_CACHE"];
beforeEach(() => {
  folder = scratchFolder();
  folders.push(folder);
  process.env["WAYMARK_CACHE"] = folder.at(".cache");
  const objects = [
    aNamespace("shop", "waypoint"),
    aWaypoint("shop"),
    anAccount("shop", "web"),
    anApp({ namespace: "shop", name: "app" }),
  ];
  folder.write("shop.yaml", manifestText(...objects));
  folder.write("policy.yaml", policyYaml);
});
afterEach(() => {
  if (before === undefined) delete process.env["WAYMARK_CACHE"];
  else process.env["WAYMARK_CACHE"] = before;
});
afterAll(() => {
  for (const one of folders) one.remove();
});

interface Ended {
  readonly code: number;
  /** Without the folder's path. */
  readonly out: string;
}

async function ended(tests: string, options: Partial<TestOptions> = {}): Promise<Ended> {
  folder.write("shop.mesh-test.yaml", tests);
  const out: string[] = [];
  const silent = { write: () => undefined };
  const output = createOutput({ json: false, env: {}, stdout: { write: (text) => out.push(text) }, stderr: silent });
  const code = await runTest([folder.path], { ...usual, ...options }, output);
  return { code, out: out.join("").replaceAll(`${folder.path}/`, "") };
}

describe("waymark test", () => {
  it("ends well and says little where all tests pass", async () => {
    expect(await ended(testsYaml)).toEqual({ code: 0, out: "2 requests: 2 passed.\n" });
  });

  it("tells what fails: what was expected, what happens, the line that decides", async () => {
    const { code, out } = await ended(failing);
    expect(code).toBe(1);
    expect(out).toBe(`✗ shop: everybody gets to /
  shop.mesh-test.yaml:9:5: GET /admin of app.shop, by shop/sa/web
  expected verdict allow, got deny
  expected backend shop/app, got nobody gets it
  policy.yaml:8:7 decides: waypoint shop/waypoint: refused by shop/no-admin rule[0]
      8 |     - to: [{ operation: { paths: [/admin] } }]
        |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

2 requests: 1 passed, 1 failed.
`);
  });

  it("tells which condition keeps the expected rule from deciding", async () => {
    const { out } = await ended(testsYaml.replace("path: /admin\n", "path: /administration\n"));
    expect(out).toContain(
      [
        "  policy.yaml:8:7 does not match: shop/no-admin rule[0] at shop/waypoint",
        "      8 |     - to: [{ operation: { paths: [/admin] } }]",
        "        |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        '    ✗ path is "/admin": "/administration"',
      ].join("\n"),
    );
  });

  it("lists what passes when asked to, and runs the tests that are chosen by text or expression", async () => {
    const passed = "✓ shop: nobody gets to /admin\n1 request: 1 passed.\n";
    expect((await ended(failing, { verbose: true, only: ["ADMIN"] })).out).toBe(passed);
    expect((await ended(failing, { verbose: true, only: ["/^shop: no(body)/"] })).out).toBe(passed);
    expect((await ended(failing, { only: ["admin", "everybody"] })).code).toBe(1);
  });

  it("lists the rules that take part in no test, and writes them as LCOV", async () => {
    const lcov = folder.at("out.lcov");
    const { code, out } = await ended(testsYaml, { coverage: true, lcov });
    expect(code).toBe(0);
    expect(out).toBe(`1 of 2 rules (50 %) take part in tests. No test has a request for:
  policy.yaml:9:7: policy shop/no-admin rule[1]

2 requests: 2 passed.
`);
    expect(readFileSync(lcov, "utf8").replaceAll(`${folder.path}/`, "")).toBe(
      "TN:\nSF:policy.yaml\nDA:8,1\nDA:9,0\nLF:2\nLH:1\nend_of_record\n",
    );
  });

  it("fails where less is covered than asked for", async () => {
    const { code, out } = await ended(testsYaml, { failUnder: 50.1 });
    expect(code).toBe(1);
    expect(out).toContain("error WM9004: 50.0 % of the rules take part in tests; 50.1 % are asked for");
    expect((await ended(testsYaml, { failUnder: 50 })).code).toBe(0);
  });

  it("has everything as JSON", async () => {
    const { code, out } = await ended(failing, { format: "json" });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      summary: { tests: 2, passed: 1, failed: 1, skipped: 0 },
      tests: [
        { suite: "shop", name: "nobody gets to /admin", outcome: "passed", misses: [] },
        {
          outcome: "failed",
          location: { file: "shop.mesh-test.yaml", line: 9 },
          request: { from: "shop/sa/web", to: "app.shop:80", method: "GET", path: "/admin" },
          misses: [
            { field: "verdict", expected: "allow", got: "deny", location: { file: "policy.yaml", line: 8, column: 7 } },
            { field: "backend" },
          ],
          answers: [{ verdict: "deny", status: 403, layer: "waypoint", by: expect.arrayContaining(["shop/no-admin"]) }],
        },
      ],
      coverage: {
        percent: 50,
        rules: [
          { kind: "policy", name: "shop/no-admin rule[0]", requests: 2, location: { line: 8 } },
          { name: "shop/no-admin rule[1]", requests: 0 },
        ],
      },
      diagnostics: [],
    });
  });

  it("speaks to CI servers in JUnit and to GitHub in annotations", async () => {
    const { out } = await ended(failing, { format: "junit" });
    expect(out).toContain('<testsuites name="waymark test" tests="2" failures="1" errors="0">');
    expect(out).toContain(
      '<testcase classname="shop" name="nobody gets to /admin" file="shop.mesh-test.yaml" line="6"/>',
    );
    expect(out).toContain(
      '<failure message="expected verdict allow, got deny; expected backend shop/app, got nobody gets it">',
    );
    expect((await ended(failing, { format: "github" })).out).toMatch(
      /^::error file=shop\.mesh-test\.yaml,line=9,.*title=WM9002 MeshTest shop::shop: everybody gets to \/: expected/,
    );
  });

  it("fails where a test file cannot be used, and runs the others", async () => {
    folder.write("other.yaml", testsYaml.replace("expect:", "expects:"));
    const { code, out } = await ended(testsYaml);
    expect(code).toBe(1);
    expect(out).toContain("other.yaml:8:5 error WM2005: unknown field tests[0].expects");
    expect(out).toContain("2 requests: 2 passed.");
    const { out: xml } = await ended(testsYaml, { format: "junit" });
    expect(xml).toContain('<error message="WM2005: unknown field tests[0].expects">');
  });

  it("fails where the manifests cannot be read", async () => {
    const { code, out } = await ended(testsYaml.replace("tests:", "manifests: [none]\ntests:"));
    expect(code).toBe(1);
    expect(out).toMatch(/error WM1001: none does not exist/);
  });

  it("tests other manifests when asked to", async () => {
    const other = scratchFolder();
    folders.push(other);
    const open = aPolicy("shop/open", { action: "ALLOW", service: "app", rules: [{}] });
    const objects = [aNamespace("shop", "waypoint"), aWaypoint("shop"), anAccount("shop", "web")];
    other.write("all.yaml", manifestText(...objects, anApp({ namespace: "shop", name: "app" }), open));
    const { code, out } = await ended(testsYaml, { manifests: [other.path] });
    expect(code).toBe(1);
    expect(out).toContain("expected verdict deny, got allow");
  });

  it("calls it wrong usage where there is nothing to test", async () => {
    await expect(ended("")).rejects.toThrow(/there are no mesh tests/);
    await expect(ended(testsYaml, { only: ["nothing"] })).rejects.toThrow(new UsageError("no test is called nothing"));
    await expect(ended(testsYaml, { only: ["/(/"] })).rejects.toThrow(UsageError);
    await expect(ended(testsYaml, { watch: true, envoy: true })).rejects.toThrow(UsageError);
    await expect(ended(testsYaml, { watch: true, format: "json" })).rejects.toThrow(UsageError);
    await expect(ended(testsYaml, { lcov: folder.at("no/such/folder") })).rejects.toThrow(UsageError);
  });

  it("runs again when a test or a manifest changes, until it is interrupted", async () => {
    const out: string[] = [];
    let heard: () => void = () => undefined;
    const said = async (text: string): Promise<void> => {
      while (!out.some((line) => line.includes(text))) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
      out.length = 0;
    };
    const hear = {
      write: (text: string): void => {
        out.push(text);
        heard();
      },
    };
    folder.write("shop.mesh-test.yaml", testsYaml);
    const output = createOutput({ json: false, env: {}, stdout: hear, stderr: hear });
    const running = runTest([folder.at("shop.mesh-test.yaml")], { ...usual, watch: true }, output);
    await said("Watching");
    folder.write("shop.mesh-test.yaml", failing);
    await said("1 failed");
    folder.write("shop.mesh-test.yaml", "kind: nothing\n");
    await said("there are no mesh tests");
    folder.write("shop.mesh-test.yaml", testsYaml);
    await said("2 requests: 2 passed.");
    folder.write("policy.yaml", policyYaml.replace("/admin", "/"));
    await said("2 failed");
    process.emit("SIGINT");
    expect(await running).toBe(0);
  }, 60_000);
});
