import type { Diagnostic } from "./diagnostic.js";
import { locate, locationText } from "./locate.js";
import { pathText } from "./origin.js";
import { renderText } from "./render-text.js";
import { attributes, escaped } from "./xml.js";

export interface JunitOptions {
  /** Whether a finding is a failed test; any other finding is a passed one with output. */
  readonly isFailure: (found: Diagnostic) => boolean;
}

/** JUnit XML: a suite for each file, a test for each finding, and one test that passes where nothing was found. */
export function renderJunit(diagnostics: readonly Diagnostic[], { isFailure }: JunitOptions): string {
  const files = [...new Set(diagnostics.map(fileOf))];
  const suites = files.map((file) => {
    const own = diagnostics.filter((found) => fileOf(found) === file);
    const failures = own.filter(isFailure).length;
    const cases = own.map((found) => caseOf(found, isFailure(found)));
    return [`  <testsuite${attributes({ name: file, tests: own.length, failures })}>`, ...cases, "  </testsuite>"];
  });
  const nothing = [
    `  <testsuite${attributes({ name: "manifests", tests: 1, failures: 0 })}>`,
    `    <testcase${attributes({ classname: "manifests", name: "nothing was found" })}/>`,
    "  </testsuite>",
  ];
  const totals = {
    name: "waymark validate",
    tests: Math.max(1, diagnostics.length),
    failures: diagnostics.filter(isFailure).length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(totals)}>`,
    ...(suites.length === 0 ? nothing : suites.flat()),
    "</testsuites>",
    "",
  ].join("\n");
}

function fileOf({ origin }: Diagnostic): string {
  return origin?.document?.source.file ?? "manifests";
}

function caseOf(found: Diagnostic, isFailure: boolean): string {
  const { code, severity, message, origin } = found;
  const place = origin && locate(origin);
  const about = origin === undefined ? message : [origin.object, pathText(origin.path)].join(" ").trim();
  const name = `${code} ${about}${place === undefined ? "" : ` (${locationText(place)})`}`;
  const line = place === undefined ? {} : { file: place.file, line: place.line };
  const text = escaped(renderText(found));
  const body = isFailure
    ? `<failure${attributes({ type: severity, message: `${code}: ${message}` })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase${attributes({ classname: fileOf(found), name, ...line })}>\n      ${body}\n    </testcase>`;
}
