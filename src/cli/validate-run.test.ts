import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type ScratchFolder, scratchFolder, serviceYaml } from "../sources/testing/scratch-folder.js";
import { UsageError } from "./exit.js";
import type { ValidateCommandOptions } from "./options.js";
import { createOutput } from "./output.js";
import { runValidate } from "./validate-run.js";

const usual: ValidateCommandOptions = {
  format: "text",
  severity: "info",
  failOn: "error",
  crds: [],
  pluginSchema: [],
  clusterPerFolder: false,
  writeBaseline: false,
  fix: false,
  dryRun: false,
};

const folders: ScratchFolder[] = [];
let folder: ScratchFolder;
const before = process.env["WAYMARK_CACHE"];
beforeEach(() => {
  folder = scratchFolder();
  folders.push(folder);
  process.env["WAYMARK_CACHE"] = folder.at(".cache");
});
afterAll(() => {
  for (const one of folders) one.remove();
  if (before === undefined) delete process.env["WAYMARK_CACHE"];
  else process.env["WAYMARK_CACHE"] = before;
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function ended(
  paths: readonly string[],
  options: Partial<ValidateCommandOptions> = {},
  input = "",
): Promise<Ended> {
  const [out, notes]: [string[], string[]] = [[], []];
  const output = createOutput({
    json: options.format !== undefined && options.format !== "text",
    env: {},
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => notes.push(text) },
  });
  async function* stdin(): AsyncGenerator<string> {
    yield input;
  }
  const code = await runValidate(paths, { ...usual, ...options }, { output, stdin: stdin() });
  return { code, out: out.join(""), notes: notes.join("") };
}

/** Every code that was said, sorted. */
async function codes(
  paths: readonly string[],
  options: Partial<ValidateCommandOptions> = {},
  input = "",
): Promise<readonly string[]> {
  const { out } = await ended(paths, { ...options, format: "json" }, input);
  return (JSON.parse(out) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code).sort();
}

const badPort = serviceYaml("web", 99999);

describe("waymark validate", () => {
  it("ends well and says so where nothing is wrong", async () => {
    folder.write("a.yaml", serviceYaml("web"));
    expect(await ended([folder.path])).toEqual({ code: 0, out: "", notes: "1 file, 1 object: nothing found.\n" });
  });

  it("ends with 1 at an error, and shows the line", async () => {
    const file = folder.write("a.yaml", badPort);
    const { code, out, notes } = await ended([folder.path]);
    expect(code).toBe(1);
    expect(out).toContain(`${file}:4:25 error WM2004: `);
    expect(out).toContain("^^^^^");
    expect(notes).toContain("1 error.");
  });

  it.each([
    [{ failOn: "warning" }, 1],
    [{ failOn: "error" }, 0],
    [{ failOn: "never" }, 0],
    [{ failOn: "warning", severity: "error" }, 1],
  ] as const)("with %j and a warning ends with %d", async (options, code) => {
    folder.write("a.yaml", `${serviceYaml("web")}colour: red\n`);
    expect((await ended([folder.path], options)).code).toBe(code);
  });

  it("reads standard input", async () => {
    expect(await codes(["-"], {}, badPort)).toEqual(["WM2004"]);
    expect((await ended(["-"], {}, badPort)).out).toContain("-:4:25 error WM2004");
  });

  it("names the template of a rendered document, and its line in what was piped in", async () => {
    const rendered = ["web", "api"].map(
      (name) => `---\n# Source: shop/templates/${name}.yaml\n${serviceYaml(name, name === "api" ? 99999 : 80)}`,
    );
    const { out } = await ended(["-"], {}, rendered.join(""));
    expect(out.split("\n")[0]).toMatch(/^-:12:25 error WM2004: .* \(rendered from shop\/templates\/api.yaml\)$/);
  });

  it.each(["sarif", "junit", "github", "json"] as const)("prints %s", async (format) => {
    const { code, out } = await ended(["-"], { format }, badPort);
    expect(code).toBe(1);
    expect(out).toContain("WM2004");
  });

  it("says the same again with what the run before has left", async () => {
    const rules = '[{rule: "self.layers < 4", message: "too high"}]';
    const broken = '[{rule: "self.layers <"}]';
    const crd = (kind: string, text: string): string =>
      `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${kind.toLowerCase()}s.example.com}
spec:
  group: example.com
  names: {kind: ${kind}}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {layers: {type: integer}}, x-kubernetes-validations: ${text}}}}}
`;
    const object = (kind: string, layers: number): string =>
      `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: {name: a${layers}, namespace: b}\nspec: {layers: ${layers}}\n`;
    folder.write("crds/cakes.yaml", `${crd("Cake", rules)}---\n${crd("Pie", broken)}`);
    const manifests = folder.write("m/cakes.yaml", `${object("Cake", 3)}---\n${object("Cake", 5)}`);
    const options = { crds: [folder.at("crds")], format: "json" } as const;
    const first = await ended([folder.at("m")], options);
    expect(first.out).toContain("too high");
    expect(await ended([folder.at("m")], options)).toEqual(first);
    // What is wrong with a definition is told as long as it is.
    folder.write("m/pies.yaml", object("Pie", 1));
    const second = await ended([folder.at("m")], options);
    expect(second.out).toContain("WM2014");
    expect(await ended([folder.at("m")], options)).toEqual(second);
    // Another definition, another verdict.
    folder.write("crds/cakes.yaml", crd("Cake", rules.replace("4", "2")));
    folder.write("m/pies.yaml", "");
    const third = await ended([folder.at("m")], options);
    expect(third.out.match(/too high/g)).toHaveLength(2);
    expect(third.out).toContain(manifests);
    expect(await ended([folder.at("m")], options)).toEqual(third);
  });

  it("says which kinds it knows nothing of, until it is given their definitions", async () => {
    const cake = "apiVersion: example.com/v1\nkind: Cake\nmetadata: {name: a, namespace: b}\nspec: {layers: many}\n";
    const crd = folder.write(
      "crds/cake.yaml",
      `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: cakes.example.com}
spec:
  group: example.com
  names: {kind: Cake}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {layers: {type: integer}}}}}
`,
    );
    expect((await ended(["-"], {}, cake)).notes).toContain(
      "Not checked, for want of a definition (--crds): 1 example.com/v1/Cake.",
    );
    for (const _ of ["read", "kept"]) {
      expect(await codes(["-"], { crds: [crd] }, cake)).toEqual(["WM2001"]);
      expect(await codes(["-"], { crds: [crd] }, cake.replace("many", "3"))).toEqual([]);
    }
  });

  it("takes every folder for a cluster of its own, if asked to", async () => {
    folder.write("east/a.yaml", serviceYaml("web"));
    folder.write("west/a.yaml", serviceYaml("web"));
    folder.write("common.yaml", serviceYaml("db", 99999));
    expect(await codes([folder.path])).toEqual(["WM1009", "WM2004"]);
    expect(await codes([folder.path], { clusterPerFolder: true })).toEqual(["WM2004"]);
  });

  it("fails only for what is new since the baseline", async () => {
    const baseline = folder.at("baseline.json");
    const file = folder.write("m/a.yaml", badPort);
    const options = { baseline };
    expect((await ended([folder.at("m")], { ...options, writeBaseline: true })).code).toBe(0);
    expect((await ended([folder.at("m")], options)).notes).toContain("nothing found (1 in the baseline)");
    folder.write("m/a.yaml", `# moved\n${badPort}---\n${serviceYaml("other", 99999)}`);
    const { code, out } = await ended([folder.at("m")], options);
    expect([code, out.split("\n")[0]]).toEqual([1, expect.stringContaining(`${file}:10:25 error WM2004`)]);
  });

  it("counts what comments suppress", async () => {
    folder.write("a.yaml", badPort.replace("99999 }] }", "99999 }] } # waymark-ignore WM2004: a test"));
    expect(await ended([folder.path])).toEqual({
      code: 0,
      out: "",
      notes: "1 file, 0 objects: nothing found (1 suppressed).\n",
    });
  });

  it("takes a comment above the first --- for one about the object behind it", async () => {
    folder.write("a.yaml", `# waymark-ignore WM2004: a test\n---\n${badPort}`);
    expect(await codes([folder.path])).toEqual([]);
  });

  it("corrects files, or shows how it would", async () => {
    const file = folder.write("a.yaml", `# kept\n${serviceYaml("web").replace("80", '"80"')}`);
    const asked = await ended([folder.path], { fix: true, dryRun: true });
    expect([asked.code, asked.out]).toEqual([1, expect.stringContaining("+spec: { ports: [{ port: 80 }] }\n")]);
    expect(readFileSync(file, "utf8")).toContain('"80"');
    expect((await ended([folder.path], { fix: true })).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`# kept\n${serviceYaml("web")}`);
  });

  it("explains a code", async () => {
    expect((await ended([], { explain: "wm2004" })).out).toMatch(/^WM2004 \(error\): /);
  });

  it.each<[string, readonly string[], Partial<ValidateCommandOptions>]>([
    ["no path", [], {}],
    ["an unknown code", [], { explain: "WM1" }],
    ["a baseline that is not there", ["-"], { baseline: "/nowhere/baseline.json" }],
    ["a baseline that cannot be written", ["-"], { baseline: "/nowhere/baseline.json", writeBaseline: true }],
    ["a baseline to write without its name", ["-"], { writeBaseline: true }],
    ["corrections of standard input", ["-"], { fix: true }],
    ["a rehearsal of nothing", ["-"], { dryRun: true }],
  ])("%s is wrong usage", async (_, paths, options) => {
    await expect(ended(paths, options)).rejects.toThrow(UsageError);
  });
});

describe("bad input is a finding", () => {
  const laughs = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`),
  ].join("\n");
  it.each<[string, string | Uint8Array, string]>([
    ["binary", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), "WM1004"],
    ["of another encoding", Uint8Array.from([0x6b, 0xff, 0xfe]), "WM1004"],
    ["a billion laughs", laughs, "WM1005"],
    ["a part of itself", "a: &a [*a]\n", "WM1005"],
    ["indented with tabs", "kind: Service\nspec:\n\ta: 1\n", "WM1005"],
    ["a key twice", "kind: Service\nkind: Pod\n", "WM1005"],
    ["nested without end", `a: ${"[".repeat(20_000)}`, "WM1005"],
    ["a list", "- 1\n- 2\n", "WM1008"],
    ["a word", "hello\n", "WM1008"],
    ["broken JSON", '{"kind": ', "WM1005"],
  ])("a file that is %s", async (_, content, code) => {
    folder.write("bad.yaml", content);
    folder.write("good.yaml", serviceYaml("web"));
    expect(await codes([folder.path])).toEqual([code]);
  });

  it("a file of a gigabyte, which is not read", async () => {
    truncateSync(folder.write("huge.yaml", ""), 2 ** 30);
    expect(await codes([folder.path])).toEqual(["WM1003"]);
  });

  it("more on standard input than anybody writes", async () => {
    expect(await codes(["-"], {}, "#".repeat(17 * 2 ** 20))).toEqual(["WM1003"]);
  });

  it("a path that does not exist, and a folder that leads back to itself", async () => {
    mkdirSync(folder.at("loop"));
    symlinkSync("..", folder.at("loop/again"));
    expect(await codes([folder.at("missing"), folder.path])).toEqual(["WM1001", "WM1006", "WM1007"]);
  });

  // Nothing is unreadable for root.
  (process.getuid?.() === 0 ? it.skip : it)("a folder that may not be read", async () => {
    mkdirSync(folder.at("secret"));
    chmodSync(folder.at("secret"), 0o000);
    expect(await codes([folder.path])).toEqual(["WM1002", "WM1006"]);
    chmodSync(folder.at("secret"), 0o700);
  });

  it("definitions that are none, or not YAML", async () => {
    const crds = [
      folder.write("crds/a.yaml", "a: [\n"),
      folder.write("crds/b.yaml", "kind: CustomResourceDefinition\n"),
    ];
    expect(await codes(["-"], { crds }, serviceYaml("web"))).toEqual(["WM1005", "WM2013"]);
  });
});

describe("the configuration of a plugin", () => {
  const schema = { type: "object", additionalProperties: false, properties: { mark: { type: "integer" } } };
  // The Service has no waypoint, which is another matter.
  const nothingAboutIt = ["WM5005"];
  const plugin = (url: string, mark: string): string =>
    [
      serviceYaml("catalog"),
      "---",
      "apiVersion: extensions.istio.io/v1alpha1",
      "kind: WasmPlugin",
      "metadata: { name: marker, namespace: shop }",
      "spec:",
      "  targetRefs: [{ group: '', kind: Service, name: catalog }]",
      `  url: ${url}`,
      "  pluginConfig:",
      `    mark: ${mark}`,
      "",
    ].join("\n");

  it("is held to the schema beside the module's file, whether or not the module is there", async () => {
    folder.write("marker.schema.json", JSON.stringify(schema));
    folder.write("mesh/plugin.yaml", plugin("file://../marker.wasm", "one"));
    const wrong = await ended([folder.at("mesh")]);
    expect(wrong).toMatchObject({
      code: 1,
      out: expect.stringMatching(/plugin\.yaml:\d+:11 error WM6009: mark must be/),
    });
    folder.write("mesh/plugin.yaml", plugin("file://../marker.wasm", "1"));
    expect(await codes([folder.at("mesh")])).toEqual(nothingAboutIt);
  });

  it("is held to the schema of a project that was not built yet", async () => {
    folder.write("schema.json", JSON.stringify(schema));
    folder.write("mesh/plugin.yaml", plugin("file://../build/marker.wasm", "one"));
    expect(await codes([folder.at("mesh")])).toContain("WM6009");
  });

  it("is held to a schema that is given by the name of the module", async () => {
    folder.write("mine.json", JSON.stringify(schema));
    folder.write("mesh/plugin.yaml", plugin("oci://registry.example/plugins/marker:1.2", "one"));
    expect(await codes([folder.at("mesh")])).toEqual([...nothingAboutIt, "WM6018"]);
    const given = [`marker=${folder.at("mine.json")}`, `other=${folder.at("mine.json")}`];
    const held = await ended([folder.at("mesh")], { pluginSchema: given });
    expect(held).toMatchObject({ code: 1, out: expect.stringContaining("WM6009") });
    expect(held.notes).toContain("No plugin has a module of this name (--plugin-schema): other.");
  });

  it("is held to the schema of a plugin that comes with waymark", async () => {
    folder.write("mesh/plugin.yaml", plugin("oci://registry.example/waymark/token-bucket:0.1.0", "one"));
    expect((await ended([folder.at("mesh")])).out).toContain('the plugin\'s configuration has no "mark"');
    folder.write("mesh/plugin.yaml", plugin("oci://registry.example/others/token-bucket:0.1.0", "one"));
    expect(await codes([folder.at("mesh")])).toEqual([...nothingAboutIt, "WM6018"]);
  });

  it("cannot be held to what is no schema", async () => {
    folder.write("mine.json", "[]");
    for (const given of ["marker", `marker=${folder.at("none.json")}`, `marker=${folder.at("mine.json")}`]) {
      await expect(ended([folder.at("mesh")], { pluginSchema: [given] })).rejects.toThrow(UsageError);
    }
  });

  it("comes with a URL that means something", async () => {
    folder.write("mesh/plugin.yaml", plugin("shop/marker:1", "1"));
    expect((await ended([folder.at("mesh")])).out).toMatch(/error WM6007.*it names no registry/);
  });
});
