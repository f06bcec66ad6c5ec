/** What modules said and asked for, in order. The oldest entries are forgotten: a soak must not fill the memory. */
import type { LogLevel } from "../abi.js";

/** One line that a module logged, or the host about it. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  /** The name of the plugin; undefined if the module spoke while it was loaded. */
  readonly plugin?: string;
}

/** One call from a module to its host. */
export interface Hostcall {
  /** `proxy_add_header_map_value`, or a function of WASI. */
  readonly name: string;
  /** What was handed over, as far as it can be read: names, values, numbers. */
  readonly arguments: readonly (string | number | bigint)[];
  /** The number that it returned; undefined for functions that return nothing. */
  readonly status: number | undefined;
  /** The context that asked: a plugin's own, or a stream's. */
  readonly context: number;
}

const mostKept = 10_000;

/** A list that keeps its last 10,000 entries at least. */
export class Journal<Entry> {
  #entries: Entry[] = [];

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    // Half at a time, so that forgetting costs nothing worth mentioning.
    if (this.#entries.length > 2 * mostKept) this.#entries = this.#entries.slice(-mostKept);
  }

  clear(): void {
    this.#entries = [];
  }
}
