/** Counters, gauges and histograms: the values belong to the whole proxy, the numbers that name them to one machine. */
import { status } from "../abi.js";

export type MetricKind = "counter" | "gauge" | "histogram";

/** A metric's state. */
export interface Metric {
  readonly kind: MetricKind;
  /** Of counters and gauges. */
  value: bigint;
  /** What a histogram recorded. */
  readonly recorded: bigint[];
}

const kinds: readonly MetricKind[] = ["counter", "gauge", "histogram"];

/** All metrics of a host by name. */
export class MetricStore {
  readonly #metrics = new Map<string, Metric>();

  get(kind: MetricKind, name: string): Metric | undefined {
    return this.#metrics.get(`${kind}/${name}`);
  }

  define(kind: MetricKind, name: string): Metric {
    const metric = this.get(kind, name) ?? { kind, value: 0n, recorded: [] };
    this.#metrics.set(`${kind}/${name}`, metric);
    return metric;
  }

  named(name: string): Metric | undefined {
    return kinds.map((kind) => this.get(kind, name)).find((metric) => metric !== undefined);
  }

  names(): readonly string[] {
    return [...this.#metrics.keys()].map((key) => key.slice(key.indexOf("/") + 1)).sort();
  }
}

/** The metrics that one virtual machine defined. The two lowest bits of a number say the kind, as in Envoy. */
export class MetricTable {
  readonly #store: MetricStore;
  readonly #defined = new Map<number, Metric>();
  readonly #last: number[] = [0, 0, 0];

  constructor(store: MetricStore) {
    this.#store = store;
  }

  /** The number of a metric, a new one each time; undefined if there is no such kind. */
  define(kindNumber: number, name: string): number | undefined {
    const kind = kinds[kindNumber];
    if (kind === undefined) return undefined;
    const next = (this.#last[kindNumber] ?? 0) + 4;
    this.#last[kindNumber] = next;
    const id = next | kindNumber;
    this.#defined.set(id, this.#store.define(kind, name));
    return id;
  }

  increment(id: number, offset: bigint): number {
    if ((id & 3) > 1) return status.badArgument;
    const metric = this.#defined.get(id);
    if (metric === undefined) return status.notFound;
    if (metric.kind === "counter" && offset <= 0n) return status.badArgument;
    metric.value = BigInt.asUintN(64, metric.value + offset);
    return status.ok;
  }

  record(id: number, value: bigint): number {
    const metric = this.#defined.get(id);
    if (metric === undefined) return status.notFound;
    if (metric.kind === "counter") metric.value += value;
    else if (metric.kind === "gauge") metric.value = value;
    else metric.recorded.push(value);
    return status.ok;
  }

  /** The value, or the status that says why there is none. */
  value(id: number): bigint | number {
    if ((id & 3) > 1) return status.badArgument;
    return this.#defined.get(id)?.value ?? status.notFound;
  }
}
