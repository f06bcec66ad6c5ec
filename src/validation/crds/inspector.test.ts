import { describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { pathText } from "../../diagnostics/origin.js";
import { definitionInspector } from "./inspector.js";
import type { StructuralSchema } from "./structural-schema.js";

const document = { source: { file: "-", text: "", firstLine: 1 }, start: 0, end: 0, within: [] };

function definition(spec: StructuralSchema, version: object = {}): object {
  const versions = [
    { name: "v1", served: true, schema: { openAPIV3Schema: { type: "object", properties: { spec } } }, ...version },
    { name: "v2", served: true, schema: { openAPIV3Schema: { type: "object" } } },
  ];
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "cakes.example.com" },
    spec: { group: "example.com", names: { kind: "Cake" }, scope: "Namespaced", versions },
  };
}

/** The definition whose objects have metadata as nearly all definitions write it. */
function withMetadata(crd: ReturnType<typeof definition>): object {
  const written = structuredClone(crd) as {
    readonly spec: { readonly versions: readonly { readonly schema: unknown }[] };
  };
  const [version] = written.spec.versions as readonly [{ schema: { openAPIV3Schema: { properties: object } } }];
  Object.assign(version.schema.openAPIV3Schema.properties, { metadata: { type: "object" } });
  return written;
}

/** What is found in a Cake with this spec; `code path`. */
async function found(schema: StructuralSchema, spec: unknown, version?: object): Promise<readonly string[]> {
  return (await findings(definition(schema, version), spec)).map(({ code, origin }) =>
    `${code} ${pathText(origin?.path ?? [])}`.trim(),
  );
}

async function findings(crd: object, spec: unknown): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const report = (finding: Diagnostic): void => void diagnostics.push(finding);
  const inspector = definitionInspector([{ value: crd, document }], report);
  await inspector.ready();
  const cake = { apiVersion: "example.com/v1", kind: "Cake", metadata: { name: "a", namespace: "b" }, spec };
  if (inspector.knows(cake.apiVersion, cake.kind)) inspector.inspect(structuredClone(cake), document, report);
  return diagnostics;
}

const fields = (
  properties: Readonly<Record<string, StructuralSchema>>,
  more: StructuralSchema = {},
): StructuralSchema => ({
  type: "object",
  properties,
  ...more,
});
const rule = (text: string, more: object = {}): StructuralSchema => ({
  "x-kubernetes-validations": [{ rule: text, ...more }],
});

describe("an object of a kind with a definition", () => {
  it("has the metadata that all objects have, and rules see its name", async () => {
    expect(await findings(withMetadata(definition(fields({ a: { type: "integer" } }))), { a: 1 })).toEqual([]);
  });

  it.each<[string, StructuralSchema, unknown, readonly string[]]>([
    ["a type", fields({ a: { type: "integer" } }), { a: 1.5 }, ["WM2001 spec.a"]],
    ["int-or-string", fields({ a: { "x-kubernetes-int-or-string": true } }), { a: true }, ["WM2001 spec.a"]],
    ["a required field", fields({}, { required: ["a"] }), {}, ["WM2002 spec"]],
    ["a choice", fields({ a: { type: "string", enum: ["x", "y"] } }), { a: "z" }, ["WM2003 spec.a"]],
    [
      "a pattern as RE2 reads it",
      fields({ a: { type: "string", pattern: "(?i)^x+$" } }),
      { a: "yX" },
      ["WM2003 spec.a"],
    ],
    ["a format", fields({ a: { type: "string", format: "ipv4" } }), { a: "::1" }, ["WM2003 spec.a"]],
    ["a length in characters", fields({ a: { type: "string", maxLength: 1 } }), { a: "é🍰" }, ["WM2004 spec.a"]],
    [
      "an exclusive limit",
      fields({ a: { type: "number", maximum: 1, exclusiveMaximum: true } }),
      { a: 1 },
      ["WM2004 spec.a"],
    ],
    ["the numbers of int32", fields({ a: { type: "integer", format: "int32" } }), { a: 2 ** 31 }, ["WM2004 spec.a"]],
    ["a multiple", fields({ a: { type: "integer", multipleOf: 5 } }), { a: 7 }, ["WM2004 spec.a"]],
    ["too many entries", fields({ a: { type: "array", maxItems: 1, items: {} } }), { a: [1, 2] }, ["WM2004 spec.a"]],
    ["too few fields", fields({}, { minProperties: 1 }), {}, ["WM2004 spec"]],
    ["an unknown field", fields({}), { a: 1 }, ["WM2005 spec.a"]],
    [
      "none of several forms",
      fields({ a: { anyOf: [{ type: "string" }, { minimum: 5, type: "integer" }] } }),
      { a: 1 },
      ["WM2006 spec.a"],
    ],
    [
      "two of several forms",
      fields({ a: {}, b: {} }, { oneOf: [{ required: ["a"] }, { required: ["b"] }] }),
      { a: 1, b: 1 },
      ["WM2006 spec"],
    ],
    ["an excluded form", fields({ a: { not: { enum: ["x"] } } }), { a: "x" }, ["WM2006 spec.a"]],
    [
      "an entry of a map twice",
      fields({
        a: {
          type: "array",
          items: fields({ k: {} }),
          "x-kubernetes-list-type": "map",
          "x-kubernetes-list-map-keys": ["k"],
        },
      }),
      { a: [{ k: 1 }, { k: 1 }] },
      ["WM2007 spec.a[1]"],
    ],
    [
      "an entry of a set twice",
      fields({ a: { type: "array", items: {}, "x-kubernetes-list-type": "set" } }),
      { a: ["x", "x"] },
      ["WM2007 spec.a[1]"],
    ],
  ])("is held to %s", async (_, schema, spec, expected) => {
    expect(await found(schema, spec)).toEqual(expected);
  });

  it.each<[string, StructuralSchema, unknown]>([
    ["fields that the definition preserves", fields({}, { "x-kubernetes-preserve-unknown-fields": true }), { a: 1 }],
    ["fields of a map", { type: "object", additionalProperties: { type: "integer" } }, { a: 1 }],
    ["null, which is as if it were not there", fields({ a: { type: "string" } }), { a: null }],
    ["null where it is allowed", fields({ a: { type: "string", nullable: true } }), { a: null }],
    ["what a default adds", fields({ a: { type: "integer", default: 3 } }, { required: ["a"] }), {}],
    [
      "a field that a default completes",
      fields({ a: { type: "integer", default: 3 }, ...{} }, rule("self.a == 3")),
      {},
    ],
    ["a transition rule", fields({ a: { type: "integer", ...rule("self == oldSelf + 1") } }), { a: 1 }],
  ])("may have %s", async (_, schema, spec) => {
    expect(await found(schema, spec)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["!has(self.n) || self.n > 1", { n: 2 }],
    ["self.n / 2 == 1", { n: 3 }],
    ["self.f > 1.0", { f: 2 }],
    ["self.list.all(x, self.list.exists_one(y, x == y))", { list: ["a", "b"] }],
    ["self.__namespace__ == 'x' && self.a__dash__b == 'y'", { namespace: "x", "a-b": "y" }],
    ["self.text.matches('(?i)^A$') && 'x,y'.split(',').size() == 2", { text: "a" }],
    ["url('https://u@h:8/p?q=1').getHostname() == 'h' && url('https://h:8/').getPort() == '8'", {}],
    ["isURL('/x') && !isURL('x y') && isIP('::1') && !isIP('1.2.3') && isCIDR('10.0.0.0/8')", {}],
    ["ip('::0001') == ip('::1') && ip('1.2.3.4').family() == 4", {}],
    ["quantity('1Gi').isGreaterThan(quantity('1G')) && quantity('1000m') == quantity('1')", {}],
    ["!format.dns1123Label().validate('a').hasValue() && format.named('uuid').validate('x').hasValue()", {}],
    ["[1, 2].sum() == 3 && [3, 1].min() == 1 && ['a'].isSorted() && sets.contains([1, 2], [2])", {}],
    ["'a1b2'.findAll('[0-9]') == ['1', '2'] && 'abc'.find('b.') == 'bc'", {}],
    ["duration(self.text) < duration('1m')", { text: "5s" }],
    [
      "self.at < timestamp('2030-01-01T00:00:00Z') && self.took == duration('90s')",
      { at: "2026-11-22T00:00:00Z", took: "1m30s" },
    ],
  ])("keeps the rule %s", async (text, spec) => {
    const schema = fields(
      {
        n: { type: "integer" },
        f: { type: "number" },
        text: { type: "string" },
        list: { type: "array", items: { type: "string" } },
        namespace: { type: "string" },
        "a-b": { type: "string" },
        at: { type: "string", format: "date-time" },
        took: { type: "string", format: "duration" },
      },
      rule(text),
    );
    expect(await findings(definition(schema), spec)).toEqual([]);
  });

  it("breaks a rule in the words of its expression, at the field that the rule names", async () => {
    const schema = fields(
      { n: { type: "integer" } },
      rule("self.n < 3", { messageExpression: "'not ' + string(self.n)", fieldPath: ".n" }),
    );
    expect(await findings(definition(schema), { n: 5 })).toMatchObject([
      { code: "WM2010", message: "spec.n: not 5", origin: { path: ["spec", "n"] } },
    ]);
  });

  it("is refused by a rule that fails", async () => {
    expect(await found(fields({}, rule("self.missing == 1")), {})).toEqual(["WM2011 spec"]);
  });

  it("is refused by a rule that goes through its lists for too long", async () => {
    const list = { type: "array", items: { type: "string" } };
    const schema = fields({ a: list }, rule("self.a.all(x, self.a.all(y, self.a.all(z, x != y + z)))"));
    expect(await found(schema, { a: Array.from({ length: 100 }, (_, index) => `e${index}`) })).toEqual(["WM2012 spec"]);
  });

  it("is not asked about rules when a field is wrong already", async () => {
    expect(await found(fields({ n: { type: "integer" } }, rule("self.n < 3")), { n: "x" })).toEqual(["WM2001 spec.n"]);
  });

  it("has a version that is served", async () => {
    expect(await found(fields({}), {}, { served: false })).toEqual(["WM2015 apiVersion"]);
  });

  it("is told that its version is deprecated, and which is not", async () => {
    expect(await findings(definition(fields({}), { deprecated: true }), {})).toMatchObject([
      { code: "WM2016", advice: "Use example.com/v2." },
    ]);
  });
});

describe("a definition", () => {
  it.each([
    ["of an older version", { ...definition(fields({})), apiVersion: "apiextensions.k8s.io/v1beta1" }],
    [
      "without versions",
      {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        spec: { group: "a", names: { kind: "B" } },
      },
    ],
    ["without anything", { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" }],
  ])("%s cannot be used", async (_, crd) => {
    expect((await findings(crd, {})).map(({ code }) => code)).toEqual(["WM2013"]);
  });

  it.each([
    ["a rule that is no CEL", fields({}, rule("self.a ==="))],
    ["a rule over endless lists of its own", fields({}, rule(`${nested(6)}`))],
    ["a pattern that is none", fields({ a: { type: "string", pattern: "(" } })],
  ])("with %s is told of, and the rest of it holds", async (_, schema) => {
    expect(await found({ ...schema, required: [] }, {})).toHaveLength(1);
    expect((await found(schema, {}))[0]).toMatch(/^WM2014 /);
  });
});

/** Lists of ten inside each other. */
function nested(depth: number): string {
  const list = "[0,1,2,3,4,5,6,7,8,9]";
  return depth === 0 ? "true" : `${list}.all(x${depth}, ${nested(depth - 1)})`;
}
