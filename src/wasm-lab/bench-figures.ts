/** What rounds of a bench say, and how sure one can be of it. */
import type { Round, Side } from "./bench.js";

/** The middle of some values, and where the middle half of them and all of them lie. */
export interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly least: number;
  readonly most: number;
}

export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** CPU in microseconds a request, latencies in milliseconds. */
export interface BenchFigures {
  readonly rounds: number;
  /** To each listener. */
  readonly requests: number;
  /** Absent where the system does not tell the CPU time of a process. */
  readonly cpu?: {
    readonly without: Spread;
    readonly plugin: Spread;
    /** With the plugin less without it, round by round. */
    readonly cost: Spread;
    /** Without a filter less without a filter, round by round: what the measurement finds where there is nothing. */
    readonly noise: Spread;
    /** The least that the system can tell apart in one round. */
    readonly grain: number;
    /** Whether there are enough rounds, and the middle half of their costs lies beyond what the middle half of noise reaches. */
    readonly isClear: boolean;
  };
  readonly latency: { readonly without: Latency; readonly plugin: Latency };
  readonly statuses: {
    readonly without: Readonly<Record<string, number>>;
    readonly plugin: Readonly<Record<string, number>>;
  };
}

/** Quartiles of fewer are hardly more than the values themselves. */
const fewestRounds = 6;

/** The figures of at least one round. */
export function benchFigures(rounds: readonly Round[]): BenchFigures {
  const withouts = rounds.flatMap(({ without, again }) => [without, again]);
  const plugins = rounds.map(({ plugin }) => plugin);
  const cpu = cpuFigures(rounds);
  return {
    rounds: rounds.length,
    requests: plugins.reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0),
    ...(cpu !== undefined && { cpu }),
    latency: { without: latencyOf(withouts), plugin: latencyOf(plugins) },
    statuses: { without: statusesOf(withouts), plugin: statusesOf(plugins) },
  };
}

function cpuFigures(rounds: readonly Round[]): BenchFigures["cpu"] {
  const known = rounds.flatMap(({ without, again, plugin }) =>
    without.cpu && again.cpu && plugin.cpu ? [{ without: without.cpu, again: again.cpu, plugin: plugin.cpu }] : [],
  );
  const [first] = known;
  if (first === undefined) return undefined;
  const cost = spreadOf(
    known.map(({ without, again, plugin }) => plugin.microseconds - (without.microseconds + again.microseconds) / 2),
  );
  const noise = spreadOf(known.map(({ without, again }) => again.microseconds - without.microseconds));
  const reach = Math.max(Math.abs(noise.lowerQuartile), Math.abs(noise.upperQuartile));
  return {
    without: spreadOf(known.flatMap(({ without, again }) => [without.microseconds, again.microseconds])),
    plugin: spreadOf(known.map(({ plugin }) => plugin.microseconds)),
    cost,
    noise,
    grain: first.plugin.grain,
    isClear: known.length >= fewestRounds && cost.lowerQuartile > reach,
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  return {
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    least: sorted[0] ?? 0,
    most: sorted.at(-1) ?? 0,
  };
}

/** Between the two nearest values, in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

function latencyOf(sides: readonly Side[]): Latency {
  const sorted = sides.flatMap(({ latenciesMs }) => latenciesMs).sort((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), p99: quantile(sorted, 0.99) };
}

function statusesOf(sides: readonly Side[]): Readonly<Record<string, number>> {
  const counts = new Map<number, number>();
  for (const { statuses } of sides) {
    for (const [status, count] of statuses) counts.set(status, (counts.get(status) ?? 0) + count);
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => one - other));
}
