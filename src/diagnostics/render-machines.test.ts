import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import type { Diagnostic } from "./diagnostic.js";
import type { FieldPath, Origin } from "./origin.js";
import { renderCode } from "./render-code.js";
import { renderGithub } from "./render-github.js";
import { renderJunit } from "./render-junit.js";
import { renderSarif } from "./render-sarif.js";

function origin(path: FieldPath, file = "shop/orders & co.yaml"): Origin {
  const source = { file, text: "spec:\n  rules:\n    - port: 9090\n      host:\n", firstLine: 3 };
  return { object: "HTTPRoute shop/orders", path, document: { source, start: 0, end: source.text.length, within: [] } };
}

const wrong: Diagnostic = {
  code: "WM2004",
  severity: "error",
  message: 'spec.rules[0].port is <9090>,\nbut 100% "wrong"',
  advice: "Use 80.",
  origin: origin(["spec", "rules", 0, "port"]),
  related: [{ origin: origin(["spec"]), message: "here" }],
};
const doubtful: Diagnostic = {
  code: "WM2005",
  severity: "warning",
  message: "unknown \u0007 field",
  origin: origin([]),
};
const placeless: Diagnostic = { code: "WM1001", severity: "error", message: "x does not exist" };
const fromApi: Diagnostic = { ...placeless, severity: "info", origin: { object: "Service shop/web", path: ["spec"] } };
const all = [wrong, doubtful, placeless, fromApi];

describe("renderSarif()", () => {
  const schema = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  // The schema is of draft 4, and uses nothing that means something else today; only its name for itself does.
  const { $schema: _, id: __, ...rules } = JSON.parse(readFileSync(schema, "utf8")) as Record<string, unknown>;
  const isSarif = ajv.compile(rules);

  it.each([
    ["nothing", []],
    ["findings with and without places", all],
    ["the same finding twice", [wrong, wrong]],
  ])("of %s is valid by the schema of SARIF 2.1.0", (_, diagnostics) => {
    isSarif(renderSarif(diagnostics, { version: "0.1.0", suppressed: [doubtful] }));
    expect(isSarif.errors ?? []).toEqual([]);
  });

  it("places a finding relative to the checkout, by line and column", () => {
    const log = renderSarif([wrong], { version: "0.1.0" }) as { runs: [{ results: [{ locations: unknown }] }] };
    expect(log.runs[0].results[0].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "shop/orders%20%26%20co.yaml" },
          region: { startLine: 5, startColumn: 13, endLine: 5, endColumn: 17 },
        },
        logicalLocations: [{ fullyQualifiedName: "HTTPRoute shop/orders spec.rules[0].port", kind: "object" }],
      },
    ]);
  });

  it("gives a finding the same fingerprint after its line has moved, and another one to its double", () => {
    const prints = (diagnostics: readonly Diagnostic[]): unknown[] =>
      (
        renderSarif(diagnostics, { version: "0.1.0" }) as { runs: [{ results: { partialFingerprints: unknown }[] }] }
      ).runs[0].results.map(({ partialFingerprints }) => partialFingerprints);
    const place = origin(["spec", "rules", 0, "port"]);
    const source = { ...place.document?.source, firstLine: 30 };
    const moved = { ...wrong, origin: { ...place, document: { ...place.document, source } } as Origin };
    expect(prints([moved])).toEqual(prints([wrong]));
    expect(new Set(prints([wrong, wrong]).map((print) => JSON.stringify(print))).size).toBe(2);
  });
});

describe("renderJunit()", () => {
  it("is a suite for each file and a failed test for each finding that fails", () => {
    const text = renderJunit(all, { isFailure: ({ severity }) => severity === "error" });
    expect(text).toContain('<testsuites name="waymark validate" tests="4" failures="2">');
    expect(text).toContain('<testsuite name="shop/orders &amp; co.yaml" tests="2" failures="1">');
    expect(text).toContain('message="WM2004: spec.rules[0].port is &lt;9090&gt;,&#10;but 100% &quot;wrong&quot;"');
    expect(text).toContain("<system-out>");
    expect(text).not.toContain("\u0007");
  });

  it("has one test that passes where nothing was found", () => {
    expect(renderJunit([], { isFailure: () => true })).toContain('tests="1" failures="0"');
  });
});

describe("renderGithub()", () => {
  it("is a command for each finding, with the characters escaped that would end it", () => {
    expect(renderGithub([wrong, placeless]).split("\n")).toEqual([
      '::error file=shop/orders & co.yaml,line=5,endLine=5,col=13,endColumn=17,title=WM2004 HTTPRoute shop/orders::spec.rules[0].port is <9090>,%0Abut 100%25 "wrong"%0AUse 80.%0Ashop/orders & co.yaml:4: here',
      "::error title=WM1001::x does not exist",
    ]);
  });

  it("has a word for each severity", () => {
    expect(renderGithub([doubtful, fromApi])).toMatch(/^::warning .*\n::notice /);
  });
});

describe("renderCode()", () => {
  it("is a page with the meaning and what to do", () => {
    const page = renderCode("WM2005");
    expect(page).toMatch(/^WM2005 \(warning\): Unknown field\n\n/);
    expect(page).toContain("What to do:\n    Correct its spelling");
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
