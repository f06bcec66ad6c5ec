/** Inspection against Envoy's own verdict: what we let through it loads, what we refuse it refuses. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findEnvoy } from "../../scripts/envoy.mjs";
import { abiMarker, abiVersions, offeredFunctions } from "../../src/wasm/abi.js";
import { inspectModule } from "../../src/wasm/inspect.js";
import { moduleBytes } from "../../src/wasm/testing/module-bytes.js";
import { labBootstrap } from "../../src/wasm-lab/envoy-bootstrap.js";

describe("inspection and Envoy", () => {
  let envoy: string;
  let folder: string;

  beforeAll(async () => {
    envoy = (await findEnvoy()).path;
    folder = mkdtempSync(join(tmpdir(), "waymark-inspect-"));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function envoyLoads(bytes: Uint8Array): boolean {
    const module = join(folder, "module.wasm");
    const config = join(folder, "envoy.json");
    writeFileSync(module, bytes);
    const bootstrap = labBootstrap([{ plugins: [{ module }] }], { upstreamPort: 1, clusterPorts: new Map() });
    writeFileSync(config, JSON.stringify(bootstrap));
    const run = spawnSync(envoy, ["--mode", "validate", "-c", config, "-l", "off", "--disable-hot-restart"]);
    return run.status === 0;
  }

  it.each(abiVersions)("agree about a module that imports everything that ABI %s has", (version) => {
    const bytes = moduleBytes({ marker: abiMarker(version), imports: offeredFunctions(version) });
    expect(inspectModule(bytes).refusals).toEqual([]);
    expect(envoyLoads(bytes)).toBe(true);
  });

  it.each([
    ["an import that nobody offers", moduleBytes({ imports: [["env", "abort", "iiii:"]] })],
    ["an import of another version", moduleBytes({ imports: [["env", "proxy_continue_request", ":i"]] })],
    ["an import of another type", moduleBytes({ imports: [["env", "proxy_log", "ii:i"]] })],
    ["a callback of another type", moduleBytes({ exports: { malloc: "i:i", proxy_on_request_headers: "i:i" } })],
    ["no ABI version", moduleBytes({ marker: "" })],
    ["no allocator", moduleBytes({ exports: {} })],
    ["bytes that are no module", Buffer.from("<!doctype html>")],
    ["a module that is cut off", moduleBytes().subarray(0, 40)],
  ])("both refuse %s", (_what, bytes) => {
    expect(inspectModule(bytes).refusals).not.toEqual([]);
    expect(envoyLoads(bytes)).toBe(false);
  });
});
