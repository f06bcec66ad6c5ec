/** Input folders and what becomes of them. `npm run golden` records them anew; read the difference before committing it. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { type GoldenCase, goldenCases, outputsOf, refusedBy } from "../support/golden-case.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const cases = goldenCases(root);
const updating = process.env["GOLDEN"] === "update";

describe("golden cases", () => {
  beforeAll(() => {
    if (!updating) return;
    // There the question is whether what was committed is true; recording would answer yes to anything.
    if (process.env["CI"] !== undefined)
      throw new Error("goldens are not recorded in CI: run `npm run golden` and commit");
    for (const one of cases) record(one);
  });

  it.each(cases.map((one) => [one.name, one.sentence, one] as const))("%s: %s", (_name, _sentence, one) => {
    expect(recorded(one.folder)).toEqual(Object.fromEntries(outputsOf(one)));
  });

  it.each(cases.map((one) => [one.name, one] as const))(
    "%s asks nothing of Envoy that it would refuse",
    (_name, one) => {
      expect(refusedBy(one)).toEqual([]);
    },
  );

  it("state their behaviour as a sentence in the first line", () => {
    const silent = cases.filter(({ input, sentence }) => !input.startsWith("# ") || !/^[A-Z].{15,}\.$/.test(sentence));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it("record something each: a stage, or what is said about the input", () => {
    expect(cases.filter((one) => outputsOf(one).size === 0).map(({ name }) => name)).toEqual([]);
  });

  it("are small enough to be read in review", () => {
    const sizes = cases
      .flatMap(({ folder }) => Object.values(recorded(folder)).map((text) => text.split("\n").length))
      .sort((one, other) => one - other);
    expect(sizes.at(-1)).toBeLessThanOrEqual(200);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(60);
  });
});

/** Everything beside the input, stale files too. */
function recorded(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    outputFiles(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const),
  );
}

function record(one: GoldenCase): void {
  const outputs = outputsOf(one);
  for (const name of outputFiles(one.folder)) if (!outputs.has(name)) rmSync(join(one.folder, name));
  for (const [name, text] of outputs) writeFileSync(join(one.folder, name), text);
}

function outputFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "input.yaml")
    .map(({ name }) => name);
}
