/** The host's own time: it stands still until the test moves it, and timers fire in order on the way. */

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly fire: () => void;
}

const nanosecondsPerMs = 1_000_000n;

/** Time that only `advance` moves. */
export class VirtualClock {
  readonly #startNs: bigint;
  readonly #timers = new Set<Timer>();
  #nowMs = 0;
  #order = 0;

  /** @param start what the wall clock says at first */
  constructor(start: Date) {
    this.#startNs = BigInt(start.getTime()) * nanosecondsPerMs;
  }

  /** Milliseconds since the start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Nanoseconds of a clock that nobody sets. It starts at an hour: Go's runtime gives up on a clock that says zero. */
  get monotonicNs(): bigint {
    return 3_600_000_000_000n + BigInt(Math.round(this.#nowMs * 1e6));
  }

  /** Nanoseconds since 1970. */
  get wallNs(): bigint {
    return this.#startNs + BigInt(Math.round(this.#nowMs * 1e6));
  }

  /** Calls once, when `delayMs` have passed; the answer calls it off. */
  after(delayMs: number, fire: () => void): () => void {
    this.#order += 1;
    const timer = { dueMs: this.#nowMs + delayMs, order: this.#order, fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass; what is due fires at its own moment. */
  advance(ms: number): void {
    const until = this.#nowMs + ms;
    for (let due = this.#next(until); due !== undefined; due = this.#next(until)) {
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.dueMs);
      due.fire();
    }
    this.#nowMs = until;
  }

  #next(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueMs > until) continue;
      if (next === undefined || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order)) {
        next = timer;
      }
    }
    return next;
  }
}
