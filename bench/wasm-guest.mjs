/** What the code of a filter costs by itself: the reference filters in Node, with a host that does next to nothing. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { filters } from "./wasm/workload.mjs";

const script = fileURLToPath(new URL("wasm/guest-child.mjs", import.meta.url));
const rounds = 31;
/** Streams in a round, so that each takes some 8 ms: shorter than the scheduler's patience, longer than its clock is coarse. */
const streams = { noop: 100_000, "add-header": 80_000, rules: 6_000, body: 8_000 };

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {{ as: Record<string, string>, rust?: Record<string, string> }} modules
 */
export function wasmGuest(figures, modules) {
  figures.say(`filters alone, in Node: ${rounds} rounds in turns, CPU time a stream`);
  for (const filter of filters) {
    const paths = Object.fromEntries(Object.entries(modules).map(([language, of]) => [language, of[filter]]));
    const input = JSON.stringify({ filter, modules: paths, streams: streams[filter], rounds });
    const ns = JSON.parse(execFileSync(process.execPath, ["--no-liftoff", script], { input, encoding: "utf8" }));
    for (const [language, samples] of Object.entries(ns))
      figures.rounds(`wasm.guest.${filter}.${language}.ns`, samples);
    if (ns.rust === undefined) continue;
    figures.rounds(
      `wasm.guest.${filter}.as_to_rust`,
      ns.as.map((value, round) => value / ns.rust[round]),
    );
  }
}
