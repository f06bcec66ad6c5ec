import { writeFile } from "node:fs/promises";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { coveredPercent } from "../mesh-tests/coverage.js";
import { lcovText } from "../mesh-tests/lcov.js";
import type { MeshTestCase, MeshTestSuite } from "../mesh-tests/mesh-test.js";
import { readMeshTests } from "../mesh-tests/read-mesh-tests.js";
import type { MeshTestRun, RunOptions } from "../mesh-tests/run-mesh-tests.js";
import { runMeshTests } from "../mesh-tests/run-mesh-tests.js";
import { emptyResources } from "../model/indexed-resources.js";
import { meshOf, type ReadMesh } from "../serving/explained-mesh.js";
import { readManifests } from "../sources/read-manifests.js";
import { type ExitCode, exitCodes, UsageError } from "./exit.js";
import { withIssuerKeys } from "./key-fetching.js";
import { unusable } from "./option-values.js";
import type { TestOptions } from "./options.js";
import { type Output, processOutput } from "./output.js";
import { startProgress } from "./progress.js";
import { testReport } from "./test-report.js";
import { watchedTests } from "./test-watch.js";

/** Runs the tests and prints what came of them; says how to end. */
export async function runTest(
  paths: readonly string[],
  options: TestOptions,
  output: Output = processOutput(options.format !== "text"),
): Promise<ExitCode> {
  if (options.watch && options.envoy) throw new UsageError("--watch asks no proxies: leave out --envoy");
  if (options.watch)
    return await watchedTests(paths, options, { output, runOnce: () => runOnce(paths, options, output) });
  const { code } = await runOnce(paths, options, output);
  return code;
}

/** One run. @throws UsageError where there is no test to run */
async function runOnce(
  paths: readonly string[],
  options: TestOptions,
  output: Output,
): Promise<{ readonly code: ExitCode; readonly suites: readonly MeshTestSuite[] }> {
  const isMeant = chosenBy(options.only);
  const { suites, diagnostics } = suitesIn(paths, options);
  const tests = suites.flatMap((suite) => suite.cases.filter((test) => isMeant(suite, test)));
  if (tests.length === 0 && diagnostics.length === 0) throw new UsageError(nothingToRun(paths, suites, options));
  const progress = startProgress(process.stderr);
  try {
    const ran = await runMeshTests(suites, {
      meshOf: (manifests) => testedMesh(manifests, options),
      isMeant,
      nowSeconds: Date.now() / 1000,
      onProgress: (doing) => progress.doing(doing),
      ...(options.envoy && (await withProxies(options, output))),
    });
    progress.end();
    const run = { ...ran, diagnostics: [...diagnostics, ...ran.diagnostics, ...shortfall(ran, options)] };
    const { lcov } = options;
    if (lcov !== undefined) await writeFile(lcov, lcovText(run.coverage)).catch(unusable("--lcov", lcov));
    output.text(testReport(run, { ...options, colour: output.colour }));
    return { code: isFine(run) ? exitCodes.fine : exitCodes.findings, suites };
  } finally {
    progress.end();
  }
}

function suitesIn(
  paths: readonly string[],
  { manifests }: TestOptions,
): { readonly suites: readonly MeshTestSuite[]; readonly diagnostics: readonly Diagnostic[] } {
  const { suites, diagnostics } = readMeshTests(paths);
  return { suites: manifests.length === 0 ? suites : suites.map((suite) => ({ ...suite, manifests })), diagnostics };
}

function nothingToRun(paths: readonly string[], suites: readonly MeshTestSuite[], { only }: TestOptions): string {
  if (suites.length > 0) return `no test is called ${only.join(" or ")}`;
  return `there are no mesh tests (documents of kind MeshTest) in ${paths.join(", ")}`;
}

function chosenBy(only: readonly string[]): (suite: MeshTestSuite, test: MeshTestCase) => boolean {
  const wanted = only.map((text) => {
    const [, expression] = /^\/(.+)\/$/.exec(text) ?? [];
    if (expression === undefined) return (name: string) => name.toLowerCase().includes(text.toLowerCase());
    try {
      const fitting = new RegExp(expression, "i");
      return (name: string) => fitting.test(name);
    } catch {
      throw new UsageError(`--only ${text} is no regular expression`);
    }
  });
  return ({ name: suite }, { name }) => wanted.length === 0 || wanted.some((fits) => fits(`${suite}: ${name}`));
}

async function testedMesh(manifests: readonly string[], options: TestOptions): Promise<ReadMesh> {
  const read = await readManifests(manifests);
  const { resources } = emptyResources().apply(read.resources.map((resource) => ({ kind: "put", resource })));
  const mesh = meshOf(await withIssuerKeys(resources, options));
  return { ...mesh, diagnostics: [...read.diagnostics, ...mesh.diagnostics] };
}

/** Everything with Envoys is loaded only when it is wanted. */
async function withProxies(options: TestOptions, output: Output): Promise<Pick<RunOptions, "withProxies">> {
  const { proxiesFor } = await import("./test-envoy.js");
  return { withProxies: await proxiesFor(options, output) };
}

function shortfall({ coverage }: MeshTestRun, { failUnder = 0 }: TestOptions): readonly Diagnostic[] {
  const got = coveredPercent(coverage);
  if (got >= failUnder) return [];
  const message = `${got.toFixed(1)} % of the rules take part in tests; ${failUnder} % are asked for`;
  return [diagnostic("WM9004", { message, advice: "--coverage lists those that do not." })];
}

/** Manifests that cannot be read are no mesh to trust in; what else is wrong with them, `validate` judges. */
function isFine({ results, diagnostics }: MeshTestRun): boolean {
  const isFatal = ({ code, severity }: Diagnostic): boolean => severity === "error" && /^WM(1|2|9)/.test(code);
  return results.every(({ outcome }) => outcome !== "failed") && !diagnostics.some(isFatal);
}
