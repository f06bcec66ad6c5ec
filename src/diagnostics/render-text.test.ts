import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "./diagnostic.js";
import type { FieldPath, Origin } from "./origin.js";
import { renderJson } from "./render-json.js";
import { renderText, summaryText } from "./render-text.js";

const source = { file: "orders.yaml", text: "spec:\n  rules:\n    - port: 9090\n", firstLine: 1 };

function origin(...path: (string | number)[]): Origin {
  const document = { source, start: 0, end: source.text.length, within: [] };
  return { object: "HTTPRoute shop/orders", path: path as FieldPath, document };
}

const finding: Diagnostic = {
  code: "WM2004",
  severity: "error",
  message: "spec.rules[0].port is too large",
  advice: "Use 80.",
  origin: origin("spec", "rules", 0, "port"),
};

describe("renderText()", () => {
  it("says where and what, and marks the place in its line with the advice", () => {
    expect(renderText(finding)).toBe(
      [
        "orders.yaml:3:13 error WM2004: spec.rules[0].port is too large",
        "    3 |     - port: 9090",
        "      |             ^^^^ Use 80.",
      ].join("\n"),
    );
  });

  it("does not show what stands in a Secret", () => {
    const secret = { ...finding, origin: { ...origin("spec", "rules", 0, "port"), object: "Secret shop/pull" } };
    expect(renderText(secret)).toBe("orders.yaml:3:13 error WM2004: spec.rules[0].port is too large\n  Use 80.");
  });

  it("names the object and the field of what came from an API server", () => {
    const { document: _, ...noFile } = origin("spec", "rules", 0, "port");
    expect(renderText({ ...finding, origin: noFile })).toBe(
      "HTTPRoute shop/orders spec.rules[0].port error WM2004: spec.rules[0].port is too large\n  Use 80.",
    );
  });

  it("adds the other places that matter", () => {
    const { advice: _, ...bare } = finding;
    const related = [{ origin: origin("spec"), message: "the first one" }];
    expect(
      renderText({ ...bare, related })
        .split("\n")
        .at(-1),
    ).toBe("  orders.yaml:2:3: the first one");
  });

  it("marks as much as the line holds of a value of several lines", () => {
    expect(
      renderText({ ...finding, origin: origin("spec", "rules") })
        .split("\n")
        .at(-1),
    ).toBe("      |     ^^^^^^^^^^^^ Use 80.");
  });

  it("shows a very long line from near the place on", () => {
    const long = { file: "long.yaml", text: `{ "${"k".repeat(500)}": 1, "port": 9090 }` };
    const document = { source: long, start: 0, end: long.text.length, within: [] };
    const [head, line = "", mark = ""] = renderText({
      ...finding,
      origin: { object: "x", path: ["port"], document },
    }).split("\n");
    expect(head).toMatch(/^long.yaml:1:518 /);
    expect(line.length).toBeLessThan(140);
    expect(line.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1)).toBe("9090");
  });

  it("paints only if asked, and lets no control character of the input through", () => {
    const message = "bad \u001b[2J name";
    expect(renderText({ ...finding, message })).toContain("bad \ufffd[2J name");
    expect(renderText(finding, { colour: true })).toContain("\u001b[31merror WM2004\u001b[0m");
  });
});

describe("summaryText()", () => {
  it("counts by severity", () => {
    expect(summaryText([finding, finding, { ...finding, severity: "warning" }])).toBe("2 errors, 1 warning");
    expect(summaryText([])).toBe("");
  });
});

describe("renderJson()", () => {
  it("gives each diagnostic with its object, field and place", () => {
    expect(renderJson([finding])).toEqual([
      {
        code: "WM2004",
        severity: "error",
        message: "spec.rules[0].port is too large",
        advice: "Use 80.",
        object: "HTTPRoute shop/orders",
        field: "spec.rules[0].port",
        location: { file: "orders.yaml", line: 3, column: 13, endLine: 3, endColumn: 17 },
      },
    ]);
  });
});
