/**
 * One way of an HTTP message through a chain of filters. A filter may hold what passes, and go on later: headers,
 * buffered body and trailers then travel on from where they were held. Request and response are two such ways, the
 * response's in reverse order. The rules are those of Envoy's filter manager.
 */
import { ByteQueue } from "./byte-queue.js";
import type { HeaderMap } from "./header-map.js";

/** What a filter says to headers: go on, hold them, or hold them and everything behind them. */
export type HeadersVerdict = "continue" | "stop" | "stop-all";

/** What a filter says to a part of the body: go on, hold and keep it, or hold and drop it. */
export type DataVerdict = "continue" | "stop-and-buffer" | "stop-without-buffer";

/** A filter on one of its two ways. */
export interface PassFilter {
  headers(map: HeaderMap, end: boolean): HeadersVerdict;
  data(chunk: ByteQueue, end: boolean): DataVerdict;
  trailers(map: HeaderMap): "continue" | "stop";
}

/** Where a way ends. */
export interface PassEnd {
  headers(map: HeaderMap, end: boolean): void;
  data(bytes: Buffer, end: boolean): void;
  trailers(map: HeaderMap): void;
}

interface Stop {
  readonly filter: PassFilter;
  state: "going" | "stopped" | "stopped-all";
  headersPassed: boolean;
  ended: boolean;
}

/** One way through the filters. */
export class HttpPass {
  readonly #stops: readonly Stop[];
  readonly #end: PassEnd;
  headersMap: HeaderMap | undefined;
  trailersMap: HeaderMap | undefined;
  #buffered: ByteQueue | undefined;
  #depth = 0;
  /** The last byte, or the trailers, have arrived. */
  complete = false;
  /** What is held waits for the filter to go on, and the sender is slowed down instead of being refused. */
  streaming = false;
  /** Nothing goes on: the stream is answered or gone. */
  aborted = false;

  constructor(filters: readonly PassFilter[], end: PassEnd) {
    this.#stops = filters.map((filter) => ({ filter, state: "going", headersPassed: false, ended: false }));
    this.#end = end;
  }

  /** A filter's callback is under way. */
  get running(): boolean {
    return this.#depth > 0;
  }

  /** The position of the first filter that holds something; undefined if none does. */
  get heldAt(): number | undefined {
    const at = this.#stops.findIndex(({ state }) => state !== "going");
    return at < 0 ? undefined : at;
  }

  /** What was buffered of the body, for all filters together. */
  get buffered(): ByteQueue | undefined {
    return this.#buffered;
  }

  /** Adds what has just arrived to what was buffered. */
  buffer(chunk: ByteQueue): void {
    this.#buffered ??= new ByteQueue();
    if (chunk !== this.#buffered) this.#buffered.moveFrom(chunk);
  }

  start(map: HeaderMap, end: boolean): void {
    this.headersMap = map;
    if (end) this.complete = true;
    this.#headersFrom(0, end);
  }

  data(bytes: Uint8Array, end: boolean): void {
    if (end) this.complete = true;
    this.#dataFrom(0, { chunk: new ByteQueue(bytes), end });
  }

  trailers(map: HeaderMap): void {
    this.trailersMap = map;
    this.complete = true;
    this.#trailersFrom(0);
  }

  /**
   * Goes on behind the filter at `position`. A filter that resumes within its own headers callback sends them on at once,
   * and once more if it then says that they may go on.
   */
  resume(position: number): void {
    const stop = this.#stops[position];
    if (stop === undefined || this.aborted || this.headersMap === undefined) return;
    // Who held everything has seen neither body nor trailers yet: they go to him first.
    const next = stop.state === "stopped-all" ? position : position + 1;
    stop.state = "going";
    if (!stop.headersPassed) {
      stop.headersPassed = true;
      this.#headersFrom(position + 1, this.complete && this.#buffered === undefined && this.trailersMap === undefined);
    }
    const hadTrailers = this.trailersMap !== undefined;
    if (this.#buffered !== undefined) {
      this.#dataFrom(next, { chunk: this.#buffered, end: this.complete && !hadTrailers });
    }
    if (hadTrailers) this.#trailersFrom(next);
  }

  #during<Verdict>(callback: () => Verdict): Verdict {
    this.#depth += 1;
    try {
      return callback();
    } finally {
      this.#depth -= 1;
    }
  }

  #headersFrom(position: number, end: boolean): void {
    const map = this.headersMap;
    if (map === undefined) return;
    for (let at = position; at < this.#stops.length; at += 1) {
      const stop = this.#stops[at] as Stop;
      stop.ended = end;
      const verdict = this.#during(() => stop.filter.headers(map, end));
      if (this.aborted) return;
      if (verdict !== "continue") {
        stop.state = verdict === "stop" ? "stopped" : "stopped-all";
        return;
      }
      stop.headersPassed = true;
    }
    this.#end.headers(map, end);
  }

  #dataFrom(position: number, { chunk, end }: { readonly chunk: ByteQueue; readonly end: boolean }): void {
    if (this.aborted) return;
    const hadTrailers = this.trailersMap !== undefined;
    let addedTrailersAt: number | undefined;
    let last = end;
    for (let at = position; at < this.#stops.length; at += 1) {
      const stop = this.#stops[at] as Stop;
      if (stop.state === "stopped-all") {
        this.streaming = true;
        this.buffer(chunk);
        return;
      }
      // It saw the end already: what comes now is for those before it.
      if (stop.ended) return;
      stop.ended = last && this.trailersMap === undefined;
      const { ended } = stop;
      const verdict = this.#during(() => stop.filter.data(chunk, ended));
      if (this.aborted) return;
      if (!hadTrailers && this.trailersMap !== undefined && addedTrailersAt === undefined) {
        last = false;
        addedTrailersAt = at;
      }
      if (!this.#goesOn(at, verdict, chunk)) {
        if (addedTrailersAt !== undefined) this.#trailersFrom(addedTrailersAt + 1);
        return;
      }
    }
    this.#end.data(chunk.taken(), last);
    if (addedTrailersAt !== undefined) this.#trailersFrom(addedTrailersAt + 1);
  }

  #goesOn(position: number, verdict: DataVerdict, chunk: ByteQueue): boolean {
    const stop = this.#stops[position] as Stop;
    if (verdict === "continue") {
      if (stop.state === "going") return true;
      // What was held goes on as a whole, headers first.
      this.buffer(chunk);
      this.resume(position);
      return false;
    }
    stop.state = "stopped";
    this.streaming = false;
    if (verdict === "stop-and-buffer") this.buffer(chunk);
    // An end without bytes must not get lost: an empty buffer carries it on later.
    else if (this.complete && this.trailersMap === undefined) this.#buffered ??= new ByteQueue();
    return false;
  }

  #trailersFrom(position: number): void {
    const map = this.trailersMap;
    if (map === undefined || this.aborted) return;
    for (let at = position; at < this.#stops.length; at += 1) {
      const stop = this.#stops[at] as Stop;
      if (stop.state === "stopped-all") return;
      const verdict = this.#during(() => stop.filter.trailers(map));
      stop.ended = true;
      if (this.aborted) return;
      if (verdict === "stop") {
        if (stop.state === "going") stop.state = "stopped";
        return;
      }
      if (stop.state === "stopped") {
        this.resume(at);
        return;
      }
    }
    this.#end.trailers(map);
  }
}
