import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { renderText } from "../diagnostics/render-text.js";
import { type ScratchFolder, scratchFolder, serviceYaml } from "../sources/testing/scratch-folder.js";
import type { MeshTestCase } from "./mesh-test.js";
import { readMeshTests } from "./read-mesh-tests.js";

const folders: ScratchFolder[] = [];
let folder: ScratchFolder;
beforeEach(() => {
  folder = scratchFolder();
  folders.push(folder);
});
afterAll(() => {
  for (const one of folders) one.remove();
});

const head = "apiVersion: waymark.dev/v1alpha1\nkind: MeshTest\nmetadata: { name: shop }\n";

function read(text: string): ReturnType<typeof readMeshTests> {
  folder.write("shop.mesh-test.yaml", text);
  return readMeshTests([folder.path]);
}

function casesIn(text: string): readonly MeshTestCase[] {
  const { suites, diagnostics } = read(`${head}${text}`);
  expect(diagnostics).toEqual([]);
  return suites.flatMap(({ cases }) => cases);
}

/** What is said, with places in place of the folder. */
function said(text: string): string {
  const { diagnostics } = read(text);
  return diagnostics.map((found) => renderText(found).replaceAll(`${folder.path}/`, "")).join("\n");
}

describe("readMeshTests()", () => {
  it("finds tests by their kind, in whatever file and list, and passes over everything else", () => {
    const test = { apiVersion: "waymark.dev/v1alpha1", kind: "MeshTest", tests: [] as unknown[] };
    const asking = { from: "shop/sa/web", to: "a.shop", expect: "allow" };
    test.tests.push({ name: "one", ...asking });
    folder.write("deep/list.json", JSON.stringify({ apiVersion: "v1", kind: "List", items: [test] }));
    folder.write("all.yaml", `${serviceYaml("web")}---\n${head}tests: [{ name: two, ${flow(asking)} }]\n`);
    folder.write("words.yaml", "# MeshTest\nkind: Other\n");
    const { suites, diagnostics } = readMeshTests([folder.path]);
    expect(diagnostics).toEqual([]);
    expect(suites.map(({ name, file, manifests }) => [name, file, manifests])).toEqual([
      ["shop", folder.at("all.yaml"), [folder.path]],
      [folder.at("deep/list.json"), folder.at("deep/list.json"), [folder.at("deep")]],
    ]);
    expect(suites.flatMap(({ cases }) => cases.map(({ name }) => name))).toEqual(["two", "one"]);
  });

  it("takes what a test leaves out from the defaults, and adds headers up", () => {
    const [first, second] = casesIn(`
defaults: { from: shop/sa/web, to: "a.shop:8080", headers: { x-a: "1" } }
tests:
  - { name: one, headers: { x-b: "2" }, expect: allow }
  - name: two
    from: shop/sa/other
    method: post
    path: /p?q=1
    token: "a.\\n b.c"
    expect: { status: 200 }
`);
    expect(first).toMatchObject({
      request: { from: "shop/sa/web", host: "a.shop", port: 8080, method: "GET", path: "/", times: 1 },
      expect: { verdict: "allow" },
    });
    expect(first?.request.headers).toEqual([
      ["x-a", "1"],
      ["x-b", "2"],
    ]);
    expect(second).toMatchObject({ request: { from: "shop/sa/other", method: "POST", path: "/p?q=1" } });
    expect(second?.request.headers).toContainEqual(["authorization", "Bearer a.b.c"]);
  });

  it("makes a case of each row of a table and of each combination of its lists", () => {
    const cases = casesIn(`
tests:
  - name: admin
    to: [a.shop, b.shop]
    path: [/x, /y]
    expect: deny
    requests:
      - { name: others, from: [shop/sa/one, shop/sa/two] }
      - { from: shop/sa/web, to: a.shop, path: /x, expect: allow }
`);
    expect(cases.map(({ name, expect: { verdict } }) => `${name} → ${verdict}`)).toEqual([
      "admin: others (GET /x of a.shop, by shop/sa/one) → deny",
      "admin: others (GET /x of b.shop, by shop/sa/one) → deny",
      "admin: others (GET /y of a.shop, by shop/sa/one) → deny",
      "admin: others (GET /y of b.shop, by shop/sa/one) → deny",
      "admin: others (GET /x of a.shop, by shop/sa/two) → deny",
      "admin: others (GET /x of b.shop, by shop/sa/two) → deny",
      "admin: others (GET /y of a.shop, by shop/sa/two) → deny",
      "admin: others (GET /y of b.shop, by shop/sa/two) → deny",
      "admin → allow",
    ]);
    expect(cases.at(-1)?.origin.path).toEqual(["tests", 0, "requests", 1]);
  });

  it("gives equal tests names of their own", () => {
    const same = "{ name: a, from: shop/sa/web, to: a.shop, expect: allow }";
    expect(casesIn(`tests: [${same}, ${same}]`).map(({ name }) => name)).toEqual([
      "a (GET / of a.shop, by shop/sa/web) #1",
      "a (GET / of a.shop, by shop/sa/web) #2",
    ]);
  });

  it("sends requests whose shares are counted often, and a row's claims in place of its test's token", () => {
    const [shared, own] = casesIn(`
tests:
  - name: a
    from: shop/sa/web
    to: a.shop
    token: a.b.c
    authorizer: "429"
    requests:
      - { name: shares, expect: { share: { shop/a: 60, shop/b: 40 } } }
      - { name: claims, claims: { sub: x }, authorizer: deny, expect: deny }
`);
    expect(shared?.request).toMatchObject({ times: 200, authorizerStatus: 429 });
    expect(own?.request).toMatchObject({ claims: { sub: "x" }, authorizerStatus: 403, headers: [] });
  });

  it("looks for other manifests from the folder of the file", () => {
    const { suites } = read(
      `${head}manifests: [../base, /abs]\ntests: [{ name: a, from: shop/sa/web, to: a.shop, expect: allow }]\n`,
    );
    expect(suites[0]?.manifests).toEqual([folder.at("../base"), "/abs"]);
  });

  it("says at which place a field is unknown, and runs none of the document", () => {
    const text = `${head}tests:\n  - name: a\n    form: shop/sa/web\n    to: a.shop\n    expect: { verdict: denied }\n`;
    expect(said(text)).toBe(
      [
        "shop.mesh-test.yaml:6:5 error WM2005: unknown field tests[0].form",
        "    6 |     form: shop/sa/web",
        '      |     ^^^^ Did you mean "from"?',
        'shop.mesh-test.yaml:8:24 error WM2003: tests[0].expect.verdict cannot be "denied"',
        "    8 |     expect: { verdict: denied }",
        "      |                        ^^^^^^ Use one of allow, deny, redirect, answer or error.",
      ].join("\n"),
    );
    expect(read(text).suites).toEqual([]);
  });

  it("says so when a document is no YAML or of another version", () => {
    expect(said(`${head}tests: [\n`)).toContain("shop.mesh-test.yaml:5:1 error WM1005");
    expect(said("apiVersion: waymark.dev/v2\nkind: MeshTest\ntests: []\n")).toContain(
      'shop.mesh-test.yaml:1:13 error WM2003: apiVersion cannot be "waymark.dev/v2"',
    );
  });

  it("says so when a path does not exist", () => {
    expect(readMeshTests([folder.at("none")]).diagnostics.map(({ code }) => code)).toEqual(["WM1001"]);
  });

  it.each([
    ["to: a.shop, expect: allow", "does not say who asks"],
    ["from: shop/sa/web, expect: allow", "does not say what is asked for"],
    ["from: shop/sa/web, to: a.shop", "does not say what must happen"],
    ["from: shop/sa/web, to: a.shop, expect: {}", "expects nothing"],
    ["from: web, to: a.shop, expect: allow", "is from web"],
    ["from: shop/sa/web, to: 'http://a.shop', expect: allow", "asks for http://a.shop"],
    ["from: shop/sa/web, to: a.shop, path: admin, expect: allow", "has the path admin"],
    ["from: shop/sa/web, to: a.shop, ip: here, expect: allow", "has the ip here"],
    ["from: shop/sa/web, to: a.shop, token: a, claims: {}, expect: allow", "has both a token and claims"],
    ["from: shop/sa/web, to: a.shop, expect: { share: { shop/a: 60 } }", "shares out 60 percent"],
  ])("says so when a test is of no use: { %s }", (fields, message) => {
    const text = said(`${head}tests:\n  - { name: a, ${fields} }\n`);
    expect(text).toContain(`shop.mesh-test.yaml:5:5 error WM9001: test "a" ${message}`);
  });
});

function flow(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
}
