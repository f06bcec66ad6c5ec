import { describe, expect, it } from "@jest/globals";
import { fieldChanges } from "./object-changes.js";

const changes = (base: unknown, head: unknown): readonly string[] =>
  fieldChanges(base, head, ["spec"]).map(({ path, change }) => `${path} ${change}`);

describe("fieldChanges()", () => {
  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    ["a field", { a: 1 }, { a: 2 }, ["spec.a edited"]],
    ["fields that come and go", { a: 1 }, { b: 1 }, ["spec.a removed", "spec.b added"]],
    ["an item in front of others", { a: ["x", "y"] }, { a: ["new", "x", "y"] }, ["spec.a[0] added"]],
    ["an item between others that goes", { a: ["x", "y", "z"] }, { a: ["x", "z"] }, ["spec.a[1] removed"]],
    ["a field of an item", { a: [{ n: 1 }, { n: 2 }] }, { a: [{ n: 1 }, { n: 3 }] }, ["spec.a[1].n edited"]],
    ["a field of an item that moved", { a: [{ n: 2, m: 1 }] }, { a: [{ n: 1 }, { n: 2, m: 1 }] }, ["spec.a[0] added"]],
    ["another type", { a: { b: 1 } }, { a: [1] }, ["spec.a edited"]],
    ["nothing", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  ])("tells of %s", (_, base, head, expected) => {
    expect(changes(base, head)).toEqual(expected);
  });

  it("compares long lists place by place", () => {
    const long = Array.from({ length: 600 }, (_, index) => index);
    expect(changes({ a: long }, { a: long.map((one) => (one === 300 ? -1 : one)) })).toEqual(["spec.a[300] edited"]);
  });
});
