import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type ScratchFolder, scratchFolder } from "./testing/scratch-folder.js";
import { type FileWatch, watchFiles } from "./watch-files.js";

let folder: ScratchFolder;
let watch: FileWatch | undefined;
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => {
  watch?.close();
  folder.remove();
});

/** Resolves at the next change after `edit`. */
async function changeAfter(edit: () => void): Promise<void> {
  watch?.close();
  await new Promise<void>((resolve) => {
    watch = watchFiles([folder.path], resolve);
    edit();
  });
}

describe("watchFiles()", () => {
  it("tells of files that change, come and go, in new folders too", async () => {
    folder.write("a.yaml", "a: 1\n");
    await changeAfter(() => folder.write("a.yaml", "a: 22\n"));
    await changeAfter(() => folder.write("b.json", "{}"));
    await changeAfter(() => folder.write("deep/er/c.yml", "c: 1\n"));
    await changeAfter(() => rmSync(folder.at("b.json")));
  }, 30_000);

  it("tells of edits in a folder that came after it began", async () => {
    folder.write("a.yaml", "a: 1\n");
    let told: () => void = () => undefined;
    const next = () =>
      new Promise<void>((resolve) => {
        told = resolve;
      });
    watch = watchFiles([folder.path], () => told());
    const first = next();
    folder.write("later/b.yaml", "b: 1\n");
    await first;
    const second = next();
    folder.write("later/b.yaml", "b: 22\n");
    await second;
  }, 30_000);

  it("says nothing of other files", async () => {
    folder.write("a.yaml", "a: 1\n");
    const told: string[] = [];
    watch = watchFiles([folder.path], () => told.push("changed"));
    folder.write("notes.txt", "x");
    folder.write(".a.yaml.swp", "x");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toEqual([]);
  });
});
