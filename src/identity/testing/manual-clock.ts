import type { Clock } from "../certificates.js";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #alarms: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const alarm = { at: this.#now + ms, callback };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** How many alarms are set. */
  get alarms(): number {
    return this.#alarms.length;
  }

  /** Lets time pass, alarm by alarm, and lets promises settle after each. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#nextBy(end); next !== undefined; next = this.#nextBy(end)) {
      this.#now = Math.max(this.#now, next.at);
      await this.#ring(next);
    }
    this.#now = end;
  }

  /** Time is gone, and no alarm has rung yet. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** The machine sleeps: the time is gone, and only then do alarms ring. */
  async sleep(ms: number): Promise<void> {
    this.jump(ms);
    for (const alarm of this.#alarms.filter(({ at }) => at <= this.#now)) await this.#ring(alarm);
  }

  #nextBy(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    return this.#alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  async #ring(alarm: { readonly at: number; readonly callback: () => void }): Promise<void> {
    this.#alarms = this.#alarms.filter((other) => other !== alarm);
    alarm.callback();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
