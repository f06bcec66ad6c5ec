/** Modules, inspected and compiled once however many hosts use them. */
import { existsSync, readFileSync } from "node:fs";
import type { SourceMap } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspectModule, type ModuleReport, moduleDigest, type Refusal } from "../inspect.js";
import { sourceMapOf } from "./trap.js";

/** A module: a file, or its bytes. */
export type ModuleSource = string | URL | Uint8Array;

/** Envoy would not run this module, and neither does the host. */
export class ModuleRefused extends Error {
  override readonly name = "ModuleRefused";
  readonly refusals: readonly Refusal[];

  constructor(what: string, refusals: readonly Refusal[]) {
    super([`${what} is refused:`, ...refusals.map(({ reason, message }) => `  ${reason}: ${message}`)].join("\n"));
    this.refusals = refusals;
  }
}

/** A module that may be run. */
export interface CompiledModule {
  readonly report: ModuleReport;
  readonly module: WebAssembly.Module;
  readonly sourceMap?: SourceMap;
}

// By digest: a test file makes a host for each of its tests, and compiling is what costs.
const compiled = new Map<string, CompiledModule>();

/**
 * The compiled module of a file or of bytes. A source map is found beside the file, under the name that the module gives.
 * @throws ModuleRefused if Envoy would refuse the module, the system's error if there is no such file
 */
export function compiledModule(source: ModuleSource): CompiledModule {
  const path = source instanceof Uint8Array ? undefined : source instanceof URL ? fileURLToPath(source) : source;
  const bytes = path === undefined ? (source as Uint8Array) : readFileSync(path);
  const before = compiled.get(moduleDigest(bytes));
  if (before !== undefined) return before;
  const report = inspectModule(bytes);
  if (report.refusals.length > 0) throw new ModuleRefused(path ?? "the module", report.refusals);
  const sourceMap = path === undefined ? undefined : sourceMapBeside(path, report.sourceMapUrl);
  const made = { report, module: new WebAssembly.Module(bytes), ...(sourceMap !== undefined && { sourceMap }) };
  compiled.set(report.digest, made);
  return made;
}

function sourceMapBeside(path: string, url: string | undefined): SourceMap | undefined {
  if (url === undefined) return undefined;
  const beside = join(dirname(path), url.slice(url.lastIndexOf("/") + 1));
  return existsSync(beside) ? sourceMapOf(readFileSync(beside, "utf8")) : undefined;
}
