import { resolve } from "node:path";
import { rawModule } from "../wasm/fetch/fetched-module.js";
import { type ModuleSource, moduleSource } from "../wasm/fetch/module-source.js";
import { inspectModule, type ModuleReport } from "../wasm/inspect.js";
import { EnvironmentProblem, type ExitCode, exitCodes, UsageError } from "./exit.js";
import { processOutput } from "./output.js";
import { registryAccess } from "./registry-access.js";
import type { WasmInspectOptions } from "./wasm-options.js";

/** Says what a module is. Exit code 1: Envoy would not run it. */
export async function runWasmInspect(module: string, options: WasmInspectOptions): Promise<ExitCode> {
  const { rules, credentials } = await registryAccess(options, process.env);
  const found = await rawModule({ source: sourceOf(module), sha256: "", credentials }, rules);
  if (found.kind !== "raw") throw new EnvironmentProblem(`${module}: ${found.because}`);
  const report = inspectModule(found.bytes);
  const output = processOutput(options.json);
  const { version } = found;
  if (options.json) {
    const { bytes: _, ...told } = { ...report, bytes: 0 };
    output.line(JSON.stringify({ ...told, ...(version !== undefined && { image: version }) }, null, 2));
  } else {
    if (version !== undefined) output.line(`image    ${version}`);
    output.text(reportText(report));
  }
  return report.refusals.length === 0 ? exitCodes.fine : exitCodes.findings;
}

/** What has no scheme is a file here: that is what authors have at hand. */
function sourceOf(module: string): ModuleSource {
  if (!/^[a-z]+:\/\//.test(module)) return { kind: "file", path: resolve(module) };
  const source = moduleSource(module, process.cwd());
  if (typeof source === "string") throw new UsageError(`${module}: ${source}`);
  return source;
}

/** A report for people. */
function reportText(report: ModuleReport): string {
  const { abiVersion, sizeBytes, digest, memory, imports, exports, refusals, hasNames } = report;
  const pages = memory === undefined ? "none" : `${memory.initialPages} pages`;
  const most = memory?.maximumPages === undefined ? "" : `, at most ${memory.maximumPages}`;
  return [
    `ABI      ${abiVersion ?? "unknown"}`,
    `size     ${sizeBytes} bytes`,
    `sha256   ${digest}`,
    `memory   ${pages}${most}`,
    `names    ${hasNames ? "kept: traces name functions" : "none: traces show offsets"}`,
    ...listed(
      "imports",
      imports.map(({ module, name, signature }) => `${module}.${name} ${signature ?? ""}`),
    ),
    ...listed(
      "exports",
      exports.map(({ name, kind, signature }) => `${name} ${signature ?? kind}`),
    ),
    ...(refusals.length === 0
      ? ["Envoy runs it."]
      : refusals.map(({ message }) => `Envoy does not run it: ${message}`)),
    "",
  ].join("\n");
}

function listed(title: string, entries: readonly string[]): readonly string[] {
  return [`${title}  ${entries.length}`, ...entries.map((entry) => `  ${entry.trimEnd()}`)];
}
