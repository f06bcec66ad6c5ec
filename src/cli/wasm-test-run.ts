import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { EnvironmentProblem, type ExitCode, exitCodes, UsageError } from "./exit.js";
import { filterSourceAt } from "./filter-build.js";
import { processOutput } from "./output.js";
import { buildOnce } from "./wasm-build-run.js";
import type { WasmTestOptions } from "./wasm-options.js";

/** Builds a plugin and runs its tests. Exit code 1: it does not build, or a test fails. */
export async function runWasmTest(
  folder: string,
  jestArguments: readonly string[],
  options: WasmTestOptions,
): Promise<ExitCode> {
  const project = resolve(folder);
  if ((await readFile(join(project, "package.json")).catch(() => undefined)) === undefined) {
    throw new UsageError(`${folder} is no plugin project: it has no package.json (waymark wasm init makes one)`);
  }
  const output = processOutput(false);
  if (options.build) {
    const built = await buildOnce(await filterSourceAt(folder), output);
    if (built !== exitCodes.fine) return built;
  }
  const env = { ...process.env, ...(await surroundings(options, output.note)) };
  const code = await jestExit({ project, jestArguments, env });
  return code === 0 ? exitCodes.fine : exitCodes.findings;
}

/** What decides where behaviours are tried. Envoy is found now: fetching it takes longer than a test may. */
async function surroundings(
  { envoy }: WasmTestOptions,
  note: (line: string) => void,
): Promise<Readonly<Record<string, string>>> {
  if (envoy === false) return { WASM_ON: "host" };
  const env = typeof envoy === "string" ? { ...process.env, WAYMARK_ENVOY: envoy } : process.env;
  const { path } = await findEnvoy({ log: note, env });
  return { WASM_ON: "both", WAYMARK_ENVOY: path };
}

async function jestExit(run: {
  readonly project: string;
  readonly jestArguments: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}): Promise<number> {
  const { project, jestArguments, env } = run;
  const flags = ["--experimental-vm-modules", "--no-warnings"];
  const child = spawn(process.execPath, [...flags, jestOf(project), "--rootDir", project, ...jestArguments], {
    cwd: project,
    env,
    stdio: "inherit",
  });
  // Ctrl-C reaches the child by itself; we wait for it to end in good order. Whoever ends us alone means it, too.
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  const wait = (): void => undefined;
  process.on("SIGTERM", passOn);
  process.on("SIGINT", wait);
  try {
    return await new Promise((done, fail) => {
      child.on("error", fail);
      child.on("close", (code) => done(code ?? 1));
    });
  } finally {
    process.off("SIGTERM", passOn);
    process.off("SIGINT", wait);
  }
}

function jestOf(project: string): string {
  try {
    return createRequire(join(project, "package.json")).resolve("jest/bin/jest");
  } catch {
    throw new EnvironmentProblem(`jest is not installed in ${project}: npm install`);
  }
}
