import { utimesSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { keyOf } from "../model/resource.js";
import { ManifestFolder } from "./manifest-folder.js";
import type { ScratchFolder } from "./testing/scratch-folder.js";
import { scratchFolder, serviceYaml } from "./testing/scratch-folder.js";

let scratch: ScratchFolder;
beforeEach(() => {
  scratch = scratchFolder();
});
afterEach(() => scratch.remove());

describe("a manifest folder", () => {
  it("postpones a file that was just written and lost objects, since it may be half written", async () => {
    const file = scratch.write("a.yaml", `${serviceYaml("web")}---\n${serviceYaml("api")}`);
    const folder = new ManifestFolder([scratch.path], { cache: false });
    await folder.rescan();
    const postponed: string[] = [];
    const look = { postpone: (name: string) => postponed.push(name) };

    scratch.write("a.yaml", serviceYaml("web"));
    expect(await folder.reread([file], look)).toEqual([]);
    expect(postponed).toEqual([file]);
    expect(folder.manifests().resources.map(keyOf)).toEqual(["Service/shop/web", "Service/shop/api"]);

    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    expect(await folder.reread([file], look)).toEqual([{ kind: "remove", key: "Service/shop/api" }]);
  });

  it("keeps the very same objects of documents that did not change", async () => {
    const file = scratch.write("a.yaml", ["a", "b", "c", "d"].map((name) => serviceYaml(name)).join("---\n"));
    const folder = new ManifestFolder([scratch.path], { cache: false });
    await folder.rescan();
    const before = folder.manifests().resources;
    scratch.write("a.yaml", ["a", "b", "x", "d"].map((name) => serviceYaml(name)).join("---\n"));
    const changes = await folder.reread([file]);
    expect(changes.map((change) => change.kind)).toEqual(["remove", "put"]);
    const after = folder.manifests().resources;
    expect([after[0] === before[0], after[1] === before[1], after[3] === before[3]]).toEqual([true, true, true]);
  });

  it("takes documents that only moved as they are, with the lines where they are now", async () => {
    const file = scratch.write("a.yaml", `${serviceYaml("a")}---\n${serviceYaml("b")}`);
    const folder = new ManifestFolder([scratch.path], { cache: false });
    await folder.rescan();
    const [, before] = folder.manifests().resources;
    scratch.write("a.yaml", `# one line more\n${serviceYaml("a")}---\n${serviceYaml("b")}`);
    await folder.reread([file]);
    const [, after] = folder.manifests().resources;
    expect(after?.spec).toBe(before?.spec);
    expect([before, after].map((resource) => resource?.origin.document?.source.firstLine)).toEqual([5, 6]);
    const anew = new ManifestFolder([scratch.path], { cache: false });
    await anew.rescan();
    expect(folder.manifests()).toEqual(anew.manifests());
  });

  it("reads what it read before when it starts anew", async () => {
    scratch.write("a.yaml", `${serviceYaml("web")}---\nkind: [`);
    scratch.write("b/c.yaml", serviceYaml("api"));
    const folder = new ManifestFolder([scratch.path], { cache: false });
    await folder.rescan();
    const file = scratch.write("b/c.yaml", serviceYaml("api", 81));
    scratch.write("b/d.yaml", serviceYaml("web"));
    await folder.reread([file]);
    await folder.rescan();
    const anew = new ManifestFolder([scratch.path], { cache: false });
    await anew.rescan();
    expect(folder.manifests()).toEqual(anew.manifests());
  });
});
