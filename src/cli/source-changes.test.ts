import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type SourceChanges, sourceChanges } from "./source-changes.js";

let folder: string;
let schema: string;
let changes: SourceChanges;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "waymark-sources-"));
  schema = join(folder, "schema.json");
  mkdirSync(join(folder, "assembly", "deep"), { recursive: true });
  writeFileSync(join(folder, "assembly", "index.ts"), "1");
  writeFileSync(schema, "{}");
  changes = await sourceChanges(join(folder, "assembly"), [schema]);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const seen = (): Promise<boolean> => changes.next(AbortSignal.timeout(60_000));

it.each<readonly [string, () => void]>([
  ["a source that is written", () => writeFileSync(join(folder, "assembly", "index.ts"), "22")],
  [
    "a source that is replaced, as editors do",
    () => {
      writeFileSync(join(folder, "draft"), "1");
      renameSync(join(folder, "draft"), join(folder, "assembly", "index.ts"));
    },
  ],
  ["a new source further down", () => writeFileSync(join(folder, "assembly", "deep", "more.ts"), "")],
  ["a source that is gone", () => rmSync(join(folder, "assembly", "index.ts"))],
  ["the other file", () => writeFileSync(schema, '{"type":"object"}')],
])("tells of %s, each time", async (_, change) => {
  change();
  expect(await seen()).toBe(true);
  writeFileSync(join(folder, "assembly", "index.ts"), "something else");
  expect(await seen()).toBe(true);
});

it("is silent about what is built, and when it is asked to end", async () => {
  writeFileSync(join(folder, "assembly", "index.wasm"), "");
  expect(await changes.next(AbortSignal.timeout(500))).toBe(false);
});
