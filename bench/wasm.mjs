/** What plugins cost: their tests, their size, their code, a request in Envoy, its start, and memory over a million requests. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildFilter } from "../wasm-plugins/sdk/build.mjs";
import { assemblyScriptModule, referenceModules } from "./wasm/modules.mjs";
import { wasmOnEnvoy } from "./wasm-envoy.mjs";
import { wasmGuest } from "./wasm-guest.mjs";
import { wasmHost } from "./wasm-host.mjs";
import { wasmSoak } from "./wasm-soak.mjs";
import { startingPlugins, wasmStartup } from "./wasm-startup.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {import("./figures.mjs").Figures} figures */
export async function wasm(figures) {
  await wasmHost(figures);
  figures.say("sizes of modules");
  const modules = await referenceModules(figures);
  const shipped = await shippedPlugins();
  for (const [language, paths] of Object.entries(modules)) {
    for (const [filter, path] of Object.entries(paths)) sized(figures, `${filter}.${language}`, path);
  }
  for (const { name, path } of shipped) sized(figures, name, path);
  wasmGuest(figures, modules);
  if (existsSync("/proc/self/schedstat")) {
    await wasmOnEnvoy(figures, modules);
    await wasmStartup(figures, startingPlugins(modules, shipped));
  } else figures.say("  Envoy is left out: this system does not tell the CPU time of threads (/proc/…/schedstat)");
  await wasmSoak(figures, await assemblyScriptModule("soak"));
}

function sized(figures, name, path) {
  figures.one(`wasm.size.${name}.bytes`, statSync(path).size);
}

/** The plugins of `asconfig.json`, built. */
async function shippedPlugins() {
  const { targets } = JSON.parse(readFileSync(join(root, "asconfig.json"), "utf8"));
  const plugins = [];
  for (const [name, { outFile }] of Object.entries(targets)) {
    const entry = join("wasm-plugins", name, "assembly", "index.ts");
    await buildFilter({ entry, out: outFile, baseDir: root, cacheDir: join(root, ".cache", "wasm") });
    plugins.push({ name, path: join(root, outFile) });
  }
  return plugins;
}
