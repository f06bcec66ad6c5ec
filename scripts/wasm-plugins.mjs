/**
 * Builds the plugins in `wasm-plugins/` as `asconfig.json` lists them, with the schema of each beside its module, and prints their
 * sizes:
 *
 *   node scripts/wasm-plugins.mjs [NAME...]     all of them, or those named
 *
 * A plugin that has become too large fails the build: every proxy compiles it when it starts. Examples that run a plugin get a copy.
 */
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { modified, newestUnder } from "./file-times.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const mostBytes = 60_000;

/** The plugins that the manifests of examples run from their folder `plugins`. */
const ofExamples = { "examples/bookshop": ["traffic-lane"], "examples/wasm": ["api-key"] };

/** Filters that examples bring along, which lie beside their source. */
const filtersOfExamples = ["examples/wasm/maintenance.ts"];

const { targets } = JSON.parse(await readFile(join(root, "asconfig.json"), "utf8"));

/** Builds plugins by their names, and filters of examples by their sources; answers whether all of them could be. */
export async function buildPlugins(wanted) {
  let fine = true;
  for (const name of wanted) {
    const isPlugin = Object.hasOwn(targets, name);
    const entry = isPlugin ? join("wasm-plugins", name, "assembly", "index.ts") : name;
    const out = isPlugin ? targets[name].outFile : name.replace(/\.ts$/, ".wasm");
    const isBuilt = await built(entry, out);
    if (isBuilt && isPlugin) await deliver(name, join(root, out));
    fine &&= isBuilt;
  }
  return fine;
}

async function built(entry, out) {
  const { buildFilter, FilterNotBuilt } = await import("../wasm-plugins/sdk/build.mjs");
  try {
    const cacheDir = join(root, ".cache", "wasm");
    const { wasm, warnings } = await buildFilter({ entry, out, baseDir: root, cacheDir });
    if (warnings !== "") console.error(warnings);
    console.log(`${out}: ${wasm.length.toLocaleString("en")} bytes`);
    if (wasm.length <= mostBytes) return true;
    console.error(`${out} is larger than ${mostBytes.toLocaleString("en")} bytes`);
  } catch (error) {
    if (!(error instanceof FilterNotBuilt)) throw error;
    console.error(error.message);
  }
  return false;
}

/** Puts the schema beside the module, and both into the examples that run it. */
async function deliver(name, module) {
  const schema = module.replace(/\.wasm$/, ".schema.json");
  await copyFile(join(root, "wasm-plugins", name, "schema.json"), schema);
  for (const folder of examplesOf(name)) {
    await mkdir(folder, { recursive: true });
    for (const [from, to] of [
      [schema, `${name}.schema.json`],
      [module, `${name}.wasm`],
    ]) {
      await copyFile(from, join(folder, to));
    }
  }
}

function examplesOf(name) {
  return Object.entries(ofExamples).flatMap(([example, names]) =>
    names.includes(name) ? [join(root, example, "plugins")] : [],
  );
}

/** The plugins and filters of examples that are missing, or older than what they are made of. */
export async function outdatedOfExamples() {
  const names = [...new Set(Object.values(ofExamples).flat())];
  const sdk = await newestUnder(join(root, "wasm-plugins", "sdk"), makesModule);
  const outdated = [];
  for (const name of names) {
    const copies = await Promise.all(examplesOf(name).map((folder) => modified(join(folder, `${name}.wasm`))));
    const source = await newestUnder(join(root, "wasm-plugins", name), makesModule);
    if (Math.min(...copies) <= Math.max(sdk, source)) outdated.push(name);
  }
  for (const filter of filtersOfExamples) {
    const built = await modified(join(root, filter.replace(/\.ts$/, ".wasm")));
    if (built <= Math.max(sdk, await modified(join(root, filter)))) outdated.push(filter);
  }
  return outdated;
}

/** What is only tested, or read, makes no other module. */
function makesModule(name) {
  return name !== "test" && name !== "README.md";
}

async function main(wanted) {
  const unknown = wanted.filter((name) => !Object.hasOwn(targets, name));
  if (unknown.length > 0) {
    console.error(`asconfig.json has no target ${unknown.join(", ")}; there are ${Object.keys(targets).join(", ")}`);
    return false;
  }
  return await buildPlugins(wanted.length === 0 ? [...Object.keys(targets), ...filtersOfExamples] : wanted);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
}
