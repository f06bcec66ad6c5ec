import { Command } from "commander";
import { exitCodesHelp } from "./exit.js";
import { repeated, wholeNumber } from "./option-values.js";
import type { WasmBenchOptions } from "./wasm-options.js";

/** `waymark wasm bench FILE`. */
export function benchCommand(): Command {
  return new Command("bench")
    .summary("measure what a plugin costs per request in a real Envoy")
    .description(
      "Sends the same requests through one Envoy with the plugin, and without a filter, in turns, and tells the difference: CPU of Envoy a request, with its spread and what the measurement finds where there is nothing; latencies beside it. Everything happens on this machine; the load is bounded.",
    )
    .argument("<file>", "the module")
    .option("--config <json>", "configuration of the plugin, or @FILE")
    .option("--requests <n>", "how many to each listener, in all rounds together", wholeNumber(100, 1_000_000), 20_000)
    .option("--rounds <n>", "how many rounds they are spread over", wholeNumber(2, 1_000), 12)
    .option("--connections <n>", "how many requests are under way at once", wholeNumber(1, 64), 4)
    .option("-X, --method <method>", "method of the requests (default: GET, POST with a body)")
    .option("--path <path>", "path of the requests", "/")
    .option("-H, --header <header>", "'Name: value' of the requests (repeatable)", repeated, [])
    .option("--body <text>", "body of the requests, or @FILE")
    .option("--response-body <text>", "what the service behind Envoy answers, or @FILE", "ok")
    .option("--response-type <type>", "content type of that", "text/plain")
    .option("--envoy <path>", "the Envoy to run (default: $WAYMARK_ENVOY, PATH, or fetched)")
    .option("--json", "as JSON", false)
    .addHelpText(
      "after",
      `
Examples:
  waymark wasm bench build/wasm/api-key.wasm --config @api-key.json -H 'x-api-key: …'
  waymark wasm bench build/wasm/mask.wasm --config '{"fields": ["card"]}' --response-body @card.json --response-type application/json
  waymark wasm bench gate.wasm --requests 200000 --rounds 40 --json

${exitCodesHelp} A finding: Envoy refuses the plugin.`,
    )
    .action(async (file: string, options: WasmBenchOptions) => {
      const { runWasmBench } = await import("./wasm-bench-run.js");
      process.exitCode = await runWasmBench(file, options);
    });
}
