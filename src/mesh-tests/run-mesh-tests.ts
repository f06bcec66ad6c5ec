import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { clientOf } from "../explain/clients.js";
import { explain, whyNot } from "../explain/explain.js";
import type { Explanation } from "../explain/explanation.js";
import type { ExplainedMesh, ExplainedRequest } from "../explain/request.js";
import type { RuleFinding } from "../explain/why-not.js";
import type { ReadMesh } from "../serving/explained-mesh.js";
import { type Answer, answersOf } from "./answers.js";
import { CoverageCounter, type RuleCoverage } from "./coverage.js";
import { missesOf } from "./judge.js";
import type { CaseRequest, Expectation, MeshTestCase, MeshTestSuite } from "./mesh-test.js";
import type { Miss } from "./miss.js";
import { calculated } from "./shares.js";

/** A test, and what came of it. */
export interface MeshTestResult {
  readonly suite: MeshTestSuite;
  readonly test: MeshTestCase;
  readonly outcome: "passed" | "failed" | "skipped";
  /** What is not as expected: at least one thing if it failed. */
  readonly misses: readonly Miss[];
  /** What becomes of the request, in every way that it may go. */
  readonly answers: readonly Answer[];
  /** Why rules that should decide do not match. */
  readonly hints: readonly RuleFinding[];
  /** Why it was not run. */
  readonly skipped?: string;
}

/** All tests, and what came of them. */
export interface MeshTestRun {
  readonly results: readonly MeshTestResult[];
  /** What there is to say about the manifests and the tests themselves; errors make the run fail. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every rule of the meshes that were tested. */
  readonly coverage: readonly RuleCoverage[];
}

/** Asks the real proxies of a mesh about a test that explaining has no objection to. */
export type AskProxies = (asked: {
  readonly test: MeshTestCase;
  readonly mesh: ExplainedMesh;
  readonly story: Explanation;
  readonly answers: readonly Answer[];
}) => Promise<{ readonly answers: readonly Answer[]; readonly misses: readonly Miss[] } | { readonly skipped: string }>;

export interface RunOptions {
  /** The mesh of some files and folders. */
  readonly meshOf: (manifests: readonly string[]) => Promise<ReadMesh>;
  /** Which tests are meant; absent: all. */
  readonly isMeant?: (suite: MeshTestSuite, test: MeshTestCase) => boolean;
  /** For the tests of a mesh that are to be put to real proxies, too. */
  readonly withProxies?: (manifests: readonly string[], ask: (ask: AskProxies) => Promise<void>) => Promise<void>;
  readonly nowSeconds: number;
  /** Told what is being done, and what came of each test. */
  readonly onProgress?: (doing: string) => void;
}

/** Runs the tests of some suites: those of one mesh after each other. */
export async function runMeshTests(suites: readonly MeshTestSuite[], options: RunOptions): Promise<MeshTestRun> {
  const { isMeant = () => true, onProgress = () => undefined } = options;
  const results: MeshTestResult[] = [];
  const diagnostics: Diagnostic[] = [];
  const coverage = new CoverageCounter();
  for (const group of byMesh(suites)) {
    const meant = group.suites.flatMap((suite) =>
      suite.cases.filter((test) => isMeant(suite, test)).map((test) => ({ suite, test })),
    );
    if (meant.length === 0) continue;
    onProgress(`reading ${group.manifests.join(", ")}`);
    const { diagnostics: told, ...mesh } = await options.meshOf(group.manifests);
    diagnostics.push(...told.filter(({ severity }) => severity === "error"));
    coverage.expect(mesh);
    const runAll = async (ask?: AskProxies): Promise<void> => {
      for (const { suite, test } of meant) {
        onProgress(`testing ${suite.name}: ${test.name}`);
        const site = {
          mesh,
          coverage,
          nowSeconds: options.nowSeconds,
          report: (found: Diagnostic) => diagnostics.push(found),
        };
        results.push({ suite, test, ...(await resultOf(test, site, ask)) });
      }
    };
    if (options.withProxies === undefined) await runAll();
    else await options.withProxies(group.manifests, runAll);
  }
  return { results, diagnostics: withoutRepetition(diagnostics), coverage: coverage.rules() };
}

interface MeshGroup {
  readonly manifests: readonly string[];
  readonly suites: readonly MeshTestSuite[];
}

function byMesh(suites: readonly MeshTestSuite[]): readonly MeshGroup[] {
  const groups = new Map<string, MeshTestSuite[]>();
  for (const suite of suites) {
    const key = JSON.stringify(suite.manifests);
    groups.set(key, [...(groups.get(key) ?? []), suite]);
  }
  return [...groups].map(([key, own]) => ({ manifests: JSON.parse(key) as readonly string[], suites: own }));
}

interface Site {
  readonly mesh: ExplainedMesh;
  readonly coverage: CoverageCounter;
  readonly nowSeconds: number;
  readonly report: (found: Diagnostic) => void;
}

async function resultOf(
  test: MeshTestCase,
  site: Site,
  ask: AskProxies | undefined,
): Promise<Omit<MeshTestResult, "suite" | "test">> {
  const { mesh, coverage, nowSeconds } = site;
  const request = explainedRequest(test.request, nowSeconds);
  const story = explain(mesh, request);
  if (story === undefined) {
    const misses = [{ field: "from", expected: test.request.from, got: "no pod of the mesh has this name" }];
    return { outcome: "failed", misses, answers: [], hints: [] };
  }
  warnOfStranger(test, site);
  coverage.count(mesh, story);
  const answers = answersOf(story);
  const misses = missesOf(test.expect, answers, calculated);
  if (misses.length > 0) return { outcome: "failed", misses, answers, hints: hintsFor(test.expect, mesh, request) };
  if (ask === undefined) return { outcome: "passed", misses, answers, hints: [] };
  const real = await ask({ test, mesh, story, answers });
  if ("skipped" in real) return { outcome: "skipped", misses, answers, hints: [], skipped: real.skipped };
  return { outcome: real.misses.length === 0 ? "passed" : "failed", ...real, hints: [] };
}

/** A request as explaining takes it. */
export function explainedRequest(request: CaseRequest, nowSeconds: number): ExplainedRequest {
  const { ip, authorizerStatus, headersBehindPlugins, times: _, ...rest } = request;
  return {
    ...rest,
    ...(headersBehindPlugins !== undefined && { headers: headersBehindPlugins }),
    ...(ip !== undefined && { address: ip }),
    ...(authorizerStatus !== undefined && { authorizer: () => ({ kind: "deny", status: authorizerStatus }) }),
    nowSeconds,
  };
}

/** Why the rule that should decide does not match. */
function hintsFor({ by, route }: Expectation, mesh: ExplainedMesh, request: ExplainedRequest): readonly RuleFinding[] {
  const wanted = [by ?? [], route ?? []].flat();
  const known = new Map<string, RuleFinding>();
  for (const finding of wanted.flatMap((name) => whyNot(mesh, request, name))) {
    if (!finding.matches) known.set(`${finding.rule} ${finding.at}`, finding);
  }
  return [...known.values()];
}

function warnOfStranger({ request, origin, name }: MeshTestCase, { mesh, report }: Site): void {
  if (clientOf({ from: request.from }, mesh.node)?.known !== false) return;
  const message = `test "${name}" is from ${request.from}, whom the manifests do not know`;
  report(diagnostic("WM9003", { origin, message, advice: "Correct the name, or add its ServiceAccount." }));
}

/** What is wrong with manifests is so for each suite that tests them. */
function withoutRepetition(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map(
    diagnostics.map((found) => [
      [found.code, found.message, found.origin?.document?.source.file].join("\u0000"),
      found,
    ]),
  );
  return [...known.values()];
}
