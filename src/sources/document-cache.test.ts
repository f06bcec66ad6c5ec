import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { acceptedObject } from "../model/read-resource.js";
import { defaultCacheFolder, openDocumentCache } from "./document-cache.js";
import { readManifests } from "./read-manifests.js";
import type { ScratchFolder } from "./testing/scratch-folder.js";
import { scratchFolder, serviceYaml } from "./testing/scratch-folder.js";

let folder: ScratchFolder;
beforeEach(() => {
  folder = scratchFolder();
});
afterEach(() => folder.remove());

function onlyFile(): string {
  const [name, ...more] = readdirSync(folder.at("cache"));
  expect(more).toEqual([]);
  return folder.at(join("cache", name ?? ""));
}

const one = { kind: "accepted", json: '{"a":1}' } as const;
const other = { kind: "value", json: "{}" } as const;

describe("the cache of parsed documents", () => {
  it("finds in a later run what was kept in an earlier one", () => {
    const first = openDocumentCache(folder.at("cache"), ["shop"]);
    first.keep("a: 1", one);
    first.keep("b: 1", other);
    first.save();
    const later = openDocumentCache(folder.at("cache"), ["shop"]);
    expect(["a: 1", "b: 1", "a: 2"].map((text) => later.find(text))).toEqual([one, other, undefined]);
  });

  it("forgets what the last run did not use", () => {
    const first = openDocumentCache(folder.at("cache"), ["shop"]);
    first.keep("a: 1", one);
    first.keep("b: 1", other);
    first.save();
    const second = openDocumentCache(folder.at("cache"), ["shop"]);
    second.find("a: 1");
    second.save();
    const third = openDocumentCache(folder.at("cache"), ["shop"]);
    expect([third.find("a: 1"), third.find("b: 1")]).toEqual([one, undefined]);
  });

  it("is for its owner only", () => {
    const cache = openDocumentCache(folder.at("cache"), ["shop"]);
    cache.keep("a: 1", one);
    cache.save();
    expect(statSync(onlyFile()).mode & 0o777).toBe(0o600);
  });

  it.each<[string, (content: string) => string]>([
    ["a changed character", (content) => content.replace('"a":1', '"a":7')],
    ["half of it", (content) => content.slice(0, content.length / 2)],
    ["another format", (content) => content.replace("waymark-documents 2", "waymark-documents 1")],
    ["another build, or other schemas", (content) => content.replace(/^(\S+ \d+) \w+/, "$1 0123456789abcdef")],
    ["nothing", () => ""],
  ])("counts as empty with %s in it", (_, damaged) => {
    const cache = openDocumentCache(folder.at("cache"), ["shop"]);
    cache.keep("a: 1", one);
    cache.save();
    writeFileSync(onlyFile(), damaged(readFileSync(onlyFile(), "utf8")));
    expect(openDocumentCache(folder.at("cache"), ["shop"]).find("a: 1")).toBeUndefined();
  });

  it("does without a folder that cannot be made", () => {
    folder.write("file", "");
    const cache = openDocumentCache(folder.at("file/cache"), ["shop"]);
    cache.keep("a: 1", one);
    expect(() => cache.save()).not.toThrow();
  });

  it("changes nothing about what is read", async () => {
    const texts = [serviceYaml("a"), serviceYaml("b"), "kind: [\n", serviceYaml("c").replace(", namespace: shop", "")];
    folder.write("m/a.yaml", [...texts, serviceYaml("d").replace("port:", "prot:")].join("---\n"));
    const options = { cache: folder.at("cache") };
    const cold = await readManifests([folder.at("m")], options);
    const warm = await readManifests([folder.at("m")], options);
    expect(onlyFile()).toBeDefined();
    expect(cold.diagnostics.map(({ code }) => code)).toEqual(["WM1005", "WM1010", "WM2002", "WM2005"]);
    expect(warm).toEqual(cold);
    expect(warm).toEqual(await readManifests([folder.at("m")], { cache: false }));
  });

  it("is believed about what was accepted, so that nothing is checked again", async () => {
    folder.write("m/a.yaml", serviceYaml("a"));
    const cache = openDocumentCache(folder.at("cache"), [folder.at("m")]);
    const { resources } = await readManifests([folder.at("m")], { cache: false });
    const objects = resources.map(acceptedObject).map((object) => ({ ...object, apiVersion: "believed" }));
    cache.keep(serviceYaml("a"), { kind: "accepted", json: JSON.stringify({ objects, foreign: [] }) });
    cache.save();
    const read = await readManifests([folder.at("m")], { cache: folder.at("cache") });
    expect(read.resources.map(({ apiVersion }) => apiVersion)).toEqual(["believed"]);
  });
});

describe("defaultCacheFolder()", () => {
  it.each([
    [{ WAYMARK_CACHE: "/w", XDG_CACHE_HOME: "/x" }, "/w/documents"],
    [{ XDG_CACHE_HOME: "/x" }, "/x/waymark/documents"],
  ])("is below what %j says", (environment, path) => {
    expect(defaultCacheFolder(environment)).toBe(path);
  });
});
