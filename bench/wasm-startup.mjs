/** What a plugin costs an Envoy that starts: one with a plugin against one without, CPU time until it is ready. */
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { findEnvoy } from "../scripts/envoy.mjs";
import { inScratch } from "./scratch.mjs";
import { bootstrapOf } from "./wasm/envoy-config.mjs";
import { runEnvoy } from "./wasm/envoy-run.mjs";
import { configurationOf } from "./wasm/workload.mjs";

const rounds = 7;
const root = new URL("..", import.meta.url);

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {{ name: string, path: string, configuration: string }[]} plugins
 */
export async function wasmStartup(figures, plugins) {
  const { path: binary } = await findEnvoy();
  figures.say(`an Envoy that starts with one plugin, against one with none: ${rounds} rounds in turns`);
  const taken = new Map(plugins.map(({ name }) => [name, []]));
  await inScratch(async (scratch) => {
    for (let round = 0; round < rounds; round++) {
      for (const [index, plugin] of plugins.entries()) {
        // A pair: the two starts that are compared come one after the other.
        const begins = (round + index) % 2 === 0;
        const first = await startMs({ binary, scratch, plugin: begins ? plugin : undefined });
        const second = await startMs({ binary, scratch, plugin: begins ? undefined : plugin });
        taken.get(plugin.name).push(begins ? first - second : second - first);
      }
    }
  });
  for (const [name, samples] of taken) figures.rounds(`wasm.startup.${name}.cpu_ms`, samples);
}

async function startMs({ binary, scratch, plugin }) {
  const wasm = plugin && { path: plugin.path, configuration: plugin.configuration };
  const bootstrap = bootstrapOf([{ name: "one", body: "ok\n", ...(wasm && { wasm }) }]);
  const envoy = await runEnvoy({ binary, scratch, bootstrap });
  try {
    return envoy.cpuUs() / 1e3;
  } finally {
    await envoy.stop();
  }
}

/** Reference filters by their language, and a shipped plugin with the configuration of its example. */
export function startingPlugins(modules, shipped) {
  const reference = Object.entries(modules).flatMap(([language, paths]) =>
    ["noop", "rules"].map((filter) => ({
      name: `${filter}.${language}`,
      path: paths[filter],
      configuration: configurationOf(filter),
    })),
  );
  return [...reference, ...shipped.map(({ name, path }) => ({ name, path, configuration: exampleOf(name) }))];
}

function exampleOf(plugin) {
  const text = readFileSync(new URL(`wasm-plugins/${plugin}/example.yaml`, root), "utf8");
  const manifests = parseAllDocuments(text).map((document) => document.toJS());
  return JSON.stringify(manifests.find(({ kind }) => kind === "WasmPlugin").spec.pluginConfig ?? {});
}
