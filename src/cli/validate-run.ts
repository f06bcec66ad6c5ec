import { writeFile } from "node:fs/promises";
import { catalogue, type DiagnosticCode } from "../diagnostics/catalogue.js";
import type { Diagnostic, Severity } from "../diagnostics/diagnostic.js";
import { nearestCode } from "../diagnostics/nearest-code.js";
import { renderCode } from "../diagnostics/render-code.js";
import { isConfigSchema } from "../lowering/plugin-configuration.js";
import type { Validation } from "../validate.js";
import { validate } from "../validate.js";
import { baselineText, findingsOfBaseline, newSince } from "../validation/baseline.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { applyFixes } from "./fix-files.js";
import { textIn, unusable } from "./option-values.js";
import type { ValidateCommandOptions } from "./options.js";
import { type Output, processOutput } from "./output.js";
import { startProgress } from "./progress.js";
import { readInput } from "./standard-input.js";
import { counted } from "./table.js";
import { validationText } from "./validation-text.js";

/** What a run of the command is connected to: that of this process, unless given. */
export interface Rim {
  readonly output: Output;
  readonly stdin: AsyncIterable<Buffer | string>;
}

/** Validates and prints; says how to end. */
export async function runValidate(
  paths: readonly string[],
  options: ValidateCommandOptions,
  { output, stdin: input }: Rim = { output: processOutput(options.format !== "text"), stdin: process.stdin },
): Promise<ExitCode> {
  if (options.explain !== undefined) return explain(options.explain, output);
  checkUsage(paths, options);
  const progress = startProgress(process.stderr);
  try {
    const stdin = paths.includes("-") ? await readInput(input) : undefined;
    const pluginSchemas = await schemasIn(options.pluginSchema);
    const look = (): Promise<Validation> =>
      validate(paths, {
        crds: options.crds,
        pluginSchemas,
        clusterPerFolder: options.clusterPerFolder,
        onProgress: (doing, expectedMs) => progress.doing(doing, expectedMs),
        ...(stdin !== undefined && { stdin }),
      });
    const first = await look();
    if (!options.fix) return await told(first, options, output);
    const { changed, diff } = await applyFixes(first.diagnostics, options.dryRun);
    if (options.dryRun) output.text(diff);
    output.note(`${options.dryRun ? "Could correct" : "Corrected"} ${counted(changed, "finding")}.`);
    if (options.dryRun) return failing(first.diagnostics, options.failOn) ? exitCodes.findings : exitCodes.fine;
    return await told(changed === 0 ? first : await look(), options, output);
  } finally {
    progress.end();
  }
}

/** @throws UsageError for what is no schema */
async function schemasIn(given: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const schemas = new Map<string, string>();
  for (const one of given) {
    const split = one.indexOf("=");
    if (split < 1) throw new UsageError(`--plugin-schema ${one}: write NAME=FILE`);
    const text = await textIn("--plugin-schema", one.slice(split + 1));
    if (!isConfigSchema(text)) throw new UsageError(`--plugin-schema ${one}: the file holds no JSON Schema`);
    schemas.set(one.slice(0, split), text);
  }
  return schemas;
}

function explain(asked: string, output: Output): ExitCode {
  const code = asked.toUpperCase();
  if (!Object.hasOwn(catalogue, code)) {
    const meant = nearestCode(code);
    throw new UsageError(`there is no code ${asked}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
  output.text(renderCode(code as DiagnosticCode));
  return exitCodes.fine;
}

function checkUsage(paths: readonly string[], options: ValidateCommandOptions): void {
  if (paths.length === 0) throw new UsageError("say what to validate: files, folders, or - for standard input");
  if (options.writeBaseline && options.baseline === undefined) {
    throw new UsageError("--write-baseline needs --baseline FILE, the file to write");
  }
  if (options.dryRun && !options.fix) throw new UsageError("--dry-run is about --fix");
  if (options.fix && paths.includes("-")) throw new UsageError("--fix edits files; standard input is none");
}

async function told(validation: Validation, options: ValidateCommandOptions, output: Output): Promise<ExitCode> {
  const { baseline } = options;
  if (baseline !== undefined && options.writeBaseline) {
    await writeFile(baseline, baselineText(validation.diagnostics)).catch(unusable("--baseline", baseline));
    output.note(`${baseline} names ${counted(validation.diagnostics.length, "finding")} now.`);
    return exitCodes.fine;
  }
  const { diagnostics, known } =
    baseline === undefined
      ? { diagnostics: validation.diagnostics, known: [] }
      : newSince(await readBaseline(baseline), validation.diagnostics);
  const shown = diagnostics.filter(({ severity }) => weight[severity] >= weight[options.severity]);
  const isFailure = ({ severity }: Diagnostic): boolean => fails(severity, options.failOn);
  output.text(
    validationText({ ...validation, diagnostics: shown, known }, { ...options, isFailure, colour: output.colour }),
  );
  if (options.format === "text") output.note(summary({ ...validation, diagnostics: shown }, known.length));
  return failing(diagnostics, options.failOn) ? exitCodes.findings : exitCodes.fine;
}

const weight: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

function fails(severity: Severity, failOn: Severity | "never"): boolean {
  return failOn !== "never" && weight[severity] >= weight[failOn];
}

function failing(diagnostics: readonly Diagnostic[], failOn: Severity | "never"): boolean {
  return diagnostics.some(({ severity }) => fails(severity, failOn));
}

/** What was looked at, and what was found; nobody must take kinds that were not looked at for checked ones. */
function summary(validation: Validation, known: number): string {
  const { diagnostics, suppressed, files, objects, unknownKinds, unusedSchemas } = validation;
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = diagnostics.filter((found) => found.severity === severity).length;
    return count === 0 ? [] : [severity === "info" ? `${count} info` : counted(count, severity)];
  });
  const left = [
    ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`]),
    ...(known === 0 ? [] : [`${known} in the baseline`]),
  ];
  const found = `${counts.length === 0 ? "nothing found" : counts.join(", ")}${left.length === 0 ? "" : ` (${left.join(", ")})`}`;
  const unknown = [...unknownKinds].map(([gvk, count]) => `${count} ${gvk}`);
  const unchecked =
    unknown.length === 0 ? [] : [`Not checked, for want of a definition (--crds): ${unknown.join(", ")}.`];
  const unused =
    unusedSchemas.length === 0
      ? []
      : [`No plugin has a module of this name (--plugin-schema): ${unusedSchemas.join(", ")}.`];
  return [`${counted(files, "file")}, ${counted(objects, "object")}: ${found}.`, ...unchecked, ...unused].join("\n");
}

async function readBaseline(file: string): Promise<ReturnType<typeof findingsOfBaseline> & object> {
  const text = await textIn("--baseline", file);
  const findings = findingsOfBaseline(text);
  if (findings === undefined) throw new UsageError(`--baseline ${file} is no baseline; --write-baseline writes one`);
  return findings;
}
