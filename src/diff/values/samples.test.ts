import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fits, fullMatch } from "../../explain/patterns.js";
import type { StringPattern } from "../../ir/pattern.js";
import { addressCandidates } from "./address-candidates.js";
import { regexSamples } from "./regex-samples.js";
import { textSamples } from "./text-samples.js";

describe("regexSamples()", () => {
  it.each([
    ["/v[0-9]+/(items|users)", ["/v0/items", "/v0/users"]],
    ["a?b*c+", ["c", "ac"]],
    ["(?i:admin)", ["admin"]],
    ["\\d{3}-\\d{2,4}", ["000-00"]],
    ["[^/]+\\.png", ["x.png"]],
    ["^/a$", ["/a"]],
  ])("finds texts for %s", (regex, expected) => {
    const found = regexSamples(regex);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.filter((text) => !fullMatch(regex, text))).toEqual([]);
  });

  it("puts what others look for where anything may stand", () => {
    expect(regexSamples(".*\\.png", ["/secret/"])).toContain("/secret/.png");
  });

  it.each(["[[:alpha:]]+", "\\bx", "\\pL", "a{100}"])("finds none for %s, and says so", (regex) => {
    expect(regexSamples(regex)).toEqual([]);
    expect(textSamples([{ kind: "regex", value: regex }]).unexplored).toEqual([regex]);
  });

  it("stays small, whatever is asked", () => {
    const many = "(a|b|c|d|e|f)".repeat(12);
    expect(regexSamples(many).length).toBeLessThanOrEqual(24);
    expect(regexSamples(many).length).toBeGreaterThan(0);
  });
});

describe("textSamples()", () => {
  const piece = fc.constantFrom("/a", "/b", "x", ".png", "/a/b");
  const pattern: fc.Arbitrary<StringPattern> = fc.record({
    kind: fc.constantFrom("exact" as const, "prefix" as const, "suffix" as const),
    value: piece,
  });

  it("has a text inside and one outside of each pattern, and one in both of a beginning and an end", () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), (patterns) => {
        const { texts } = textSamples(patterns);
        for (const one of patterns) {
          expect(texts.some((text) => fits(one, text))).toBe(true);
          expect(texts.some((text) => !fits(one, text))).toBe(true);
          const ends = patterns.filter(({ kind }) => kind === "suffix");
          if (one.kind === "prefix") {
            for (const end of ends) expect(texts.some((text) => fits(one, text) && fits(end, text))).toBe(true);
          }
        }
      }),
      { seed: 20_261_130, numRuns: 200 },
    );
  });
});

describe("addressCandidates()", () => {
  it("has addresses inside of a range and on both sides of it", () => {
    expect(addressCandidates([{ address: "10.1.2.0", prefixLength: 24 }])).toEqual([
      "203.0.113.7",
      "10.1.2.1",
      "10.1.2.0",
      "10.1.1.255",
      "10.1.3.0",
    ]);
    expect(addressCandidates([{ address: "198.51.100.7", prefixLength: 32 }])).toContain("198.51.100.7");
    expect(addressCandidates([{ address: "0.0.0.0", prefixLength: 0 }])).toContain("0.0.0.1");
  });
});
