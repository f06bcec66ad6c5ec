/** What all virtual machines of a host share: time, metrics, data, logs and calls that wait for an answer. */
import type { LogLevel } from "../abi.js";
import type { Callout } from "./callouts.js";
import { VirtualClock } from "./clock.js";
import { type Hostcall, Journal, type LogLine } from "./journal.js";
import { MetricStore } from "./metrics.js";
import { SharedStore } from "./shared-store.js";
import type { WasmTrap } from "./trap.js";

/** Extends what a module may ask its host for by name: bytes in, bytes out; undefined means that it failed. */
export type ForeignFunction = (argument: Buffer) => Uint8Array | string | undefined;

/** How the world behaves. */
export interface WorldOptions {
  /** What the clock says at first; default 2026-01-01T00:00:00Z. */
  readonly startTime?: Date;
  /** The clusters that can be called; default: any. */
  readonly clusters?: readonly string[];
  /** What `proxy_get_log_level` answers; default `info`. Everything is kept whatever it says. */
  readonly logLevel?: LogLevel;
  /** Random bytes; default: a sequence that is the same in every run. */
  readonly random?: (length: number) => Uint8Array;
  readonly foreignFunctions?: Readonly<Record<string, ForeignFunction>>;
  /** False keeps no journal of host calls, for benches and soaks; default true. */
  readonly recordHostcalls?: boolean;
}

/** The surroundings of a host's virtual machines. */
export class World {
  readonly options: WorldOptions;
  readonly clock: VirtualClock;
  readonly metrics = new MetricStore();
  readonly shared = new SharedStore();
  readonly logs = new Journal<LogLine>();
  readonly hostcalls = new Journal<Hostcall>();
  readonly callouts = new Journal<Callout>();
  readonly traps: WasmTrap[] = [];
  readonly random: (length: number) => Uint8Array;

  constructor(options: WorldOptions) {
    this.options = options;
    this.clock = new VirtualClock(options.startTime ?? new Date("2026-01-01T00:00:00Z"));
    this.random = options.random ?? repeatableBytes();
  }

  log(level: LogLevel, message: string, plugin: string | undefined): void {
    this.logs.add({ level, message, ...(plugin !== undefined && { plugin }) });
  }

  knowsCluster(name: string): boolean {
    return this.options.clusters === undefined || this.options.clusters.includes(name);
  }
}

/** Bytes without a pattern that matters to a filter, the same in every run (xorshift32). */
function repeatableBytes(): (length: number) => Uint8Array {
  let state = 0x9e3779b9;
  return (length) =>
    Uint8Array.from({ length }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 255;
    });
}
