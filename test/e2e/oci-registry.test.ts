/**
 * Modules in a real OCI registry: the one of the CNCF (`go install github.com/distribution/distribution/v3/cmd/registry@v3.0.0`).
 * Runs where `WAYMARK_TEST_REGISTRY` names its binary; the registry of the unit tests speaks the same endpoints.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addressGuard } from "../../src/fetching/address-guard.js";
import { fetchedModule } from "../../src/wasm/fetch/fetched-module.js";
import { imageReference } from "../../src/wasm/fetch/module-source.js";
import { publishModule } from "../../src/wasm/fetch/publish.js";
import { moduleBytes } from "../../src/wasm/testing/module-bytes.js";

const binary = process.env["WAYMARK_TEST_REGISTRY"];
const rules = { guard: addressGuard(["127.0.0.0/8"]) };
const suite = binary === undefined ? describe.skip : describe;

suite("a real registry (skipped unless WAYMARK_TEST_REGISTRY names its binary)", () => {
  let folder: string;
  let host: string;
  let registry: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-registry-"));
    host = `127.0.0.1:${await freePort()}`;
    const configuration = { version: 0.1, storage: { filesystem: { rootdirectory: folder } }, http: { addr: host } };
    await writeFile(join(folder, "config.yml"), JSON.stringify(configuration));
    registry = spawn(binary ?? "", ["serve", join(folder, "config.yml")], { stdio: "ignore" });
    for (let asked = 0; asked < 100; asked++) {
      if (
        await fetch(`http://${host}/v2/`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await pause(100);
    }
    throw new Error("the registry does not answer");
  }, 20_000);

  afterAll(async () => {
    registry?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(["artifact", "image"] as const)("keeps a module that is published as an %s", async (layout) => {
    const image = imageReference(`${host}/plugins/${layout}:1`);
    if (typeof image === "string") throw new Error(image);
    const module = moduleBytes();
    const published = await publishModule({ image, module, layout, configSchema: "{}" }, { timeoutMs: 5000 }, rules);
    if (published.kind !== "published") throw new Error(published.because);
    const found = await fetchedModule({ source: image, sha256: "" }, rules);
    expect(found).toMatchObject({ kind: "module", version: published.digest, configSchema: "{}" });
    const byDigest = { ...image, version: published.digest };
    expect(await fetchedModule({ source: byDigest, sha256: published.digest.slice(7) }, rules)).toMatchObject({
      kind: "module",
    });
    expect(await fetchedModule({ source: { ...image, version: "2" }, sha256: "" }, rules)).toEqual({
      kind: "failed",
      because: "the registry does not have it (404)",
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
