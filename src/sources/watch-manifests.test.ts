import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { keyOf } from "../model/resource.js";
import type { ResourceChange } from "../model/resource-set.js";
import type { ScratchFolder } from "./testing/scratch-folder.js";
import { scratchFolder, serviceYaml } from "./testing/scratch-folder.js";
import type { ManifestWatch, WatchOptions } from "./watch-manifests.js";
import { watchManifests } from "./watch-manifests.js";

let folder: ScratchFolder;
let watch: ManifestWatch | undefined;
let told: { readonly changes: readonly string[]; readonly codes: readonly string[] }[] = [];
let onTold: (() => void) | undefined;

beforeEach(() => {
  folder = scratchFolder();
  told = [];
});
afterEach(async () => {
  await watch?.close();
  folder.remove();
});

/** `+Service/shop/web:80` or `-Service/shop/web`. */
function changeText(change: ResourceChange): string {
  if (change.kind === "remove") return `-${change.key}`;
  const { spec } = change.resource as { readonly spec: { readonly ports?: readonly { readonly port: number }[] } };
  return `+${keyOf(change.resource)}:${spec.ports?.[0]?.port}`;
}

async function follow(path: string = folder.path, options: Pick<WatchOptions, "watchFolder"> = {}): Promise<void> {
  const onChange = (changes: readonly ResourceChange[], diagnostics: readonly Diagnostic[]): void => {
    told.push({ changes: changes.map(changeText).sort(), codes: diagnostics.map(({ code }) => code) });
    onTold?.();
  };
  watch = await watchManifests([path], { cache: false, onChange, ...options });
}

/** Everything told since the last call, as soon as `enough` of it is there. */
async function until(
  enough: (changes: readonly string[], codes: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const all = (): readonly string[] => told.flatMap(({ changes }) => changes);
  await new Promise<void>((resolve) => {
    onTold = () => {
      if (enough(all(), told.at(-1)?.codes ?? [])) resolve();
    };
    onTold();
  });
  const changes = all();
  told = [];
  return changes;
}

const one = (changes: readonly string[]): boolean => changes.length > 0;

describe("watchManifests()", () => {
  it("says so where the system refuses to watch, and follows edits all the same", async () => {
    folder.write("a.yaml", serviceYaml("web", 80));
    const refused = (): never => {
      throw new Error("ENOSPC");
    };
    await follow(folder.path, { watchFolder: refused });
    expect(watch?.first.diagnostics.map(({ code }) => code)).toEqual(["WM1013"]);
    folder.write("b.yaml", serviceYaml("api", 80));
    expect(await until(one)).toEqual(["+Service/shop/api:80"]);
  });

  it("tells what is there at first, and then only what changed", async () => {
    folder.write("a.yaml", `${serviceYaml("web", 80)}---\n${serviceYaml("api", 80)}`);
    await follow();
    expect(watch?.first.resources.map(keyOf)).toEqual(["Service/shop/web", "Service/shop/api"]);
    folder.write("a.yaml", `${serviceYaml("web", 80)}---\n${serviceYaml("api", 81)}`);
    expect(await until(one)).toEqual(["+Service/shop/api:81"]);
  });

  it("puts objects again that moved to another line, since their diagnostics would show the old one", async () => {
    folder.write("a.yaml", serviceYaml("web"));
    await follow();
    folder.write("a.yaml", `# a comment\n${serviceYaml("web")}`);
    expect(await until(one)).toEqual(["+Service/shop/web:80"]);
  });

  it("tells of files that are new, renamed and removed", async () => {
    folder.write("a.yaml", serviceYaml("web"));
    await follow();
    folder.write("b.yaml", serviceYaml("api"));
    expect(await until(one)).toEqual(["+Service/shop/api:80"]);
    renameSync(folder.at("b.yaml"), folder.at("c.txt"));
    expect(await until(one)).toEqual(["-Service/shop/api"]);
    rmSync(folder.at("a.yaml"));
    expect(await until(one)).toEqual(["-Service/shop/web"]);
  });

  it("follows a file that is replaced by renaming, again and again, and ignores what editors leave beside it", async () => {
    folder.write("a.yaml", serviceYaml("web"));
    await follow();
    for (const port of [81, 82, 83]) {
      for (const name of ["4913", ".a.yaml.swp", "a.yaml~", ".#a.yaml", "#a.yaml#"]) folder.write(name, "kind: [");
      folder.write(".a.yaml.tmp", serviceYaml("web", port));
      renameSync(folder.at(".a.yaml.tmp"), folder.at("a.yaml"));
      expect(await until(one)).toEqual([`+Service/shop/web:${port}`]);
    }
  });

  it("follows folders that come, with what is in them, and go", async () => {
    folder.write("a.yaml", serviceYaml("web"));
    await follow();
    folder.write("new/deep/b.yaml", serviceYaml("api"));
    expect(await until(one)).toEqual(["+Service/shop/api:80"]);
    folder.write("new/deep/b.yaml", serviceYaml("api", 81));
    expect(await until(one)).toEqual(["+Service/shop/api:81"]);
    rmSync(folder.at("new"), { recursive: true });
    expect(await until(one)).toEqual(["-Service/shop/api"]);
  });

  it("finds the watched folder again after it was deleted and made anew", async () => {
    folder.write("m/a.yaml", serviceYaml("web"));
    await follow(folder.at("m"));
    rmSync(folder.at("m"), { recursive: true });
    expect(await until(one)).toEqual(["-Service/shop/web"]);
    mkdirSync(folder.at("m"));
    folder.write("m/a.yaml", serviceYaml("web", 81));
    expect(await until(one)).toEqual(["+Service/shop/web:81"]);
    folder.write("m/a.yaml", serviceYaml("web", 82));
    expect(await until(one)).toEqual(["+Service/shop/web:82"]);
  });

  it("follows a single file", async () => {
    const file = folder.write("mesh.conf", serviceYaml("web"));
    await follow(file);
    folder.write("other.yaml", serviceYaml("other"));
    folder.write("mesh.conf", serviceYaml("web", 81));
    expect(await until(one)).toEqual(["+Service/shop/web:81"]);
  });

  it("follows a mounted ConfigMap, whose files change by turning one link", async () => {
    folder.write("..v1/a.yaml", serviceYaml("web", 80));
    folder.write("..v2/a.yaml", serviceYaml("web", 81));
    symlinkSync("..v1", folder.at("..data"));
    symlinkSync("..data/a.yaml", folder.at("a.yaml"));
    await follow();
    expect(watch?.first.resources.map(keyOf)).toEqual(["Service/shop/web"]);
    symlinkSync("..v2", folder.at("..data_tmp"));
    renameSync(folder.at("..data_tmp"), folder.at("..data"));
    expect(await until(one)).toEqual(["+Service/shop/web:81"]);
  });

  it("keeps the objects of a file that has an error as they were, says so, and lets go of them when it is corrected", async () => {
    folder.write("a.yaml", `${serviceYaml("web", 80)}---\n${serviceYaml("api", 80)}`);
    await follow();
    folder.write("a.yaml", `${serviceYaml("web", 80)}---\nkind: [`);
    expect(await until((_, codes) => codes.includes("WM1012"))).toEqual([]);
    folder.write("a.yaml", `${serviceYaml("web", 80)}---\nkind: [`.replace("80", "99"));
    expect(await until(one)).toEqual(["+Service/shop/web:99"]);
    folder.write("a.yaml", serviceYaml("web", 99));
    expect(await until(one)).toEqual(["-Service/shop/api"]);
  });

  it("keeps a policy whose edit its schema refuses as it was, rather than denying everything", async () => {
    const policy = (action: string) =>
      `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: p, namespace: shop }\nspec: { action: ${action} }\n`;
    folder.write("a.yaml", policy("ALLOW"));
    await follow();
    folder.write("a.yaml", policy("Allow"));
    expect(await until((_, codes) => codes.includes("WM1012"))).toEqual([]);
  });

  it("keeps an object whose edit its schema refuses as it was", async () => {
    folder.write("a.yaml", serviceYaml("web", 80));
    await follow();
    folder.write("a.yaml", serviceYaml("web", 70000));
    expect(await until((_, codes) => codes.includes("WM2004") && codes.includes("WM1012"))).toEqual([]);
  });

  it("lets a second definition take over when the first one goes", async () => {
    folder.write("a.yaml", serviceYaml("web", 80));
    folder.write("b.yaml", serviceYaml("web", 81));
    await follow();
    expect(watch?.first.diagnostics.map(({ code }) => code)).toEqual(["WM1009"]);
    rmSync(folder.at("a.yaml"));
    expect(await until(one)).toEqual(["+Service/shop/web:81"]);
    folder.write("a.yaml", serviceYaml("web", 82));
    expect(await until(one)).toEqual(["+Service/shop/web:82"]);
  });

  it("tells many edits at once, and is silent after it was closed", async () => {
    for (let i = 0; i < 20; i++) folder.write(`s${i}.yaml`, serviceYaml(`s${i}`));
    await follow();
    for (let i = 0; i < 20; i++) writeFileSync(folder.at(`s${i}.yaml`), serviceYaml(`s${i}`, 81));
    expect(await until((changes) => changes.length === 20)).toHaveLength(20);
    await watch?.close();
    folder.write("s0.yaml", serviceYaml("s0", 82));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(told).toEqual([]);
  });
});
