/** What an author does, with the packages as they would be published: init, build, test, on the host and on a real Envoy. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tutorialFiles } from "../support/tutorial.js";

const patienceMs = 240_000;
let folder = "";
let waymarkFolder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-authoring-"));
  waymarkFolder = await unpacked(".", "waymark");
  const sdkFolder = await unpacked("wasm-plugins/sdk", "@waymark/proxy-wasm");
  // What the packages say that they need, and nothing else; Jest comes with the project.
  const wanted = (await Promise.all([waymarkFolder, sdkFolder].map(dependenciesOf))).flat();
  for (const name of new Set([...wanted, "jest"])) {
    const place = join(folder, "node_modules", name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(resolve("node_modules", name), place);
  }
}, patienceMs);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The package as `npm pack` would publish it, where npm would put it. */
async function unpacked(source: string, name: string): Promise<string> {
  const target = join(folder, "node_modules", name);
  await mkdir(target, { recursive: true });
  const packed = ran("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], resolve(source));
  const [{ filename }] = JSON.parse(packed.stdout) as [{ readonly filename: string }];
  ran("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"], folder);
  return target;
}

async function dependenciesOf(place: string): Promise<readonly string[]> {
  const { dependencies } = JSON.parse(await readFile(join(place, "package.json"), "utf8"));
  return Object.keys(dependencies);
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function attempted(command: string, given: readonly string[], cwd: string): Ran {
  return spawnSync(command, given, { cwd, encoding: "utf8", timeout: patienceMs });
}

function ran(command: string, given: readonly string[], cwd: string): Ran {
  const run = attempted(command, given, cwd);
  if (run.status !== 0) throw new Error(`${command} ${given.join(" ")}: ${run.stdout}${run.stderr}`);
  return run;
}

function waymark(given: readonly string[], cwd = folder): Ran {
  return attempted(process.execPath, [join(waymarkFolder, "dist", "cli", "main.js"), ...given], cwd);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

describe("a new plugin project", () => {
  it.each(["minimal", "headers", "body"])(
    "of template %s builds, and its tests pass on the host and on Envoy",
    (template) => {
      expect(waymark(["wasm", "init", `my-${template}`, "--template", template])).toMatchObject({ status: 0 });
      const test = waymark(["wasm", "test", `my-${template}`, "--envoy"]);
      expect(test.stderr).toMatch(/on Envoy, alike\n\s+✓/);
      expect(test.stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
      expect(test.status).toBe(0);
      expect(waymark(["validate", `my-${template}/mesh`, "--fail-on", "info"])).toMatchObject({
        status: 0,
        stdout: "",
      });
    },
    patienceMs,
  );

  it("asks for the packages that made it", async () => {
    waymark(["wasm", "init", "asking"]);
    const { devDependencies } = JSON.parse(await readFile(join(folder, "asking", "package.json"), "utf8"));
    const { version } = JSON.parse(await readFile("package.json", "utf8"));
    expect(devDependencies).toMatchObject({ "@waymark/proxy-wasm": `^${version}`, waymark: `^${version}` });
  });

  it("becomes the gate of the tutorial", async () => {
    waymark(["wasm", "init", "gate"]);
    for (const [path, text] of await tutorialFiles()) await write(path, text);
    const test = waymark(["wasm", "test", "gate"]);
    expect(test.stderr).toMatch(/Tests: +3 passed, 3 total/);
    expect(test.status).toBe(0);
    expect(waymark(["validate", "gate/mesh", "--fail-on", "info"])).toMatchObject({ status: 0, stdout: "" });
  }, 240_000);
});

describe("waymark wasm init", () => {
  it("writes over nothing", async () => {
    await write("mine/notes.txt", "mine");
    expect(waymark(["wasm", "init", "mine"])).toMatchObject({
      status: 2,
      stderr: "waymark: mine is not empty; nothing is written over\n",
    });
    expect(waymark(["wasm", "init", "mine/notes.txt"])).toMatchObject({ status: 2 });
  });

  it.each(["Gate", "my_gate-"])("refuses the name %s", (name) => {
    expect(waymark(["wasm", "init", name])).toMatchObject({ status: 2, stderr: expect.stringContaining("no name") });
  });
});

describe("waymark wasm build", () => {
  it("shows the line of a mistake", async () => {
    waymark(["wasm", "init", "wrong", "--template", "minimal"]);
    const path = join(folder, "wrong", "assembly", "index.ts");
    const source = await readFile(path, "utf8");
    await writeFile(path, source.replace('"x-filter"', "7"));
    const line = source.split("\n").findIndex((text) => text.includes("x-filter")) + 1;
    expect(waymark(["wasm", "build", "wrong"])).toMatchObject({
      status: 1,
      stdout: "",
      stderr: [
        `wrong/assembly/index.ts:${line}:32 error TS2322: Type 'i32' is not assignable to type '~lib/string/String'.`,
        `${String(line).padStart(5)} |     this.setHttpResponseHeader(7, "wrong");`,
        "      |                                ^",
        "",
      ].join("\n"),
    });
  }, 120_000);

  it("says what is no project, no file, and no schema", async () => {
    expect(waymark(["wasm", "build", "."]).stderr).toMatch(/no plugin project.*waymark wasm init/);
    expect(waymark(["wasm", "build", "nothing.ts"])).toMatchObject({ status: 2 });
    waymark(["wasm", "init", "schemaless"]);
    await write("schemaless/schema.json", '{"type": "nothing"}');
    expect(waymark(["wasm", "build", "schemaless"])).toMatchObject({
      status: 1,
      stderr: "schema.json is no JSON Schema\n",
    });
  });

  it("builds one file, and tells machines what came of it", async () => {
    const minimal = await readFile("plugin-templates/minimal/assembly/index.ts", "utf8");
    await write("alone/filter.ts", minimal.replace("http-response-headers", "http-request-headers"));
    const refused = waymark(["wasm", "build", "alone/filter.ts", "--json"]);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      built: false,
      problems: [{ file: "alone/filter.ts", message: expect.stringContaining("never calls onHttpResponseHeaders()") }],
    });
    await write("alone/filter.ts", minimal);
    const built = waymark(["wasm", "build", "alone/filter.ts", "--json"]);
    expect(JSON.parse(built.stdout)).toMatchObject({ built: true, module: "alone/filter.wasm", abiVersion: "0.2.1" });
    expect((await readFile(join(folder, "alone", "filter.wasm"))).length).toBe(JSON.parse(built.stdout).sizeBytes);
  }, 120_000);
});

describe("waymark wasm bench", () => {
  const few = ["--requests", "100", "--rounds", "2"];

  it("tells what a plugin costs beside no filter, and how it answers", () => {
    const bench = waymark([
      "wasm",
      "bench",
      "my-body/build/my-body.wasm",
      "--body",
      "{}",
      "--config",
      '{"required":["book"]}',
      ...few,
      "--json",
    ]);
    expect({ status: bench.status, stderr: bench.stderr }).toEqual({ status: 0, stderr: "" });
    const spread = { median: expect.any(Number), lowerQuartile: expect.any(Number), upperQuartile: expect.any(Number) };
    expect(JSON.parse(bench.stdout)).toMatchObject({
      rounds: 2,
      requests: 100,
      cpu: { without: spread, plugin: spread, cost: spread, noise: spread },
      statuses: { without: { "200": 200 }, plugin: { "400": 100 } },
    });
  }, 120_000);

  it("says what Envoy has against a configuration", () => {
    const bench = waymark(["wasm", "bench", "my-body/build/my-body.wasm", "--config", '{"size":1}', ...few]);
    expect(bench).toMatchObject({ status: 1, stdout: "" });
    expect(bench.stderr).toContain("configuration refused: size: there is no such field");
  }, 120_000);

  it("refuses what is no module, and figures that make no sense", async () => {
    await write("noise.wasm", "noise");
    expect(waymark(["wasm", "bench", "noise.wasm"])).toMatchObject({ status: 1 });
    expect(waymark(["wasm", "bench", "noise.wasm", "--rounds", "1"])).toMatchObject({ status: 2 });
    expect(waymark(["wasm", "bench", "nothing.wasm"])).toMatchObject({ status: 2 });
  });
});
