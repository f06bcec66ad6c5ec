/**
 * Builds the plugins in `wasm-plugins/` as `asconfig.json` lists them, and prints their sizes:
 *
 *   node scripts/wasm-plugins.mjs [NAME...]     all of them, or those named
 *
 * A plugin that has become too large fails the build: every proxy compiles it when it starts.
 */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildFilter, FilterNotBuilt } from "../wasm-plugins/sdk/build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const mostBytes = 60_000;

const { targets } = JSON.parse(await readFile(join(root, "asconfig.json"), "utf8"));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(targets, name));
if (unknown.length > 0) {
  console.error(`asconfig.json has no target ${unknown.join(", ")}; there are ${Object.keys(targets).join(", ")}`);
  process.exitCode = 1;
} else {
  for (const [name, { outFile }] of Object.entries(targets)) {
    if (wanted.length === 0 || wanted.includes(name)) await built(name, outFile);
  }
}

async function built(name, outFile) {
  const entry = join("wasm-plugins", name, "assembly", "index.ts");
  try {
    const { wasm, warnings } = await buildFilter({
      entry,
      out: outFile,
      baseDir: root,
      cacheDir: join(root, ".cache", "wasm"),
    });
    if (warnings !== "") console.error(warnings);
    console.log(`${outFile}: ${wasm.length.toLocaleString("en")} bytes`);
    if (wasm.length <= mostBytes) return;
    console.error(`${name} is larger than ${mostBytes.toLocaleString("en")} bytes`);
  } catch (error) {
    if (!(error instanceof FilterNotBuilt)) throw error;
    console.error(error.message);
  }
  process.exitCode = 1;
}
