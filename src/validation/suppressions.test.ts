import { describe, expect, it } from "@jest/globals";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { FieldPath, Origin } from "../diagnostics/origin.js";
import { suppressedBy } from "./suppressions.js";

const today = "2026-11-22";

function asked(text: string, path: FieldPath): { readonly left: readonly string[]; readonly suppressed: number } {
  const [head = "", ...more] = text.split(/(?=^---)/m);
  const texts = [head, ...more].map((part, index, all) => ({
    file: "a.yaml",
    text: part,
    firstLine: all.slice(0, index).join("").split("\n").length,
  }));
  const last = texts.at(-1) ?? { file: "a.yaml", text, firstLine: 1 };
  const origin: Origin = {
    object: "Service a/b",
    path,
    document: { source: last, start: 0, end: last.text.length, within: [] },
  };
  const { diagnostics, suppressed } = suppressedBy(texts, [diagnostic("WM2004", { origin, message: "x" })], today);
  return { left: diagnostics.map(({ code }) => code), suppressed: suppressed.length };
}

const all = { left: [], suppressed: 1 };

describe("a suppression", () => {
  it.each([
    ["behind the field", "a: 1\nport: 0 # waymark-ignore WM2004: why\n", ["port"]],
    ["above the field", "a: 1\n# waymark-ignore WM2004: why\nport: 0\n", ["port"]],
    ["above it, with another comment between", "a: 1\n# waymark-ignore WM2004: why\n# more\n\nport: 0\n", ["port"]],
    ["above the object", "# waymark-ignore WM2004: why\na: 1\nport: 0\n", ["port"]],
    ["between --- and the object", "---\n# waymark-ignore WM2004: why\na: 1\nport: 0\n", ["port"]],
    ["above the --- of the object", "b: 1\n# waymark-ignore WM2004: why\n---\na: 1\nport: 0\n", ["port"]],
    ["of several codes", "port: 0 # waymark-ignore WM2005, WM2004: why\n", ["port"]],
    ["that has not expired", "port: 0 # waymark-ignore WM2004: why (until 2026-11-22)\n", ["port"]],
  ])("%s takes the finding out", (_, text, path) => {
    expect(asked(text, path)).toEqual(all);
  });

  it.each([
    ["of another line", "a: 1 # waymark-ignore WM2004: why\nport: 0\n", ["WM2004", "WM8002"]],
    ["of another code", "port: 0 # waymark-ignore WM2005: why\n", ["WM2004", "WM8002"]],
    ["that has expired", "port: 0 # waymark-ignore WM2004: why (until 2026-11-21)\n", ["WM2004", "WM8003"]],
    ["without a code", "port: 0 # waymark-ignore because\n", ["WM2004", "WM8000"]],
    ["of a code that there is not", "port: 0 # waymark-ignore WM0001: why\n", ["WM2004", "WM8000"]],
    ["until no date", "port: 0 # waymark-ignore WM2004: why (until 2026-02-30)\n", ["WM2004", "WM8000"]],
    ["inside a text", "text: |\n  # waymark-ignore WM2004: why\nport: 0\n", ["WM2004"]],
  ])("%s leaves it, and is told of", (_, text, left) => {
    expect(asked(text, ["port"])).toEqual({ left, suppressed: 0 });
  });

  it("without a reason is in effect, and asked for one", () => {
    expect(asked("port: 0 # waymark-ignore WM2004\n", ["port"])).toEqual({ left: ["WM8001"], suppressed: 1 });
  });
});
