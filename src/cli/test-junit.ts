import { locate } from "../diagnostics/locate.js";
import { renderText } from "../diagnostics/render-text.js";
import { attributes, escaped } from "../diagnostics/xml.js";
import { failureLines, missText } from "../mesh-tests/failure-text.js";
import type { MeshTestSuite } from "../mesh-tests/mesh-test.js";
import type { MeshTestResult, MeshTestRun } from "../mesh-tests/run-mesh-tests.js";

/** JUnit XML: a suite for each document of tests, and one for what keeps tests from being run. */
export function testJunit({ results, diagnostics }: MeshTestRun): string {
  const suites = [...new Set(results.map(({ suite }) => suite))].map((suite) => suiteXml(suite, results));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const broken = errors.map((found) => {
    const message = `${found.code}: ${found.message}`;
    const body = `<error${attributes({ message })}>${escaped(renderText(found))}</error>`;
    return `    <testcase${attributes({ classname: "files", name: message })}>${body}</testcase>`;
  });
  const files = { name: "files", tests: errors.length, failures: 0, errors: errors.length };
  const totals = {
    name: "waymark test",
    tests: results.length + errors.length,
    failures: results.filter(({ outcome }) => outcome === "failed").length,
    errors: errors.length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(totals)}>`,
    ...suites,
    ...(errors.length === 0 ? [] : [`  <testsuite${attributes(files)}>`, ...broken, "  </testsuite>"]),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteXml(suite: MeshTestSuite, results: readonly MeshTestResult[]): string {
  const own = results.filter((result) => result.suite === suite);
  const counts = {
    name: suite.name,
    tests: own.length,
    failures: own.filter(({ outcome }) => outcome === "failed").length,
    skipped: own.filter(({ outcome }) => outcome === "skipped").length,
  };
  return [`  <testsuite${attributes(counts)}>`, ...own.map(caseXml), "  </testsuite>"].join("\n");
}

function caseXml(result: MeshTestResult): string {
  const { suite, test, outcome, skipped, misses } = result;
  const place = locate(test.origin);
  const where = place === undefined ? {} : { file: place.file, line: place.line };
  const head = attributes({ classname: suite.name, name: test.name, ...where });
  if (outcome === "passed") return `    <testcase${head}/>`;
  const body =
    outcome === "skipped"
      ? `<skipped${attributes({ message: skipped ?? "" })}/>`
      : `<failure${attributes({ message: misses.map(missText).join("; ") })}>${escaped(failureLines(result, { colour: false }).join("\n"))}</failure>`;
  return `    <testcase${head}>\n      ${body}\n    </testcase>`;
}
