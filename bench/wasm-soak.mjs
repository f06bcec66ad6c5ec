/** Whether memory stays flat: a million streams on the Node host, and fewer through a real Envoy. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findEnvoy } from "../scripts/envoy.mjs";
import { residentMb } from "./child.mjs";
import { inScratch } from "./scratch.mjs";
import { bootstrapOf } from "./wasm/envoy-config.mjs";
import { runEnvoy } from "./wasm/envoy-run.mjs";
import { Load } from "./wasm/load.mjs";

const script = fileURLToPath(new URL("wasm/soak-child.mjs", import.meta.url));
const streams = 1_000_000;
const settledAfter = 10_000;
const envoyRequests = 100_000;

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {string} module path of the soak filter
 */
export async function wasmSoak(figures, module) {
  figures.say(`memory over ${streams.toLocaleString("en")} streams on the host: after ${settledAfter}, and at the end`);
  const args = ["--expose-gc", script, module, String(streams), String(settledAfter)];
  const { early, end, cpuUs } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
  for (const [when, look] of Object.entries({ early, end })) {
    figures.one(`wasm.soak.${when}.pages`, look.pages);
    figures.one(`wasm.soak.${when}.objects`, look.objects);
    figures.one(`wasm.soak.${when}.host_heap_mb`, look.hostHeapMb);
  }
  figures.one("wasm.soak.stream_cpu_us", cpuUs);
  await onEnvoy(figures, module);
}

async function onEnvoy(figures, module) {
  const { path: binary } = await findEnvoy();
  figures.say(`and over ${envoyRequests.toLocaleString("en")} requests through Envoy`);
  await inScratch(async (scratch) => {
    const variant = { name: "soak", body: "ok\n", wasm: { path: module, configuration: "" } };
    const envoy = await runEnvoy({ binary, scratch, bootstrap: bootstrapOf([variant]) });
    let load;
    try {
      load = await Load.to({
        port: (await envoy.ports()).get("soak"),
        connections: 8,
        headers: { "x-long": "a".repeat(300) },
      });
      await load.send(settledAfter);
      figures.optional("wasm.soak.envoy.early.rss_mb", residentMb(envoy.pid));
      await load.send(envoyRequests - settledAfter);
      figures.optional("wasm.soak.envoy.end.rss_mb", residentMb(envoy.pid));
    } finally {
      load?.close();
      await envoy.stop();
    }
  });
}
