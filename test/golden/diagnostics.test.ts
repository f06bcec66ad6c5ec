/** What holds for all codes at once: they are documented, raised by somebody, and tested. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { diagnosticsPage } from "../../scripts/diagnostics-page.mjs";
import { catalogue } from "../../src/diagnostics/catalogue.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const codes = Object.keys(catalogue).sort();

describe("the diagnostic codes", () => {
  it("are all explained in docs/diagnostics.md, as `npm run docs` writes it", () => {
    expect(readFileSync(join(root, "docs/diagnostics.md"), "utf8")).toBe(diagnosticsPage(catalogue));
  });

  it("are all raised somewhere: a code that nothing raises is a promise that nobody keeps", () => {
    const raised = codesIn("src", (file) => file.endsWith(".ts") && !isTest(file) && !file.includes("/catalogue"));
    expect(codes.filter((code) => !raised.has(code))).toEqual([]);
  });

  it("are all raised in a test or in a golden case", () => {
    const tested = new Set([
      ...codesIn("src", (file) => isTest(file) && !file.endsWith("catalogue.test.ts")),
      ...codesIn("test", (file) => isTest(file) || file.endsWith("/diagnostics.txt")),
    ]);
    expect(codes.filter((code) => !tested.has(code))).toEqual([]);
  });

  it("are the only ones that the sources name", () => {
    const named = codesIn("src", (file) => file.endsWith(".ts") && !isTest(file));
    expect([...named].filter((code) => !codes.includes(code))).toEqual([]);
  });
});

function isTest(file: string): boolean {
  return file.endsWith(".test.ts");
}

function codesIn(folder: string, wanted: (file: string) => boolean): ReadonlySet<string> {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Set(files.filter(wanted).flatMap((file) => readFileSync(file, "utf8").match(/\bWM\d{4}\b/g) ?? []));
}
