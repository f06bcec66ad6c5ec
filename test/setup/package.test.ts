/** The package as it would be published, and the ready-made pieces for CI that run it. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { type ScratchFolder, scratchFolder, serviceYaml } from "../../src/sources/testing/scratch-folder.js";
import { commandsIn, installPacked, packedTarball } from "../support/packed-waymark.js";

const textOf = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const { version } = JSON.parse(textOf("package.json")) as { readonly version: string };
const page = textOf("docs/ci.md");

let scratch: ScratchFolder;
let tarball: string;
beforeAll(() => {
  scratch = scratchFolder();
  tarball = packedTarball(scratch.at("packed"));
  installPacked(tarball, scratch.at("user"));
  scratch.write("user/manifests/good.yaml", serviceYaml("web"));
  scratch.write("user/manifests/bad port.yaml", serviceYaml("api", 99999));
}, 120_000);
afterAll(() => scratch.remove());

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script as GitHub does where the shell is `bash`, in the user's folder. */
function ran(script: string, env: Readonly<Record<string, string>> = {}): Ended {
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: scratch.at("user"),
    encoding: "utf8",
    env: { ...process.env, WAYMARK_CACHE: scratch.at("cache"), ...env },
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

/** The registry's side of `npx`: the packed waymark, for exactly the version that there is. */
function withNpx(): { readonly PATH: string } {
  return commandsIn(scratch.at("npx"), {
    npx: `[ "$1 $2" = "--yes waymark@${version}" ]; shift 2; exec "${scratch.at("user/node_modules/.bin/waymark")}" "$@"`,
  });
}

describe("the package in a folder of its own", () => {
  it("has a command that validates", () => {
    const { status, stdout } = ran("node_modules/.bin/waymark validate manifests");
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining("bad port.yaml:4:25 error WM2004"),
    });
  });

  it("has a command that generates", () => {
    expect(ran("node_modules/.bin/waymark generate manifests/good.yaml").status).toBe(0);
  });

  it("can be imported, each of its parts, with nothing missing", () => {
    const program = `
      import { validate } from "waymark";
      import { XdsCache } from "waymark/xds";
      import { WasmHost } from "waymark/wasm-host";
      const { diagnostics } = await validate(["manifests"]);
      console.log(JSON.stringify([diagnostics.map(({ code }) => code), typeof XdsCache, typeof WasmHost]));`;
    const { stdout, stderr } = ran(`node --input-type=module -e '${program}'`);
    expect({ said: stdout, stderr }).toEqual({ said: '[["WM2004"],"function","function"]\n', stderr: "" });
  });
});

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** Runs the action's own steps with these inputs; `outputs` is what it wrote into the file for them. */
function actionRan(given: Readonly<Record<string, string>>): Ended & { readonly outputs: string } {
  const { inputs, runs } = parse(textOf("action.yml")) as Action;
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      name === "package" ? tarball : (given[name] ?? input.default),
    ]),
  );
  const temporary = scratch.at("runner");
  scratch.write("runner/output", "");
  const npm = commandsIn(scratch.at("npm"), {
    npm: `[ "$1 $2" = "install --prefix" ]; [ "\${!#}" = "${tarball}" ]; mkdir -p "$3"; cp -a "${scratch.at("user/node_modules")}" "$3"`,
  });
  const filled = (text: string): string =>
    text.replace(/\$\{\{ (?:inputs\.([\w-]+)|(runner\.temp)) \}\}/g, (_, input: string | undefined) =>
      input === undefined ? temporary : (values[input] ?? ""),
    );
  let ended: Ended = { status: 0, stdout: "", stderr: "" };
  for (const { run, env = {} } of runs.steps) {
    if (run === undefined || ended.status !== 0) continue;
    const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)]));
    ended = ran(run, { ...npm, RUNNER_TEMP: temporary, GITHUB_OUTPUT: `${temporary}/output`, CI: "true", ...own });
  }
  return { ...ended, outputs: readFileSync(`${temporary}/output`, "utf8") };
}

describe("the GitHub action", () => {
  it("annotates the lines of the change and fails", () => {
    const { status, stdout } = actionRan({ paths: "manifests/good.yaml\nmanifests/bad port.yaml\n" });
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^::error file=manifests\/bad port\.yaml,line=4,/),
    });
  });

  it("writes a file for code scanning and says where it is", () => {
    const { status, stdout, outputs } = actionRan({ paths: "manifests", format: "sarif", "fail-on": "never" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    const file = /^sarif-file=(.+)$/m.exec(outputs)?.[1] ?? "";
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ ruleId: "WM2004" }] }],
    });
  });

  it("passes on definitions and a baseline", () => {
    ran("node_modules/.bin/waymark validate manifests --baseline known.json --write-baseline");
    expect(actionRan({ paths: "manifests", baseline: "known.json" }).status).toBe(0);
    expect(actionRan({ paths: "manifests/good.yaml", crds: "nowhere.yaml\n" }).stdout).toContain("nowhere.yaml");
  });

  it("takes nothing in its inputs for a part of its script", () => {
    const { stderr } = actionRan({ paths: 'manifests"; touch taken; echo "', baseline: "$(touch taken)" });
    expect(stderr).toContain("$(touch taken)");
    expect(ran("test -e taken").status).toBe(1);
  });

  it("says what is wrong with the way it is called", () => {
    expect(actionRan({ format: "html" })).toMatchObject({ status: 2, stderr: expect.stringContaining("html") });
  });
});

describe("docs/ci.md", () => {
  const snippets = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = ""]): unknown => parse(text));
  const workflows = snippets.filter((one) => typeof one === "object" && one !== null && "jobs" in one);
  const steps = (
    workflows as { readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>> }[]
  ).flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
  const script = (command: string): string => {
    const found = steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes(` ${command} `));
    expect(found).toHaveLength(1);
    return found[0] ?? "";
  };

  it("gives the action inputs that it has", () => {
    const { inputs, outputs } = parse(textOf("action.yml")) as Action;
    const given = steps
      .filter(({ uses }) => uses?.includes("/waymark@") === true)
      .flatMap((step) => Object.keys(step.with ?? {}));
    expect(given).toEqual(["paths", "paths", "format", "fail-on"]);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(given));
    const used = [...page.matchAll(/steps\.waymark\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(used));
  });

  it("has a step for GitHub that works", () => {
    expect(ran(script("validate"), withNpx())).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("::error file=manifests/"),
    });
  });

  it("has a step for mesh tests that works", () => {
    const test = { name: "nobody", from: "shop/sa/web", to: "gone.shop", expect: "allow" };
    const tests = { apiVersion: "waymark.dev/v1alpha1", kind: "MeshTest", manifests: ["good.yaml"], tests: [test] };
    scratch.write("user/manifests/mesh-test.json", JSON.stringify(tests));
    const ended = ran(script("test"), withNpx());
    ran("rm manifests/mesh-test.json");
    expect(ended).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("::error file=manifests/mesh-test.json"),
    });
  });

  it("has a step for a comment on the change that works", () => {
    const as = "-c user.name=a -c user.email=a@example.com";
    ran(
      `git init -q && git add manifests/good.yaml && git ${as} commit -qm base && git update-ref refs/remotes/origin/main HEAD`,
    );
    scratch.write("user/manifests/more.yaml", serviceYaml("more"));
    ran(`git add manifests/more.yaml && git ${as} commit -qm head`);
    const { status } = ran(script("diff"), { ...withNpx(), BASE: "main" });
    const comment = readFileSync(scratch.at("user/comment.md"), "utf8");
    ran("rm -rf .git comment.md manifests/more.yaml");
    expect({ status, comment }).toEqual({ status: 0, comment: expect.stringContaining("Service shop/more") });
  });

  it("has a job for GitLab that works", () => {
    const { mesh } = snippets.find((one) => typeof one === "object" && one !== null && "mesh" in one) as {
      readonly mesh: {
        readonly script: readonly string[];
        readonly artifacts: { readonly reports: { readonly junit: string } };
      };
    };
    const { status } = ran(mesh.script.join("\n"), withNpx());
    const report = readFileSync(scratch.at(`user/${mesh.artifacts.reports.junit}`), "utf8");
    expect({ status, report }).toEqual({ status: 1, report: expect.stringMatching(/^<\?xml[\s\S]*<failure /) });
  });

  it("has hooks for pre-commit that work", () => {
    const [provided] = parse(textOf(".pre-commit-hooks.yaml")) as readonly Hook[];
    const [own, ours] = snippets.flatMap(
      (one) => (one as { readonly repos?: readonly { readonly hooks: readonly Hook[] }[] }).repos ?? [],
    );
    const commands = [own?.hooks[0], { ...provided, ...ours?.hooks[0] } as Hook].map(
      (hook) => `${hook?.entry} ${hook?.args.join(" ")}`,
    );
    expect(ours?.hooks[0]?.id).toBe(provided?.id);
    const path = `${scratch.at("user/node_modules/.bin")}:${withNpx().PATH}`;
    for (const command of commands) {
      expect({ command, ...ran(command, { PATH: path }) }).toMatchObject({
        command,
        status: 1,
        stdout: expect.stringContaining("WM2004"),
      });
    }
  });

  it("names the version of this package, and so do the pieces", () => {
    const named = [page, textOf("action.yml"), textOf(".pre-commit-hooks.yaml")].flatMap((text) =>
      [...text.matchAll(/(?:waymark@v?|rev: v)(\d+\.\d+\.\d+)/g)].map(([, one]) => one),
    );
    expect(named.length).toBeGreaterThan(6);
    expect(new Set(named)).toEqual(new Set([version]));
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
}
