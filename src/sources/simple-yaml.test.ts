import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { stringify } from "yaml";
import { documentTexts } from "./documents.js";
import { parseYaml } from "./parse-document.js";
import { simpleYaml } from "./simple-yaml.js";

/** What the reader of the whole language says; nothing, if it complains. */
function wholeYaml(text: string): unknown {
  const parsed = parseYaml(text);
  return parsed.kind === "value" ? parsed.value : `complaint: ${parsed.message}`;
}

const project = fileURLToPath(new URL("../../", import.meta.url));

/** The documents of all manifests of this project. */
function ownDocuments(): readonly string[] {
  return ["examples", "test/e2e/cases", "test/golden"].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".yaml"))
      .flatMap((name) => documentTexts(name, readFileSync(join(project, folder, name), "utf8")))
      .map(({ text }) => text),
  );
}

const pieces = fc.constantFrom(
  ...[
    "a",
    "b",
    "on",
    "y",
    "null",
    "true",
    "False",
    "No",
    "0",
    "7",
    "007",
    "-1",
    "1.5",
    "1e3",
    "0x1f",
    "1_0",
    "10s",
    "12:30",
  ],
  ...[
    "10.96.0.1",
    "10.0.0.0/8",
    "1.2.3",
    "2026-01-02",
    "~",
    "<<",
    "=",
    ".inf",
    "_",
    "_1",
    "/api/v1",
    "x-y.z/w",
    "__proto__",
  ],
  ...[
    '"q"',
    "'q'",
    '"a\\n"',
    "'it''s'",
    '"',
    "'",
    "{}",
    "[]",
    "{ a: 1 }",
    "[1, 2]",
    "[GET, on, /a/*]",
    "[ a b,c ]",
    "['a', \"b\"]",
    "[a,, b]",
    "[a, ]",
    "['a,b']",
    "[a: b]",
    "[a, [b]]",
    "[{}]",
    "[a] b",
    "a*",
    "/*",
    "{",
    "]",
    "*x",
    "&x",
    "!t",
    "|",
    ">-",
  ],
  ...[
    "a b",
    "a: b",
    "a:b",
    "a :b",
    "a #b",
    "a# b",
    "#",
    "http://x:80/y",
    "a,b",
    "a@b",
    "-",
    "--",
    "---",
    "...",
    "- ",
    "- - ",
    "?",
    "%",
    "@",
    "`",
  ],
  ...["\t", "\r", "é", "", " "],
);
/** Mostly `usual`, so that whole documents of it come about. */
function rarely<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 });
}
const nothing = fc.constant("");
const name = rarely(
  fc.integer({ min: 0, max: 999 }).map((number) => `k${number}`),
  pieces,
);
const afterName = fc.oneof(
  nothing,
  rarely(
    fc.constantFrom(" a", " 1", " x/y z", ' "q"'),
    pieces.map((piece) => ` ${piece}`),
  ),
);
const line = fc
  .tuple(
    rarely(fc.constantFrom("", "", "  ", "    "), fc.constantFrom(" ", "      ")),
    rarely(fc.constantFrom("", "", "", "- "), fc.constantFrom("- - ", "-  ", "-")),
    rarely(
      fc.tuple(name, afterName).map(([key, value]) => `${key}:${value}`),
      fc.tuple(pieces, pieces).map((pair) => pair.join(" ")),
    ),
    rarely(nothing, fc.constantFrom(" ", " # why", "#", " more")),
  )
  .map((parts) => parts.join(""));
const documents = fc
  .tuple(
    rarely(nothing, fc.constantFrom("---\n", "# why\n", "---\n---\n")),
    fc.array(line, { minLength: 1, maxLength: 7 }),
  )
  .map(([head, lines]) => `${head}${lines.join("\n")}\n`);

describe("simpleYaml()", () => {
  it("says what the reader of the whole language says, or nothing", () => {
    let told = 0;
    fc.assert(
      fc.property(documents, (text) => {
        const simple = simpleYaml(text);
        if (simple !== undefined) told++;
        if (simple !== undefined) expect(simple).toStrictEqual(wholeYaml(text));
      }),
      { numRuns: 3000 },
    );
    // Otherwise the property says little.
    expect(told).toBeGreaterThan(100);
  });

  it("says the same of the manifests of this project, and knows nearly all of them in block style", () => {
    const asWritten = ownDocuments();
    const inBlocks = asWritten
      .map((text) => parseYaml(text))
      .flatMap((parsed) => (parsed.kind === "value" ? [stringify(parsed.value)] : []));
    const known = [...asWritten, ...inBlocks].filter((text) => simpleYaml(text) !== undefined);
    expect(known.map(simpleYaml)).toStrictEqual(known.map(wholeYaml));
    expect(known.length).toBeGreaterThan(inBlocks.length * 0.8);
  });

  it.each<[string, string, unknown]>([
    [
      "maps in lists in maps",
      "a:\n- b: 1\n  c:\n    - - x\n      - w\n    - z\n",
      { a: [{ b: 1, c: [["x", "w"], "z"] }] },
    ],
    ["names without values", "a:\nb:\n  c:\nd: null\n", { a: null, b: { c: null }, d: null }],
    ["comments, blank lines and the mark of the beginning", "# why\n---\n\na: 1 \n  # how\nb: '#'\n", { a: 1, b: "#" }],
    [
      "texts of every plain sort",
      'a: x y\nb: "1"\nc: spiffe://a/b\nd: 10.0.0.0/8\ne: 10s\n',
      { a: "x y", b: "1", c: "spiffe://a/b", d: "10.0.0.0/8", e: "10s" },
    ],
    ["lists between brackets", "a: [GET, /api/*, 'x', 80]\n", { a: ["GET", "/api/*", "x", 80] }],
    ["empty maps and lists", "a: {}\nb: []\n", { a: {}, b: [] }],
  ])("reads %s", (_, text, value) => {
    expect(simpleYaml(text)).toStrictEqual(value);
  });

  it.each([
    ["texts of several lines", "a: b\n  c\n"],
    ["texts that keep their lines", "a: |\n  b\n"],
    ["anchors", "a: &x 1\n"],
    ["another name of a value", "a: yes\n"],
    ["numbers with more than digits", "a: 1.5\n"],
    ["octal numbers", "a: 010\n"],
    ["a comment behind a value", "a: 1 # why\n"],
    ["a name that is there twice", "a: 1\na: 2\n"],
    ["a line in no column", "a:\n    b: 1\n  c: 2\n"],
    ["a second document", "a: 1\n---\nb: 1\n"],
    ["a text alone", "a\n"],
    ["nothing", "\n"],
  ])("leaves %s to others", (_, text) => {
    expect(simpleYaml(text)).toBeUndefined();
  });
});
