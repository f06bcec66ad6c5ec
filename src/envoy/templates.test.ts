import { describe, expect, it } from "@jest/globals";
import { filledTemplate, fillTemplate, type Templates } from "./templates.js";

const template = (text: string) => ({ file: "mine/xds-cluster.yaml", text });

describe("fillTemplate()", () => {
  it("puts values into texts, and whole values where a hole is all there is", () => {
    const text =
      'port: "{{ port }}"\nname: "a-{{ port }}-b"\nlist: ["{{ gone }}", 1]\nfield: "{{ gone }}"\nwhole: "{{ whole }}"';
    expect(fillTemplate(template(text), { port: 80, gone: undefined, whole: { a: [1] } })).toEqual({
      value: { port: 80, name: "a-80-b", list: [1], whole: { a: [1] } },
      diagnostics: [],
    });
  });

  it.each([
    ["a hole that nothing fills", 'a:\n  - b: "{{ nope }}"\n    c: "{{ port }}"', "WM7002", ["a", 0, "b"]],
    ["a value that is left out", "a: 1", "WM7003", []],
    ["text that is no YAML", "a: [1", "WM7001", []],
  ])("reports %s with its place", (_, text, code, path) => {
    const { diagnostics } = fillTemplate(template(text), { port: 80 });
    expect(diagnostics).toMatchObject([
      { code, severity: "error", origin: { object: "template xds-cluster.yaml", path } },
    ]);
    expect(diagnostics[0]?.origin?.document?.source.file).toBe("mine/xds-cluster.yaml");
  });
});

describe("filledTemplate()", () => {
  it("reports what Envoy would not understand at the field that has it", () => {
    const templates = { "xds-cluster.yaml": template("name: x") } as unknown as Templates;
    const misfit = () => ({ path: 'endpoints[0].metadata["a.b"].x', reason: "unknown field" });
    expect(filledTemplate({ templates, misfit }, "xds-cluster.yaml", {}).diagnostics).toMatchObject([
      { code: "WM7004", message: "unknown field", origin: { path: ["endpoints", 0, "metadata", "a.b", "x"] } },
    ]);
  });
});
