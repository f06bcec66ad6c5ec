/**
 * What a plugin costs in a real Envoy. One Envoy with three listeners: without a filter, without a filter once more, and with the plugin.
 * Rounds send the same requests to each in turn, so that whatever else the machine does meets all three; what the two listeners
 * without a filter differ by is the noise of the measurement itself.
 */
import { type EnvoyProcess, startEnvoy } from "../runtime/envoy-process.js";
import type { ProcessGuard } from "../runtime/process-guard.js";
import { cpuTimeOf } from "./cpu-time.js";
import { labBootstrap } from "./envoy-bootstrap.js";
import type { LabPlugin } from "./lab.js";
import { plainService, type Shot, type Volley, volley } from "./load.js";

export interface BenchOptions {
  readonly plugin: LabPlugin;
  readonly shot: Shot;
  /** What the service behind Envoy answers. */
  readonly answer: { readonly body: Buffer; readonly type: string };
  /** Requests to each listener, in all rounds together. */
  readonly requests: number;
  readonly rounds: number;
  readonly connections: number;
  /** Path of the Envoy. */
  readonly binary: string;
  readonly guard: ProcessGuard;
  readonly signal: AbortSignal;
  readonly onRound: (round: number) => void;
  /** What Envoy says at level error or worse. */
  readonly onLog: (line: string) => void;
}

/** One round, side by side. */
export interface Round {
  readonly without: Side;
  readonly again: Side;
  readonly plugin: Side;
}

export interface Side extends Volley {
  /** CPU of Envoy, and the least that the system can tell apart, in microseconds a request; undefined where it tells nothing. */
  readonly cpu: { readonly microseconds: number; readonly grain: number } | undefined;
}

const sides = ["without", "again", "plugin"] as const;
type SideName = (typeof sides)[number];
/** Each side is first, second and last as often as the others. */
const orders: readonly (readonly SideName[])[] = [
  ["without", "plugin", "again"],
  ["again", "without", "plugin"],
  ["plugin", "again", "without"],
  ["again", "plugin", "without"],
  ["without", "again", "plugin"],
  ["plugin", "without", "again"],
];
const warmUpRequests = 500;

/** Measures. @throws what Envoy says if it refuses the plugin; and when `signal` is aborted */
export async function benchRounds(options: BenchOptions): Promise<readonly Round[]> {
  const { plugin, answer, binary, guard, onLog, signal } = options;
  const service = await plainService(answer.body, answer.type);
  const labs = [{ plugins: [] }, { plugins: [] }, { plugins: [plugin] }];
  const bootstrap = labBootstrap(labs, { upstreamPort: service.port, clusterPorts: new Map() });
  const envoy = await startEnvoy({
    binary,
    name: "bench",
    bootstrap: { text: JSON.stringify(bootstrap) },
    guard,
    logLevel: "error",
    log: ({ message }) => onLog(message),
  });
  try {
    await envoy.ready({ timeoutMs: 60_000, signal });
    return await rounds(options, envoy);
  } finally {
    await envoy.stop();
    service.close();
  }
}

async function rounds(options: BenchOptions, envoy: EnvoyProcess): Promise<readonly Round[]> {
  const { requests, rounds: count, onRound } = options;
  const ports = await portsOf(envoy);
  const each = Math.ceil(requests / count);
  const run = (side: SideName, shots: number): Promise<Side> =>
    sideOf(options, { envoy, port: ports[sides.indexOf(side)] ?? 0, count: shots });
  for (const side of sides) await run(side, Math.min(each, warmUpRequests));
  const found: Round[] = [];
  for (let round = 0; round < count; round += 1) {
    onRound(round + 1);
    const measured = new Map<SideName, Side>();
    for (const side of orders[round % orders.length] ?? sides) measured.set(side, await run(side, each));
    found.push(Object.fromEntries(measured) as unknown as Round);
  }
  return found;
}

async function sideOf(
  { shot, connections, signal }: BenchOptions,
  { envoy, port, count }: { readonly envoy: EnvoyProcess; readonly port: number; readonly count: number },
): Promise<Side> {
  const { pid } = envoy;
  const before = pid === undefined ? undefined : await cpuTimeOf(pid);
  const answers = await volley(port, shot, { count, connections, signal });
  const after = pid === undefined ? undefined : await cpuTimeOf(pid);
  if (before === undefined || after === undefined) return { ...answers, cpu: undefined };
  const grain = after.grainMicroseconds / count;
  return { ...answers, cpu: { microseconds: (after.microseconds - before.microseconds) / count, grain } };
}

async function portsOf(envoy: EnvoyProcess): Promise<readonly number[]> {
  const { text } = await envoy.admin("/listeners?format=json");
  const { listener_statuses: statuses } = JSON.parse(text) as {
    readonly listener_statuses: readonly {
      readonly name: string;
      readonly local_address: { readonly socket_address: { readonly port_value: number } };
    }[];
  };
  const byName = new Map(statuses.map((it) => [it.name, it.local_address.socket_address.port_value]));
  return sides.map((_, number) => byName.get(`lab-${number}`) ?? 0);
}
