import type { BenchFigures, Latency, Spread } from "../wasm-lab/bench-figures.js";
import { styled } from "./output.js";
import { bytesText, table } from "./table.js";

/** Where it was measured. */
export interface BenchSite {
  readonly file: string;
  readonly sizeBytes: number;
  /** Version. */
  readonly envoy: string;
  readonly cores: number;
  /** Load average when it began. */
  readonly load: number;
}

/** The figures for people, with how far they can be trusted. */
export function benchText(site: BenchSite, figures: BenchFigures, colour: boolean): string {
  const { file, sizeBytes, envoy, cores, load } = site;
  const { rounds, requests, cpu, latency } = figures;
  const where = `Envoy ${envoy}, one worker; ${cores} cores, load average ${load.toFixed(1)} before`;
  const lines = [
    `${styled(file, "bold", colour)} (${bytesText(sizeBytes)}), ${requests} requests in ${rounds} rounds`,
    where,
    "",
    ...(cpu === undefined ? ["This system does not tell how much CPU a process uses."] : cpuLines(cpu, colour)),
    "",
    table(
      ["latency", "p50", "p90", "p99"],
      [latencyRow("without a filter", latency.without), latencyRow("with the plugin", latency.plugin)],
    ),
    "Latencies hold the client and the service, too, which share the machine with Envoy: compare them, and no more.",
    ...statusLines(figures),
  ];
  return `${lines.join("\n")}\n`;
}

function cpuLines(cpu: NonNullable<BenchFigures["cpu"]>, colour: boolean): readonly string[] {
  const { cost, noise, grain, isClear } = cpu;
  const reach = Math.max(Math.abs(noise.lowerQuartile), Math.abs(noise.upperQuartile));
  const verdict = isClear
    ? `The plugin costs ${amount(cost.median)} of CPU a request: ${range(cost)} in the middle half of the rounds.`
    : `The cost of the plugin cannot be told from noise: ${amount(cost.median)} of CPU a request, ${range(cost)} in the middle half of the rounds.`;
  return [
    table(
      ["CPU of Envoy a request", "median", "middle half", "least", "most"],
      [
        spreadRow("without a filter", cpu.without),
        spreadRow("with the plugin", cpu.plugin),
        spreadRow("difference, by round", cost),
        spreadRow("noise: nothing less nothing", noise),
      ],
    ),
    "",
    styled(verdict, "bold", colour),
    `Without a filter, the same measurement differs from itself by up to ${amount(reach)} in the middle half of the rounds.`,
    ...(grain > 1
      ? [`The system counts CPU in steps that make ${amount(grain)} a request here: more --requests, finer steps.`]
      : []),
  ];
}

function spreadRow(name: string, spread: Spread): readonly string[] {
  return [name, amount(spread.median), range(spread), amount(spread.least), amount(spread.most)];
}

function latencyRow(name: string, { p50, p90, p99 }: Latency): readonly string[] {
  return [name, ...[p50, p90, p99].map((ms) => `${ms.toFixed(2)} ms`)];
}

function range({ lowerQuartile, upperQuartile }: Spread): string {
  return `${lowerQuartile.toFixed(1)} to ${amount(upperQuartile)}`;
}

function amount(microseconds: number): string {
  return `${microseconds.toFixed(1)} µs`;
}

/** A plugin that answers by itself spares Envoy the service: that is another comparison than most people want. */
function statusLines({ statuses }: BenchFigures): readonly string[] {
  const [without, plugin] = [statuses.without, statuses.plugin].map((counts) => Object.keys(counts).join(", "));
  if (without === plugin) return [];
  return [
    "",
    `Answers differ: ${without} without a filter, ${plugin} with the plugin. A request that the plugin answers itself never reaches the service,`,
    "and costs less for it: give it what it needs with --header, --path or --body, if that is not what you want to know.",
  ];
}
