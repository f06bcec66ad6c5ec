import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { emptyResources } from "../model/indexed-resources.js";
import { resourcesFromText } from "../sources/resources-from-text.js";
import { Translator } from "../translate.js";
import { meshFindings } from "./mesh-findings.js";

const golden = fileURLToPath(new URL("../../test/golden", import.meta.url));
const inputs = readdirSync(golden, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("input.yaml"));

describe("meshFindings()", () => {
  it("finds what a translator of both layers reports, and nothing else", () => {
    for (const input of inputs) {
      const { resources } = resourcesFromText(readFileSync(join(golden, input), "utf8"));
      const translator = new Translator(emptyResources(), { fronts: () => [] });
      translator.update(resources, new Set());
      const { diagnostics, failures } = meshFindings(resources);
      expect({ input, said: said(diagnostics), failures }).toEqual({
        input,
        said: said(translator.diagnostics()),
        failures: [],
      });
    }
  }, 60_000);
});

/** What is said, each once and in one order. */
function said(diagnostics: readonly Diagnostic[]): readonly string[] {
  return [...new Set(diagnostics.map(({ code, message, origin }) => `${code} ${origin?.object} ${message}`))].sort();
}
