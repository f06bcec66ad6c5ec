import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { baselineText, findingsOfBaseline, newSince } from "./baseline.js";

function finding(index: number, message = `rule ${index}`): Diagnostic {
  return diagnostic("WM2004", { origin: { object: "HTTPRoute a/b", path: ["spec", "rules", index] }, message });
}

const baselineOf = (...diagnostics: readonly Diagnostic[]) => findingsOfBaseline(baselineText(diagnostics)) ?? [];

describe("a baseline", () => {
  it("takes out what it names, wherever in its list it stands now", () => {
    expect(newSince(baselineOf(finding(0)), [finding(3)]).diagnostics).toEqual([]);
  });

  it("takes out as many as it names, those with the same words first", () => {
    const { diagnostics, known } = newSince(baselineOf(finding(1)), [finding(0), finding(1)]);
    expect([diagnostics, known]).toEqual([[finding(0)], [finding(1)]]);
  });

  it("is told to be old when findings are gone", () => {
    expect(newSince(baselineOf(finding(0), finding(1)), [finding(0)]).diagnostics).toMatchObject([{ code: "WM8004" }]);
  });

  it("is the same text whatever the order of the findings", () => {
    expect(baselineText([finding(1), finding(0)])).toBe(baselineText([finding(0), finding(1)]));
  });

  it.each(["", "[]", "{}", '{"waymarkBaseline":2,"findings":[]}', '{"waymarkBaseline":1,"findings":[{}]}'])(
    "is not %j",
    (text) => {
      expect(findingsOfBaseline(text)).toBeUndefined();
    },
  );
});
