import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { renderGithub } from "../diagnostics/render-github.js";
import { placeText, renderText } from "../diagnostics/render-text.js";
import { requestText } from "../mesh-tests/cases.js";
import { coveredPercent, type RuleCoverage } from "../mesh-tests/coverage.js";
import { failureLines, missText } from "../mesh-tests/failure-text.js";
import type { MeshTestResult, MeshTestRun } from "../mesh-tests/run-mesh-tests.js";
import type { TestOptions } from "./options.js";
import { styled } from "./output.js";
import { counted } from "./table.js";
import { testJson } from "./test-json.js";
import { testJunit } from "./test-junit.js";

type ReportOptions = Pick<TestOptions, "format" | "verbose" | "coverage"> & { readonly colour: boolean };

/** What came of the tests, in the format asked for; ends with a line break unless it is empty. */
export function testReport(run: MeshTestRun, options: ReportOptions): string {
  switch (options.format) {
    case "text":
      return runText(run, options);
    case "json":
      return `${JSON.stringify(testJson(run), undefined, 2)}\n`;
    case "junit":
      return testJunit(run);
    case "github":
      return lines(renderGithub([...run.diagnostics, ...run.results.flatMap(failureFound)]));
  }
}

function lines(text: string): string {
  return text === "" ? "" : `${text}\n`;
}

/** A failed test as a finding about its line, with the lines that decide. */
function failureFound({ outcome, suite, test, misses, answers }: MeshTestResult): readonly Diagnostic[] {
  if (outcome !== "failed") return [];
  const message = `${suite.name}: ${test.name}: ${misses.map(missText).join("; ")}`;
  const related = answers.flatMap(({ origin, because }) =>
    origin === undefined ? [] : [{ origin, message: because }],
  );
  return [diagnostic("WM9002", { origin: test.origin, message, related })];
}

function runText({ results, diagnostics, coverage }: MeshTestRun, options: ReportOptions): string {
  const { colour, verbose } = options;
  const told = diagnostics.length === 0 ? [] : [renderText(diagnostics, { colour }), ""];
  const tests = results.flatMap((result) => resultLines(result, { colour, verbose }));
  const covered = options.coverage ? [...coverageLines(coverage), ""] : [];
  return `${[...told, ...tests, ...covered, summary(results, colour)].join("\n")}\n`;
}

const marks = { passed: ["✓", "green"], failed: ["✗", "red"], skipped: ["-", "yellow"] } as const;

function resultLines(
  result: MeshTestResult,
  { colour, verbose }: Pick<ReportOptions, "colour" | "verbose">,
): readonly string[] {
  const { outcome, suite, test, skipped } = result;
  const [mark, style] = marks[outcome];
  const title = `${styled(mark, style, colour)} ${suite.name}: ${test.name}`;
  if (outcome === "passed") return verbose ? [title] : [];
  if (outcome === "skipped") return [`${title}  (not asked of Envoy: ${skipped})`];
  const sent = `${placeText(test.origin)}: ${requestText(test.request)}, by ${test.request.from}`;
  return [title, ...[sent, ...failureLines(result, { colour })].map((line) => `  ${line}`), ""];
}

function summary(results: readonly MeshTestResult[], colour: boolean): string {
  const count = (outcome: MeshTestResult["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
  const [failed, skipped] = [count("failed"), count("skipped")];
  const parts = [
    `${count("passed")} passed`,
    ...(failed === 0 ? [] : [styled(`${failed} failed`, "red", colour)]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ];
  return `${counted(results.length, "request")}: ${parts.join(", ")}.`;
}

function coverageLines(rules: readonly RuleCoverage[]): readonly string[] {
  const missing = rules.filter(({ requests }) => requests === 0);
  const share = `${rules.length - missing.length} of ${counted(rules.length, "rule")} (${percentText(rules)} %)`;
  if (missing.length === 0) return [`${share} take part in tests.`];
  const list = missing.map(({ kind, name, origin }) => `  ${placeText(origin)}: ${kind} ${name}`);
  return [`${share} take part in tests. No test has a request for:`, ...list];
}

/** Never rounded up to 100. */
function percentText(rules: readonly RuleCoverage[]): string {
  return String(Math.floor(coveredPercent(rules) * 10) / 10);
}
