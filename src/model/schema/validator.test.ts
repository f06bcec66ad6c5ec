import { describe, expect, it } from "@jest/globals";
import type { Schema } from "./schema.js";
import { anyObject, integer, list, listOrNone, mapOf, object, oneOf, text, withDefault } from "./schema.js";
import { nearest } from "./spelling.js";
import { check } from "./validator.js";

const step: Schema = object(
  { type: oneOf("Wait", "Call") },
  { wait: integer(0, 10), call: text },
  { union: { tag: "type", members: { Wait: "wait", Call: "call" } } },
);

const plan: Schema = object(
  { name: { type: "string", pattern: "^[a-z]+$", meaning: "lower-case letters", minLength: 1, maxLength: 8 } },
  {
    steps: listOrNone(step, { maxItems: 2, uniqueBy: ["type"] }),
    retries: withDefault(3, integer(0)),
    labels: mapOf(text, { maxProperties: 1 }),
    free: anyObject,
    ports: list(integer(1, 65535), { minItems: 1 }),
    left: text,
    right: text,
  },
  { exclusive: ["left", "right"] },
);

function complaints(value: unknown): readonly string[] {
  return check(plan, value).violations.map(({ code, message, advice }) =>
    [code, message, ...(advice === undefined ? [] : [advice])].join(" | "),
  );
}

describe("check()", () => {
  it.each<[string, object, string]>([
    ["a missing field", {}, 'WM2002 | the object has no "name" | Add "name".'],
    [
      "a number where text belongs",
      { name: "a", labels: { a: 1 } },
      "WM2001 | labels.a must be text, not 1 | YAML reads this as a number: write it in quotes.",
    ],
    [
      "a quoted number",
      { name: "a", retries: "3" },
      'WM2001 | retries must be a whole number, not "3" | Write it without quotes.',
    ],
    ["a list where an object belongs", { name: "a", free: [] }, "WM2001 | free must be an object, not a list"],
    ["a fraction", { name: "a", retries: 1.5 }, "WM2001 | retries must be a whole number, not 1.5"],
    ["a malformed text", { name: "A1" }, 'WM2003 | name is "A1", but must be lower-case letters'],
    ["a text that is too long", { name: "abcdefghi" }, "WM2004 | name is 9 characters long; 8 are allowed"],
    ["a number out of range", { name: "a", ports: [0] }, "WM2004 | ports[0] is 0, but must be between 1 and 65535"],
    ["a number below its only limit", { name: "a", retries: -1 }, "WM2004 | retries is -1, but must be at least 0"],
    ["a list that must not be empty", { name: "a", ports: [] }, "WM2004 | ports needs at least 1 entry"],
    [
      "a value that is not a choice, with the choice that was meant",
      { name: "a", steps: [{ type: "wait", wait: 1 }] },
      'WM2003 | steps[0].type cannot be "wait" | Did you mean Wait?',
    ],
    [
      "a value that is not a choice, with the choices",
      { name: "a", steps: [{ type: "Explode" }] },
      'WM2003 | steps[0].type cannot be "Explode" | Use one of Wait or Call.',
    ],
    [
      "a type without its member",
      { name: "a", steps: [{ type: "Wait", call: "x" }] },
      'WM2006 | steps[0] has type Wait, which needs "wait" | It has "call" instead: make the two agree.',
    ],
    [
      "a type with a member of another one",
      { name: "a", steps: [{ type: "Wait", wait: 1, call: "x" }] },
      'WM2006 | steps[0] has type Wait, which cannot have "call" | Remove "call", or give it an entry of its own.',
    ],
    [
      "fields that exclude each other",
      { name: "a", left: "x", right: "y" },
      "WM2006 | the object can have only one of left and right | Keep one of them.",
    ],
    [
      "two entries with one key",
      {
        name: "a",
        steps: [
          { type: "Wait", wait: 1 },
          { type: "Wait", wait: 2 },
        ],
      },
      "WM2007 | steps has several entries with the same type | Merge them, or rename one.",
    ],
    ["too many labels", { name: "a", labels: { a: "1", b: "2" } }, "WM2004 | labels has more than 1 entries"],
  ])("refuses %s", (_, value, complaint) => {
    expect(complaints(value)).toEqual([complaint]);
    expect(check(plan, value).accepted).toBe(false);
  });

  it("accepts an object with an unknown field, and says what may have been meant", () => {
    const verdict = check(plan, { name: "a", step: [] });
    expect(verdict).toEqual({
      accepted: true,
      violations: [{ code: "WM2005", path: ["step"], message: "unknown field step", advice: 'Did you mean "steps"?' }],
    });
  });

  it("reports everything that is wrong at once", () => {
    expect(complaints({ name: 1, retries: true, ports: ["x"] })).toHaveLength(3);
  });

  it("stops counting where more would help nobody", () => {
    expect(check(plan, { name: "a", ports: new Array(5000).fill(0) }).violations).toHaveLength(20);
  });

  it("applies defaults in place", () => {
    const value = { name: "a" };
    check(plan, value);
    expect(value).toEqual({ name: "a", steps: [], retries: 3 });
  });

  it("takes null for not said, as API servers do, but keeps it in what users may fill freely", () => {
    const value = { name: "a", steps: null, retries: null, labels: { x: null }, free: { keep: null } };
    expect(check(plan, value).accepted).toBe(true);
    expect(value).toEqual({ name: "a", steps: [], retries: 3, labels: {}, free: { keep: null } });
  });

  it("does not take null for an entry of a list", () => {
    expect(complaints({ name: "a", ports: [null] })).toEqual(["WM2001 | ports[0] must be a whole number, not null"]);
  });

  it("is not confused by field names that objects have by nature", () => {
    expect(complaints(JSON.parse('{"name":"a","constructor":1,"__proto__":{"x":1}}'))).toEqual([
      "WM2005 | unknown field constructor | It has no effect: remove it, or check its indentation.",
      "WM2005 | unknown field __proto__ | It has no effect: remove it, or check its indentation.",
    ]);
  });
});

describe("nearest()", () => {
  it.each([
    ["backendRef", "backendRefs"],
    ["prot", "port"],
    ["targetref", "targetRef"],
    ["zebra", undefined],
  ])("takes %s for %s", (word, meant) => {
    expect(nearest(word, ["backendRefs", "port", "targetRef", "targetRefs"])).toBe(meant);
  });
});
