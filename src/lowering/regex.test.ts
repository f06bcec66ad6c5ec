import { describe, expect, it } from "@jest/globals";
import { regexProblem } from "./regex.js";

describe("regexProblem()", () => {
  it.each(["/api/v[0-9]+/.*", "(?i)foo|bar", "(?P<name>a+)", "\\p{L}+", "(a+)+$"])(
    "accepts the RE2 pattern %s, which cannot backtrack",
    (pattern) => {
      expect(regexProblem(pattern)).toBeUndefined();
    },
  );

  it.each([
    ["a look-ahead", "(?=a)b", "invalid or unsupported Perl syntax"],
    ["a back-reference", "(a)\\1", "invalid escape sequence"],
    ["an open group", "(a", "missing closing )"],
    ["a repeat count above 1000", "a{1001}", "invalid repeat count"],
    ["nested repeats that multiply", "((a{30}){30}){30}", "invalid repeat count"],
    ["a program that is too large", "[a-z]{1,1000}[a-z]{1,1000}", "steps, 2000 are allowed"],
    ["a pattern that nobody can review", "a".repeat(1001), "1001 characters, 1000 are allowed"],
    ["an empty pattern", "", "empty"],
  ])("refuses %s", (_what, pattern, because) => {
    expect(regexProblem(pattern)).toContain(because);
  });
});
