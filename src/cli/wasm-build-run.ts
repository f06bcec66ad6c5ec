import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { SourceProblem } from "../../wasm-plugins/sdk/build.mjs";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { builtFilter, type FilterBuild, type FilterSource, filterSourceAt } from "./filter-build.js";
import { interruption } from "./interruption.js";
import { type Output, processOutput, styled } from "./output.js";
import { startProgress } from "./progress.js";
import { sourceChanges } from "./source-changes.js";
import { bytesText } from "./table.js";
import type { WasmBuildOptions } from "./wasm-options.js";

/** Builds a filter. Exit code 1: it does not compile, or a proxy could not run it. */
export async function runWasmBuild(path: string, options: WasmBuildOptions): Promise<ExitCode> {
  if (options.watch && options.json) throw new UsageError("--watch and --json are two things: choose one");
  const source = await filterSourceAt(path, options.out);
  const output = processOutput(options.json);
  if (!options.watch) return await buildOnce(source, output);
  const stopped = interruption(() => process.exit(130));
  const ended = new AbortController();
  void stopped.asked.then(() => ended.abort());
  const folder = dirname(source.entry);
  const changes = await sourceChanges(folder, source.schema === undefined ? [] : [source.schema]);
  await buildOnce(source, output);
  output.note(`Following ${shownPath(folder)}; Ctrl-C ends it.`);
  while (await changes.next(ended.signal)) await buildOnce(source, output);
  stopped.dispose();
  return exitCodes.fine;
}

/** Builds and tells. */
export async function buildOnce(source: FilterSource, output: Output): Promise<ExitCode> {
  const progress = startProgress(process.stderr);
  progress.doing(`compiling ${shownPath(source.entry)}`);
  const build = await builtFilter(source).finally(() => progress.end());
  if (output.json) output.line(JSON.stringify(jsonOf(build, source), null, 2));
  else if (build.kind === "built") tellBuilt(build, source, output);
  else output.note(storyOf(build, source, output.colour));
  return build.kind === "built" ? exitCodes.fine : exitCodes.findings;
}

function tellBuilt(
  { report, warnings, schema }: Extract<FilterBuild, { kind: "built" }>,
  { out }: FilterSource,
  output: Output,
): void {
  if (warnings !== "") output.note(warnings);
  const callbacks = report.exports.map(({ name }) => name).filter(isCallback);
  output.line(styled(shownPath(out), "bold", output.colour));
  output.line(`  size      ${bytesText(report.sizeBytes)} (${report.sizeBytes} bytes)`);
  output.line(`  ABI       ${report.abiVersion}`);
  output.line(`  sha256    ${report.digest}`);
  output.line(`  called    ${callbacks.map((name) => name.replace("proxy_", "")).join(", ")}`);
  if (schema !== undefined) output.line(`  schema    ${shownPath(schema)}`);
}

function isCallback(name: string): boolean {
  return name.startsWith("proxy_on_") && name !== "proxy_on_memory_allocate";
}

function storyOf(
  { story, problems }: Extract<FilterBuild, { kind: "not-built" }>,
  { base }: FilterSource,
  colour: boolean,
): string {
  if (problems.length === 0) return story;
  return problems.map((problem) => problemText(problem, { base, colour })).join("\n");
}

function problemText(
  { severity, code, message, file, line, column, length = 1 }: SourceProblem,
  { base, colour }: { readonly base: string; readonly colour: boolean },
): string {
  const what = styled([severity, code].filter(Boolean).join(" "), severity === "error" ? "red" : "yellow", colour);
  if (file === undefined || line === undefined || column === undefined) return `${what}: ${message}`;
  const head = `${styled(`${shownPath(join(base, file))}:${line}:${column}`, "bold", colour)} ${what}: ${message}`;
  const text = lineAt(join(base, file), line);
  if (text === undefined) return head;
  const gutter = String(line).padStart(5);
  const marked = "^".repeat(Math.max(1, Math.min(length, text.length - column + 1)));
  const blank = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return `${head}\n${gutter} | ${text}\n${" ".repeat(5)} | ${blank}${marked}`;
}

/** Undefined: it is a file of the compiler's own. */
function lineAt(path: string, line: number): string | undefined {
  try {
    return readFileSync(path, "utf8").split(/\r?\n/)[line - 1];
  } catch {
    return undefined;
  }
}

function jsonOf(build: FilterBuild, { out, base }: FilterSource): object {
  if (build.kind === "not-built") {
    const problems = build.problems.map((problem) =>
      problem.file === undefined ? problem : { ...problem, file: shownPath(join(base, problem.file)) },
    );
    return { built: false, because: build.story, problems };
  }
  const { sizeBytes, digest: sha256, abiVersion, imports, exports } = build.report;
  return {
    built: true,
    module: shownPath(out),
    sizeBytes,
    sha256,
    abiVersion,
    ...(build.schema !== undefined && { schema: shownPath(build.schema) }),
    imports: imports.map(({ module, name }) => `${module}.${name}`),
    exports: exports.map(({ name }) => name),
    warnings: build.warnings,
  };
}

function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === "" ? "." : near.startsWith("..") ? path : near;
}
