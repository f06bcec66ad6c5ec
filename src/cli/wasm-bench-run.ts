import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { openProcessGuard } from "../runtime/process-guard.js";
import { inspectModule } from "../wasm/inspect.js";
import { type BenchOptions, benchRounds, type Round } from "../wasm-lab/bench.js";
import { benchFigures } from "../wasm-lab/bench-figures.js";
import { benchText } from "./bench-text.js";
import { parsedHeader } from "./curl-run.js";
import { EnvironmentProblem, type ExitCode, exitCodes, UsageError } from "./exit.js";
import { interruption } from "./interruption.js";
import { unusable } from "./option-values.js";
import { type Output, processOutput } from "./output.js";
import { startProgress } from "./progress.js";
import type { WasmBenchOptions } from "./wasm-options.js";

/** Measures a plugin. Exit code 1: Envoy does not run it. */
export async function runWasmBench(file: string, options: WasmBenchOptions): Promise<ExitCode> {
  const module = await readFile(file).catch(unusable("the module", file));
  const wishes = await wishesOf(file, options);
  const output = processOutput(options.json);
  const { refusals, sizeBytes, digest } = inspectModule(module);
  if (refusals.length > 0) {
    for (const { message } of refusals) output.note(`Envoy does not run it: ${message}`);
    return exitCodes.findings;
  }
  const env = options.envoy === undefined ? process.env : { ...process.env, WAYMARK_ENVOY: options.envoy };
  const envoy = await findEnvoy({ log: output.note, env });
  const load = loadavg()[0] ?? 0;
  const rounds = await measured(wishes, { binary: envoy.path, output });
  if (rounds === undefined) return exitCodes.findings;
  const figures = benchFigures(rounds);
  const site = { envoy: envoy.version, cores: cpus().length, load };
  if (options.json)
    output.line(JSON.stringify({ module: file, sizeBytes, sha256: digest, ...site, ...figures }, null, 2));
  else output.text(benchText({ file, sizeBytes, ...site }, figures, output.colour));
  return exitCodes.fine;
}

type Wishes = Pick<BenchOptions, "plugin" | "shot" | "answer" | "requests" | "rounds" | "connections">;

async function wishesOf(file: string, options: WasmBenchOptions): Promise<Wishes> {
  const { requests, rounds, connections } = options;
  const [configuration, body, answer] = await Promise.all([
    given("--config", options.config),
    given("--body", options.body),
    given("--response-body", options.responseBody),
  ]);
  if (!options.path.startsWith("/")) throw new UsageError(`--path ${options.path}: a path begins with /`);
  return {
    plugin: { module: resolve(file), ...(configuration !== undefined && { configuration: configuration.toString() }) },
    shot: {
      method: options.method ?? (body === undefined ? "GET" : "POST"),
      path: options.path,
      headers: options.header.map(parsedHeader),
      body,
    },
    answer: { body: answer ?? Buffer.alloc(0), type: options.responseType },
    requests,
    rounds,
    connections,
  };
}

/** A text, or the bytes of `@FILE`. */
async function given(option: string, value: string | undefined): Promise<Buffer | undefined> {
  if (value === undefined) return undefined;
  if (!value.startsWith("@")) return Buffer.from(value);
  return await readFile(value.slice(1)).catch(unusable(option, value));
}

/** Undefined: Envoy refused the plugin, and that was said. */
async function measured(
  wishes: Wishes,
  { binary, output }: { readonly binary: string; readonly output: Output },
): Promise<readonly Round[] | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-bench-"));
  const guard = await openProcessGuard(folder);
  const progress = startProgress(process.stderr);
  const ended = new AbortController();
  const stopped = interruption(() => process.exit(130));
  void stopped.asked.then(() => ended.abort());
  const said: string[] = [];
  try {
    progress.doing("starting Envoy");
    return await benchRounds({
      ...wishes,
      binary,
      guard,
      signal: ended.signal,
      onRound: (round) => progress.doing(`round ${round} of ${wishes.rounds}`),
      onLog: (line) => said.push(line),
    });
  } catch (error) {
    if (ended.signal.aborted) throw new EnvironmentProblem("interrupted before there was anything to tell");
    const isRefusal = said.some((line) => /wasm|plugin/i.test(line));
    if (!isRefusal) throw new EnvironmentProblem(error instanceof Error ? error.message : String(error));
    output.note(["Envoy does not run the plugin with this configuration:", ...said].join("\n  "));
    return undefined;
  } finally {
    progress.end();
    stopped.dispose();
    guard.close();
    await rm(folder, { recursive: true, force: true });
  }
}
