import { describe, expect, it } from "@jest/globals";
import type { StringPattern } from "../ir/pattern.js";
import { patternCovers } from "./covering.js";

const exact = (value: string): StringPattern => ({ kind: "exact", value });
const prefix = (value: string): StringPattern => ({ kind: "prefix", value });
const suffix = (value: string): StringPattern => ({ kind: "suffix", value });
const regex = (value: string): StringPattern => ({ kind: "regex", value });
const present: StringPattern = { kind: "present" };

describe("patternCovers()", () => {
  it.each([
    [present, exact("a")],
    [present, prefix("a")],
    [prefix("/a"), exact("/a/b")],
    [prefix("/a"), prefix("/a/b")],
    [suffix(".html"), exact("/index.html")],
    [suffix(".html"), suffix("x.html")],
    [regex(".*"), regex("a+")],
    [regex("[a-z]+"), exact("abc")],
    [regex("a|b"), regex("a|b")],
  ])("knows that %j matches all that %j does", (wide, narrow) => {
    expect(patternCovers(wide, narrow)).toBe(true);
  });

  it.each([
    [exact("a"), prefix("a")],
    [prefix("/a/b"), prefix("/a")],
    [prefix("a"), suffix("a")],
    [suffix("x.html"), suffix(".html")],
    [regex("[a-z]+"), exact("abc1")],
    [regex("[a-z]+"), prefix("a")],
    [regex("[a-z]+"), regex("[a-c]+")],
    [present, regex(".*")],
    [present, exact("")],
    [{ kind: "path-template", value: "/{**}" } as const, exact("/a")],
  ])("does not claim that %j matches all that %j does", (wide, narrow) => {
    expect(patternCovers(wide, narrow)).toBe(false);
  });
});
