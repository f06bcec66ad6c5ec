import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { BlockOutline } from "./block-outline.js";
import { locate } from "./locate.js";
import type { FieldPath } from "./origin.js";

const written = `# a shop
kind: HTTPRoute
metadata:
  name: reviews
  labels: # of the team
    app.kubernetes.io/name: reviews

    team: shop
spec:
  rules:
  # the first
  - matches:
      - path:
          value: /a
    backendRefs:
    - name: one
      port: 80
    -   name: two
        port: 81
  - - nested
    - - deeper
  note: |
    spec:
      rules: none
  last: "x"
`;

function pieceOf(text: string, path: FieldPath): string | undefined {
  const piece = new BlockOutline(text).piece(path);
  return piece && `${piece.depth}: ${text.slice(piece.start, piece.end)}`;
}

describe("BlockOutline", () => {
  it.each<[FieldPath, string]>([
    [["kind"], "1: kind: HTTPRoute\n"],
    [["metadata", "labels", "team"], "3: team: shop\n"],
    [["metadata", "labels", "app.kubernetes.io/name"], "3: app.kubernetes.io/name: reviews\n\n"],
    [["spec", "rules", 0, "matches", 0, "path", "value"], "7: value: /a\n"],
    [["spec", "rules", 0, "backendRefs", 1], "5: -   name: two\n        port: 81\n"],
    [["spec", "rules", 0, "backendRefs", 1, "port"], "6: port: 81\n"],
    [["spec", "rules", 1, 1, 0], "5: - deeper\n"],
    [["spec", "note"], "2: note: |\n    spec:\n      rules: none\n"],
    [["spec", "last"], '2: last: "x"\n'],
  ])("tells the lines of %j", (path, piece) => {
    expect(pieceOf(written, path)).toBe(piece);
  });

  it("tells the lines of the field above one that is missing", () => {
    expect(pieceOf(written, ["metadata", "labels", "tier"])).toMatch(/^2: labels:/);
  });

  it.each([
    ["a flow collection over several lines", "a: {\n  b: 1\n}\nc: 2\n", ["c"]],
    ["names in quotes", '"a": 1\nc: 2\n', ["c"]],
    ["a name that YAML reads as a truth value", "true: 1\n", ["true"]],
    ["an explicit name", "? a\n: 1\nc: 2\n", ["c"]],
    ["a document that begins behind its marker", "--- {c: 2}\n", ["c"]],
  ])("leaves %s to the parser", (_, text, path) => {
    expect(pieceOf(text, path)).toBeUndefined();
  });
});

describe("BlockOutline.range()", () => {
  const rangeText = (path: FieldPath, part?: "name"): string | undefined => {
    const range = new BlockOutline(written).range(path, part);
    return range && written.slice(...range);
  };

  it.each<[string, FieldPath, "name" | undefined, string]>([
    ["a value", ["metadata", "name"], undefined, "reviews"],
    ["a value in quotes", ["spec", "last"], undefined, '"x"'],
    ["a name", ["metadata", "labels"], "name", "labels"],
    ["a block", ["spec", "rules", 0, "backendRefs", 0], undefined, "name: one\n      port: 80\n"],
    ["the name of what something is missing in", ["metadata", "annotations", "x"], undefined, "metadata"],
  ])("tells the place of %s without a parser", (_, path, part, text) => {
    expect(rangeText(path, part)).toBe(text);
  });

  it.each<[string, FieldPath]>([
    ["a text over several lines", ["spec", "note"]],
    ["what may be below a flow collection", ["spec", "last", "x"]],
    ["a block with a comment or a blank line behind it", ["metadata", "labels", "app.kubernetes.io/name", 0]],
  ])("leaves %s to the parser", (_, path) => {
    expect(rangeText(path)).toBeUndefined();
  });
});

/** A document with a tag at its front, which nobody but the parser reads. */
const tag = "--- !!map\n";

function placeOf(text: string, path: FieldPath, part?: "name"): unknown {
  const firstLine = text.startsWith(tag) ? 0 : 1;
  const document = { source: { file: "it.yaml", text, firstLine }, start: 0, end: text.length, within: [] };
  return locate({ object: "it", path, document, ...(part && { part }) });
}

function* pathsIn(value: unknown, above: FieldPath = []): Generator<FieldPath> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const path = [...above, Array.isArray(value) ? Number(name) : name];
    yield path;
    yield [...path, "missing"];
    yield [...path, 0, "missing"];
    yield* pathsIn(member, path);
  }
}

function expectSamePlaces(text: string): void {
  for (const path of pathsIn(parse(text, { version: "1.1", merge: true, maxAliasCount: -1 }))) {
    for (const part of [undefined, "name"] as const) {
      expect({ text, path, place: placeOf(text, path, part) }).toEqual({
        text,
        path,
        place: placeOf(tag + text, path, part),
      });
    }
  }
}

describe("locate() through the outline", () => {
  const name = fc.constantFrom("spec", "rules", "a-b", "app.io/x", "y", "on", "8080", "", "a b", "#c", "- d", "e: f");
  const leaf = fc.oneof(
    fc.constantFrom(
      "",
      "x",
      "a: b",
      "- a",
      "# no comment",
      "it's",
      "two\nlines\n",
      "kind:\n  - x\n",
      "\n\n",
      "{",
      "|",
      "a\tb",
    ),
    fc.constantFrom(0, 1.5, true, null, [], {}),
    fc.string(),
  );
  const { node } = fc.letrec<{ node: unknown; map: unknown; list: unknown }>((tie) => ({
    node: fc.oneof({ maxDepth: 5 }, leaf, tie("map"), tie("list")),
    map: fc.dictionary(name, tie("node"), { maxKeys: 4 }),
    list: fc.array(tie("node"), { maxLength: 3 }),
  }));
  const manners = fc.record({
    indent: fc.constantFrom(1, 2, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 20),
    defaultStringType: fc.constantFrom<"PLAIN" | "QUOTE_DOUBLE" | "BLOCK_LITERAL">(
      "PLAIN",
      "QUOTE_DOUBLE",
      "BLOCK_LITERAL",
    ),
    flowFrom: fc.constantFrom(2, 99),
  });
  const noise = fc.array(fc.tuple(fc.nat(), fc.constantFrom("", "# note", "    # note", "      ")), { maxLength: 4 });

  it("places what is found as parsing the whole document does", () => {
    fc.assert(
      fc.property(fc.dictionary(name, node, { minKeys: 1, maxKeys: 4 }), manners, noise, (value, manner, lines) => {
        const text = disturbed(stringify(value, manner), lines);
        if (text !== undefined) expectSamePlaces(text);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["anchors and aliases", "a: &x\n  b: 1\nc:\n  d: *x\n  e:\n    <<: *x\n    f: 2\n"],
    ["a comment in the column of the names", "a:\n  b: 1\n# note\n  c: 2\n# end\nd: 3\n"],
    ["a document that ends before its text does", "a:\n  b: 1\n...\n"],
    ["line breaks of another system", "a:\r\n  - b: 1\r\n    c: 2\r\n\r\n  - d\r\n"],
    ["a flow collection that hangs out", "a:\n  b: {\n    x: 1\n  }\n  c: 3\n"],
    ["texts over several lines", "a:\n  b: one\n    two\n  c: >-\n    d: 1\n\n    e\n  f: 'g\n    h: 2'\n"],
    ["empty values", "a:\n  b:\n  c:\n  - \n  -\n  - d:\nkind:\n"],
    ["tags", "a: !!map\n  b: !!str c\nd:\n- !!map\n  e: 1\n"],
    ["no line break at the end", "a:\n  - b: 1\n    c: [1, 2]"],
  ])("places what is found in spite of %s", (_, text) => {
    expectSamePlaces(text);
  });
});

/** `text` with lines put in between that say nothing; nothing if they do after all. */
function disturbed(text: string, noise: readonly (readonly [number, string])[]): string | undefined {
  const lines = text.split("\n");
  for (const [at, line] of noise) lines.splice(at % lines.length, 0, line);
  const changed = lines.join("\n");
  try {
    parse(changed, { version: "1.1", merge: true });
    return changed;
  } catch {
    return undefined;
  }
}
