import { describe, expect, it } from "@jest/globals";
import { durationMs, protoDurationMs } from "./durations.js";

describe("durationMs()", () => {
  it.each([
    ["0s", 0],
    ["500ms", 500],
    ["10s", 10_000],
    ["1h30m", 5_400_000],
    ["1h1m1s1ms", 3_661_001],
  ])("reads %s as %d ms", (text, expected) => {
    expect(durationMs(text)).toBe(expected);
  });

  it.each(["", "10", "s", "1.5s", "-1s", "1d", "123456s", "1s1s1s1s1s", "1 s"])("refuses %j", (text) => {
    expect(durationMs(text)).toBeUndefined();
  });
});

describe("protoDurationMs()", () => {
  it.each([
    ["600s", 600_000],
    ["0.5s", 500],
    ["1m30s", 90_000],
    ["1500us", 2],
    ["0s", 0],
  ])("%s is %d ms", (text, expected) => {
    expect(protoDurationMs(text)).toBe(expected);
  });

  it.each(["", "5", "s", "-1s", "1d"])("%j is no duration", (text) => {
    expect(protoDurationMs(text)).toBeUndefined();
  });
});
