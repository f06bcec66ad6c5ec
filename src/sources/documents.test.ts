import { describe, expect, it } from "@jest/globals";
import { documentTexts } from "./documents.js";

describe("documentTexts()", () => {
  it("splits a file at its separators and counts the lines of the file", () => {
    expect(documentTexts("a.yaml", "a: 1\n---\nb: 2\n--- # third\nc: 3\n")).toEqual([
      { text: "a: 1\n", firstLine: 1 },
      { text: "---\nb: 2\n", firstLine: 2 },
      { text: "--- # third\nc: 3\n", firstLine: 4 },
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    ["leaves out documents of nothing but comments", "# a\n---\n---\n\n...\n---\nb: 1\n", ["---\nb: 1\n"]],
    ["sees through CRLF", "a: 1\r\n---\r\n# nothing\r\n---\r\nb: 2\r\n", ["a: 1\r\n", "---\r\nb: 2\r\n"]],
    ["sees through a byte order mark", "\ufeffa: 1\n", ["a: 1\n"]],
    ["does not split at dashes that mean something else", "a: ---b\n---- : c\n ---\n", ["a: ---b\n---- : c\n ---\n"]],
    ["keeps directives with the document they are for", "%YAML 1.1\n---\na: 1\n", ["%YAML 1.1\n---\na: 1\n"]],
    [
      "keeps a document that starts on the line of its separator",
      "--- {a: 1}\n--- {b: 2}\n",
      ["--- {a: 1}\n", "--- {b: 2}\n"],
    ],
    ["finds nothing in nothing", "", []],
  ])("%s", (_, content, texts) => {
    expect(documentTexts("a.yaml", content).map(({ text }) => text)).toEqual(texts);
  });

  it("takes a JSON file as one document", () => {
    expect(documentTexts("a.json", '{"a":\n---\n1}')).toHaveLength(1);
    expect(documentTexts("a.json", " \n")).toEqual([]);
  });
});
