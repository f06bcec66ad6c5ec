/** Modules for tests of delivery: one small plugin, in as many versions as are wanted. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const source = fileURLToPath(new URL("../e2e/modules/told/assembly/index.ts", import.meta.url));
const compiler = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");

/** `test/e2e/modules/told/assembly/index.ts`, whose marks end with `version` (one character). */
export async function aPluginModule(version: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-module-"));
  try {
    const text = (await readFile(source, "utf8")).replace("[0x56]", `[${version.charCodeAt(0)}]`);
    await writeFile(join(folder, "told.ts"), text);
    const flags = ["--runtime", "stub", "--exportStart", "_initialize", "--use", "abort=", "-O", "--noAssert"];
    const run = [compiler, "told.ts", "-o", "told.wasm", ...flags];
    await promisify(execFile)(process.execPath, run, { cwd: folder });
    return await readFile(join(folder, "told.wasm"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
