import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type CellSpec, IncrementalGraph, sameElements } from "./incremental.js";

type Spec<T> = CellSpec<T, string>;

/** Numbers under names, a parity cell over each, and a sum over those that are selected. */
function aSheet(numbers: Map<string, number>, selected: { names: readonly string[] }) {
  const number = (name: string): Spec<number> => ({
    key: `number:${name}`,
    compute: (scope) => {
      scope.depend(name);
      const value = numbers.get(name) ?? 0;
      if (value < 0) scope.note(`${name} is negative`);
      return value;
    },
  });
  const parity = (name: string): Spec<number> => ({
    key: `parity:${name}`,
    compute: (scope) => Math.abs(scope.cell(number(name)) % 2),
  });
  const sum: Spec<number> = {
    key: "sum",
    compute: (scope) => {
      scope.depend("selected");
      return selected.names.reduce((total, name) => total + scope.cell(parity(name)), 0);
    },
  };
  return { sum, number };
}

describe("IncrementalGraph", () => {
  it("computes only what looked at a changed input", () => {
    const numbers = new Map([
      ["a", 1],
      ["b", 2],
    ]);
    const graph = new IncrementalGraph<string>();
    const { sum } = aSheet(numbers, { names: ["a", "b"] });
    expect(graph.root(sum)).toBe(1);
    const before = graph.computed;
    numbers.set("b", 3);
    graph.touch(["b"]);
    expect(graph.root(sum)).toBe(2);
    expect(graph.computed - before).toBe(3);
  });

  it("stops where a value comes out the same", () => {
    const numbers = new Map([["a", 1]]);
    const graph = new IncrementalGraph<string>();
    const { sum } = aSheet(numbers, { names: ["a"] });
    graph.root(sum);
    const before = graph.computed;
    numbers.set("a", 3);
    graph.touch(["a"]);
    expect(graph.root(sum)).toBe(1);
    expect(graph.computed - before).toBe(2);
  });

  it("forgets cells that nobody reads any more, with their notes", () => {
    const numbers = new Map([
      ["a", -1],
      ["b", -2],
    ]);
    const selected = { names: ["a", "b"] };
    const graph = new IncrementalGraph<string>();
    const { sum } = aSheet(numbers, selected);
    graph.root(sum);
    expect([...graph.notes()]).toEqual(["a is negative", "b is negative"]);
    selected.names = ["b"];
    graph.touch(["selected"]);
    graph.root(sum);
    expect([...graph.notes()]).toEqual(["b is negative"]);
    graph.release("sum");
    expect(graph.size).toBe(0);
  });

  it("keeps the old value when the new one counts as the same", () => {
    const graph = new IncrementalGraph<string>();
    const list: Spec<readonly number[]> = {
      key: "list",
      same: sameElements,
      compute: (scope) => {
        scope.depend("x");
        return [1, 2];
      },
    };
    const first = graph.root(list);
    graph.touch(["x"]);
    expect(graph.root(list)).toBe(first);
  });

  it("does not lose a change that arrives while a cell is not being read", () => {
    const numbers = new Map([["a", 1]]);
    const graph = new IncrementalGraph<string>();
    const { sum, number } = aSheet(numbers, { names: ["a"] });
    graph.root(sum);
    numbers.set("a", 2);
    graph.touch(["a"]);
    expect(graph.root(number("a"))).toBe(2);
    graph.touch(["unrelated"]);
    expect(graph.root(sum)).toBe(0);
  });

  it("refuses a cell that reads itself", () => {
    const graph = new IncrementalGraph<string>();
    const loop: Spec<number> = { key: "loop", compute: (scope): number => scope.cell(loop) };
    expect(() => graph.root(loop)).toThrow("reads itself");
  });

  it("always equals a graph made from scratch", () => {
    const names = ["a", "b", "c", "d"];
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("set" as const),
        name: fc.constantFrom(...names),
        value: fc.integer({ min: -3, max: 3 }),
      }),
      fc.record({ kind: fc.constant("select" as const), names: fc.subarray(names) }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 12 }), (batches) => {
        const numbers = new Map<string, number>();
        const selected: { names: readonly string[] } = { names: [] };
        const graph = new IncrementalGraph<string>();
        for (const batch of batches) {
          const touched: string[] = [];
          for (const edit of batch) {
            if (edit.kind === "set") numbers.set(edit.name, edit.value);
            else selected.names = edit.names;
            touched.push(edit.kind === "set" ? edit.name : "selected");
          }
          graph.touch(touched);
          const fresh = new IncrementalGraph<string>();
          const { sum } = aSheet(numbers, selected);
          expect(graph.root(sum)).toBe(fresh.root(sum));
          expect([...graph.notes()].sort()).toEqual([...fresh.notes()].sort());
          expect(graph.size).toBe(fresh.size);
        }
      }),
    );
  });
});
