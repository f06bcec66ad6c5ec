/** The reference filters in every language there is: AssemblyScript always, Rust where it and its target are installed, Lua as source. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildFilter } from "../../wasm-plugins/sdk/build.mjs";
import { filters, rules } from "./workload.mjs";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "bench", "wasm");
const rustTarget = "wasm32-wasip1";
const sdkTests = "wasm-plugins/sdk/test/assembly";

const sources = {
  noop: `${sdkTests}/noop.ts`,
  "add-header": `${sdkTests}/add-header.ts`,
  rules: "bench/wasm/assembly/rules.ts",
  body: "bench/wasm/assembly/body.ts",
  soak: "bench/wasm/assembly/soak.ts",
};

/** The compiled module of one of these filters, and its path. */
export async function assemblyScriptModule(name) {
  const path = join(root, ".cache", "bench", "wasm", `${name}.wasm`);
  await buildFilter({ entry: sources[name], out: path, baseDir: root, cacheDir: join(root, ".cache", "wasm") });
  return path;
}

/**
 * Paths of modules by language and filter: `modules.as.noop`. `rust` is absent where it cannot be built, which is said.
 * @param {import("../figures.mjs").Figures} figures
 */
export async function referenceModules(figures) {
  const as = {};
  for (const name of filters) as[name] = await assemblyScriptModule(name);
  const rust = await rustModules(figures);
  return { as, ...(rust && { rust }) };
}

async function rustModules(figures) {
  const target = join(root, ".cache", "bench", "rust");
  const args = ["build", "--release", "--examples", "--target", rustTarget, "--target-dir", target];
  try {
    await execute("cargo", args, { cwd: join(here, "rust"), maxBuffer: 1 << 24 });
  } catch (error) {
    const reason = error.code === "ENOENT" ? "there is no cargo on PATH" : lastError(String(error.stderr));
    figures.say(`  the comparison with the Rust SDK is left out: ${reason}`);
    return undefined;
  }
  const built = (name) => join(target, rustTarget, "release", "examples", `${name.replaceAll("-", "_")}.wasm`);
  return Object.fromEntries(filters.map((name) => [name, built(name)]));
}

/** The first error that cargo tells, in one line. */
function lastError(told) {
  const lines = told.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => line.startsWith("error")) ?? lines.at(-1) ?? "cargo failed").slice(0, 300);
}

/** The source of the same filter in Lua. */
export function luaSource(filter) {
  const source = readFileSync(join(here, "lua", `${filter}.lua`), "utf8");
  return filter === "rules" ? `local rules = {${rules.map(luaTable).join(", ")}}\n${source}` : source;
}

function luaTable(fields) {
  const pairs = Object.entries(fields).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `{${pairs.join(", ")}}`;
}
