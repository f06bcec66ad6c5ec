import { describe, expect, it } from "@jest/globals";
import { parseManifest } from "./parse-document.js";

function valueIn(text: string): unknown {
  const parsed = parseManifest(text);
  return parsed.kind === "value" ? parsed.value : `broken at ${parsed.offset}: ${parsed.message}`;
}

describe("parseManifest()", () => {
  it.each<[string, string, unknown]>([
    ["yes and on as true, no and off as false", "[yes, on, no, off]", [true, true, false, false]],
    ["a leading zero as octal", "mode: 0644", { mode: 420 }],
    ["dates as text", "at: 2026-01-02T03:04:05Z", { at: "2026-01-02T03:04:05Z" }],
    ["minutes and seconds as text", "at: 12:30", { at: "12:30" }],
    ["names that are numbers as text", "labels: { 80: http }", { labels: { "80": "http" } }],
    ["merged keys", "a: &a { p: 1, q: 2 }\nb: { <<: *a, q: 3 }", { a: { p: 1, q: 2 }, b: { p: 1, q: 3 } }],
    ["JSON", '{"a": [1, "2"]}', { a: [1, "2"] }],
    ["nearly JSON as YAML", "{ a: [1, 2,], }", { a: [1, 2] }],
    ["nothing as null", "---\n", null],
  ])("reads %s", (_, text, value) => {
    expect(valueIn(text)).toEqual(value);
  });

  it("gives parts that aliases share to each place of their own", () => {
    const { a, b } = valueIn("a: &x { n: 1 }\nb: *x") as { a: object; b: object };
    expect(a).toEqual(b);
    expect(a).not.toBe(b);
  });

  it.each<[string, string]>([
    ["JSON", "["],
    ["YAML", "- "],
  ])("refuses %s that is nested without end", (_, opening) => {
    const closing = opening === "[" ? "]" : "";
    const depth = 20_000;
    expect(valueIn(opening.repeat(depth) + closing.repeat(depth))).toMatch(
      /^broken at 0: it is nested more than 200 levels deep/,
    );
  });

  it.each<[string, string, RegExp]>([
    ["a key that is there twice", "a: 1\na: 2", /^broken at 5: .*unique/],
    ["a tab as indentation", "a:\n\tb: 1", /^broken at \d+: .*[Tt]abs/],
    ["an alias without an anchor", "a: *x", /^broken at 0: Unresolved alias .*x/],
    ["an unclosed list", "a: [1, 2", /^broken at/],
    ["two documents in one", "a: 1\n...\nb: 2\n", /^broken at/],
    ["an alias of what it is part of", "a: &a [*a]", /^broken at 0: an alias refers to what it is part of/],
    [
      "aliases that multiply without bound",
      ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        .concat(Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`))
        .join("\n"),
      /^broken at 0: .*alias/,
    ],
  ])("refuses %s", (_, text, complaint) => {
    expect(valueIn(text)).toMatch(complaint);
  });
});
