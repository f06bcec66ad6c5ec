import { locate } from "../diagnostics/locate.js";
import type { Origin } from "../diagnostics/origin.js";
import { renderJson } from "../diagnostics/render-json.js";
import type { Answer } from "../mesh-tests/answers.js";
import { coveredPercent, type RuleCoverage } from "../mesh-tests/coverage.js";
import type { Miss } from "../mesh-tests/miss.js";
import { serviceText } from "../mesh-tests/names.js";
import type { MeshTestResult, MeshTestRun } from "../mesh-tests/run-mesh-tests.js";

/** A run as plain data: a promise to scripts. */
export function testJson({ results, diagnostics, coverage }: MeshTestRun): unknown {
  const count = (outcome: MeshTestResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  return {
    summary: { tests: results.length, passed: count("passed"), failed: count("failed"), skipped: count("skipped") },
    tests: results.map(resultJson),
    coverage: {
      percent: Number(coveredPercent(coverage).toFixed(2)),
      rules: coverage.map(ruleJson),
    },
    diagnostics: renderJson(diagnostics),
  };
}

function resultJson({ suite, test, outcome, skipped, misses, answers }: MeshTestResult): unknown {
  const { from, host, port, method, path } = test.request;
  return {
    suite: suite.name,
    name: test.name,
    outcome,
    ...(skipped !== undefined && { reason: skipped }),
    location: locate(test.origin),
    request: { from, to: `${host}:${port}`, method, path },
    misses: misses.map(missJson),
    answers: answers.map(answerJson),
  };
}

function missJson({ field, expected, got, origin }: Miss): unknown {
  return { field, expected, got, ...place(origin) };
}

function answerJson(answer: Answer): unknown {
  const { share, verdict, status, refusedWith, layer, at, because, by, route, received, origin } = answer;
  return {
    share,
    verdict,
    ...(status !== undefined && { status }),
    ...(refusedWith !== undefined && { refusedWith }),
    layer,
    at,
    because,
    by,
    ...(route !== undefined && { route }),
    ...(received !== undefined && { backend: serviceText(received), pods: received.pods }),
    ...place(origin),
  };
}

function ruleJson({ kind, name, requests, origin }: RuleCoverage): unknown {
  return { kind, name, requests, ...place(origin) };
}

function place(origin: Origin | undefined): { readonly location?: unknown } {
  const location = origin && locate(origin);
  return location === undefined ? {} : { location };
}
