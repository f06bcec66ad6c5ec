/** What `waymark validate` costs as a command: a process of its own, without and with what an earlier run has left. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { residentMb } from "./child.mjs";
import { inScratch } from "./scratch.mjs";
import { writeWorld } from "./world.mjs";

const command = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** Some seven objects a service. */
const worlds = {
  1000: { waypoints: 10, services: 150 },
  10000: { waypoints: 50, services: 1_550 },
};

/** @param {import("./figures.mjs").Figures} figures */
export async function validate(figures) {
  for (const [manifests, size] of Object.entries(worlds)) {
    await inScratch(async (scratch) => {
      const folder = join(scratch, "manifests");
      mkdirSync(folder);
      writeWorld(folder, { ...size, endpointsPerService: 2, policyEvery: 2, authentication: true });
      const cold = await validated(folder, join(scratch, "cache"));
      const warm = await validated(folder, join(scratch, "cache"));
      figures.say(`validate: ${cold.objects} manifests, ${cold.diagnostics} findings`);
      figures.one(`validate.${manifests}.cold_ms`, cold.ms);
      figures.one(`validate.${manifests}.warm_ms`, warm.ms);
      figures.optional(`validate.${manifests}.peak_rss_mb`, Math.max(cold.rssMb, warm.rssMb));
    });
  }
}

/** One run of the command, from start to end. */
async function validated(folder, cache) {
  const start = performance.now();
  const child = spawn(process.execPath, [command, "validate", folder, "--format", "json", "--fail-on", "never"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, WAYMARK_CACHE: cache },
  });
  let rssMb = 0;
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, residentMb(child.pid) ?? 0);
  }, 50);
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  const [code] = await once(child, "close");
  clearInterval(watch);
  if (code !== 0) throw new Error(`waymark validate ended with ${code}`);
  const { diagnostics, summary } = JSON.parse(Buffer.concat(chunks).toString());
  return { ms: performance.now() - start, rssMb, objects: summary.objects, diagnostics: diagnostics.length };
}
