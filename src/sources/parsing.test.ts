import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ParseWorkers } from "./parse-workers.js";
import { parsedText } from "./parsed-text.js";
import { Parsing, parsedDocument } from "./parsing.js";
import type { ScratchFolder } from "./testing/scratch-folder.js";
import { scratchFolder } from "./testing/scratch-folder.js";

let folder: ScratchFolder;
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => folder.remove());

/** A worker's program: `answer` is the body of a function of `texts`. */
function aProgram(answer: string): URL {
  const code = `process.on("message", (texts) => { process.send(((texts) => { ${answer} })(texts)); });`;
  return pathToFileURL(folder.write("worker.mjs", code));
}

const echo = "return texts.map((json) => ({ kind: 'value', json }));";

describe("parsedText()", () => {
  it.each([
    ["a: [1, yes]", { kind: "value", json: '{"a":[1,true]}' }],
    ["# nothing", { kind: "value", json: "null" }],
    ["a: .inf", { kind: "broken", message: "it holds a number that is not finite (.inf or .nan)", offset: 0 }],
  ])("is JSON text, or what is wrong: %s", (text, parsed) => {
    expect(parsedText(text)).toEqual(parsed);
  });
});

describe("workers that parse", () => {
  it("answer each question with its own answer, however many there are", async () => {
    const workers = new ParseWorkers(2, aProgram(echo));
    const questions = Array.from({ length: 20 }, (_, index) => [`${index}`, "x"]);
    const answers = await Promise.all(questions.map((texts) => workers.parse(texts)));
    workers.close();
    expect(answers).toEqual(questions.map((texts) => texts.map((json) => ({ kind: "value", json }))));
  });

  it("give back undone what one of them died of, and what nobody is left for", async () => {
    const workers = new ParseWorkers(1, aProgram(`if (texts[0] === "bad") throw new Error("died"); ${echo}`));
    expect(await workers.parse(["good"])).toEqual([{ kind: "value", json: "good" }]);
    const answers = await Promise.all(["bad", "next", "last"].map((text) => workers.parse([text])));
    expect(answers).toEqual([undefined, undefined, undefined]);
    expect(await workers.parse(["later"])).toBeUndefined();
  });

  it("give everything back undone where their program is not there, or when they are ended", async () => {
    const nowhere = new ParseWorkers(2, pathToFileURL(folder.at("absent.mjs")));
    expect(await nowhere.parse(["a: 1"])).toBeUndefined();
    const ended = new ParseWorkers(1, aProgram("for (;;);"));
    const answer = ended.parse(["a: 1"]);
    ended.close();
    expect(await answer).toBeUndefined();
  });
});

/** Which of the documents, one a file, are given to workers. */
function givenToWorkers(texts: readonly string[], fewestFiles: number): readonly boolean[] {
  const parsing = new Parsing({ fewestFiles, workers: 1 });
  const documents = texts.map((text, index) => parsing.expect(text, `${index}.yaml`));
  parsing.allExpected();
  parsing.close();
  return documents.map(({ parsed }) => parsed instanceof Promise);
}

describe("parsing the documents of one look", () => {
  const some = `a: &x ${"x".repeat(200_000)}`;
  const much = `a: &x ${"x".repeat(400_000)}`;
  const json = JSON.stringify({ a: "x".repeat(400_000) });

  it.each([
    ["a little text here", [some], 1, [false]],
    ["much text elsewhere, what came before it included", [some, some, "a: &x 1"], 1, [true, true, true]],
    ["what takes but a glance here, however much it is", [json, some], 1, [false, false]],
    ["one file here, if only more of them are worth it", [much], 2, [false]],
    ["two files elsewhere then", [some, some], 2, [true, true]],
  ])("does %s", (_, texts, fewestFiles, elsewhere) => {
    expect(givenToWorkers(texts, fewestFiles)).toEqual(elsewhere);
  });

  it("says the same of a document wherever it was parsed, and if nobody else did", async () => {
    const lost = { text: "a: yes", parsed: Promise.resolve(undefined) };
    const elsewhere = { text: "a: yes", parsed: Promise.resolve(parsedText("a: yes")) };
    const value = { kind: "value", json: '{"a":true}' };
    expect(await Promise.all([lost, elsewhere, { text: "a: yes" }].map(parsedDocument))).toEqual([value, value, value]);
  });
});
