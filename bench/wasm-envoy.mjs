/** What filters cost in a real Envoy: the reference filters in AssemblyScript, Rust and Lua, and no filter, in turns. */
import { findEnvoy } from "../scripts/envoy.mjs";
import { inScratch } from "./scratch.mjs";
import { bootstrapOf } from "./wasm/envoy-config.mjs";
import { runEnvoy } from "./wasm/envoy-run.mjs";
import { Load } from "./wasm/load.mjs";
import { luaSource } from "./wasm/modules.mjs";
import { body, configurationOf, filters, headerValues } from "./wasm/workload.mjs";

const rounds = 60;
const requestsInARound = 300;
const connections = 4;
const warmUp = 1_000;

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {{ as: Record<string, string>, rust?: Record<string, string> }} modules
 */
export async function wasmOnEnvoy(figures, modules) {
  const { path: binary, version } = await findEnvoy({ log: (line) => figures.say(`  ${line}`) });
  const languages = [...Object.keys(modules), "lua", "none"];
  figures.say(
    `filters in Envoy ${version}: ${rounds} rounds of ${requestsInARound} requests in turns, CPU time of its worker`,
  );
  const variants = filters.flatMap((filter) => languages.map((language) => variantOf(filter, language, modules)));
  await inScratch(async (scratch) => {
    const envoy = await runEnvoy({ binary, scratch, bootstrap: bootstrapOf(variants) });
    const loads = new Map();
    try {
      const ports = await envoy.ports();
      for (const { name } of variants) loads.set(name, await warmLoad(name, ports.get(name)));
      for (const filter of filters) await oneFilter(figures, { filter, languages, envoy, loads });
    } finally {
      for (const load of loads.values()) load.close();
      await envoy.stop();
    }
  });
}

async function oneFilter(figures, { filter, languages, envoy, loads }) {
  const taken = Object.fromEntries(languages.map((language) => [language, []]));
  for (let round = 0; round < rounds; round++) {
    for (const language of inTurn(languages, round)) {
      const before = envoy.workerCpuUs();
      await loads.get(`${filter}.${language}`).send(requestsInARound);
      taken[language].push((envoy.workerCpuUs() - before) / requestsInARound);
    }
  }
  for (const [language, samples] of Object.entries(taken)) {
    figures.rounds(`wasm.envoy.${filter}.${language}.cpu_us`, samples);
  }
  for (const other of languages.slice(1)) {
    figures.rounds(
      `wasm.envoy.${filter}.as_to_${other}`,
      taken.as.map((value, round) => value / taken[other][round]),
    );
  }
}

/** Each language in each place, and the whole order backwards every other time around. */
function inTurn(languages, round) {
  const first = round % languages.length;
  const order = [...languages.slice(first), ...languages.slice(0, first)];
  return Math.floor(round / languages.length) % 2 === 0 ? order : order.reverse();
}

function variantOf(filter, language, modules) {
  const variant = { name: `${filter}.${language}`, body: filter === "body" ? body : "ok\n" };
  if (language === "none") return variant;
  if (language === "lua") return { ...variant, lua: luaSource(filter) };
  return { ...variant, wasm: { path: modules[language][filter], configuration: configurationOf(filter) } };
}

/** Connections to a listener whose filter has been seen to do its work, and is warm. */
async function warmLoad(name, port) {
  const headers = Object.fromEntries(headerValues.map((value, index) => [`x-h${index}`, value]));
  const load = await Load.to({ port, connections, headers });
  const [filter, language] = name.split(".");
  const mark = { "add-header": "x-added: by-", rules: "x-held: 8" }[filter];
  if (mark !== undefined && language !== "none" && !load.first.includes(mark)) {
    throw new Error(`${name} did not set ${mark}: ${load.first.slice(0, 300)}`);
  }
  await load.send(warmUp);
  return load;
}
