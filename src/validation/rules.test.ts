import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { adviceCodes } from "../diagnostics/catalogue-advice.js";
import { bypassCodes } from "../diagnostics/catalogue-bypasses.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { rules } from "./rules.js";

function findingsIn(folder: string): readonly Diagnostic[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml") && file !== "cases.yaml");
  const text = files.map((file) => readFileSync(`${folder}/${file}`, "utf8")).join("\n---\n");
  const { resources } = resourcesFromText(text, folder);
  expect(resources.size).toBeGreaterThan(5);
  const found: Diagnostic[] = [];
  for (const rule of rules) rule.check(resources, (finding) => void found.push(finding));
  return found;
}

describe("the rules over a whole mesh", () => {
  it("have each code once, and every code of theirs", () => {
    const codes = rules.flatMap((rule) => rule.codes);
    expect([...codes].sort()).toEqual([...Object.keys(bypassCodes), ...Object.keys(adviceCodes)].sort());
  });

  it("document each code with an example", () => {
    const entries = Object.entries({ ...bypassCodes, ...adviceCodes });
    expect(entries.filter(([, { example }]) => example.length < 20).map(([code]) => code)).toEqual([]);
  });

  it.each(["examples/bookshop", "examples/opa", "examples/wasm"])("raise no alarm on %s", (folder) => {
    const alarms = findingsIn(folder).filter(({ severity }) => severity !== "info");
    expect(alarms.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it("say of the request cases about bypasses what these cases show", () => {
    const found = findingsIn("test/e2e/cases/bypasses").map(({ code }) => code);
    expect([...new Set(found)].sort()).toEqual([
      "WM3050",
      "WM3051",
      "WM3052",
      "WM3053",
      "WM3054",
      "WM4080",
      "WM4081",
      "WM4082",
      "WM5081",
      "WM5082",
      "WM5087",
    ]);
  });

  it("say the same each time", () => {
    expect(JSON.stringify(findingsIn("examples/bookshop"))).toBe(JSON.stringify(findingsIn("examples/bookshop")));
  });
});
