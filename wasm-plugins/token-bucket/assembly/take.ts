import { Bytes, getCurrentTime, SharedDataUpdate } from "@waymark/proxy-wasm";
import { Buckets } from "./buckets";

/** Bytes of a key's fingerprint. */
export const FINGERPRINT: i32 = 16;
/** Keys that share one piece of shared data. */
export const WAYS: i32 = 8;

// Times are seconds since 1970: exact to a quarter of a microsecond.
const EXACT: f64 = 0.000001;
const MARK: i32 = 8;

/**
 * Takes one token from every bucket of a key, or none if one of them is empty. All of it lies in one piece of shared data
 * together with up to seven other keys, so that it is decided at once and that memory is bounded:
 *
 *     8 bytes   which buckets these are; after a change of the configuration it begins anew
 *     entries   16 bytes of fingerprint, then for each bucket when it will be full again (GCRA)
 *
 * A key whose buckets are full is forgotten. If there are still too many, the one that would be full first is.
 */
@final
export class Take extends SharedDataUpdate {
  allowed: bool = false;
  /** Of the bucket with the least left: its size, its tokens, seconds until it is full. */
  limit: u64 = 0;
  remaining: u64 = 0;
  resetSeconds: u64 = 0;
  /** Seconds until there is a token in every bucket. */
  retrySeconds: u64 = 1;

  constructor(
    private readonly buckets: Buckets,
    private readonly fingerprint: Bytes,
  ) {
    super();
  }

  next(current: Bytes | null): Bytes | null {
    const now = <f64>getCurrentTime() / 1e9;
    const width = FINGERPRINT + this.buckets.count * 8;
    const known = current !== null && this.isOurs(current, width) ? current : null;
    const own = known === null ? -1 : this.placeIn(known, width);
    const entry = this.charged(known, own, now);
    // What was refused is not counted.
    return this.allowed ? this.written(known, own, entry, now) : null;
  }

  private isOurs(value: Bytes, width: i32): bool {
    if (value.length < MARK || (value.length - MARK) % width != 0) return false;
    return load<u64>(changetype<usize>(value)) == this.buckets.mark;
  }

  private placeIn(known: Bytes, width: i32): i32 {
    for (let at = MARK; at < known.length; at += width) {
      if (known.slice(at, at + FINGERPRINT).equals(this.fingerprint)) return at;
    }
    return -1;
  }

  /** The key's entry with one token less in every bucket; says in the fields how that went. */
  private charged(known: Bytes | null, own: i32, now: f64): Bytes {
    const buckets = this.buckets;
    const entry = Bytes.alloc(FINGERPRINT + buckets.count * 8);
    entry.put(0, this.fingerprint);
    this.allowed = true;
    let wait: f64 = 0;
    let least: f64 = Infinity;
    for (let i = 0; i < buckets.count; i++) {
      const interval = buckets.intervals[i];
      const capacity = <f64>buckets.bursts[i] * interval;
      let full = now;
      // A clock that was set back must not lock anybody out for longer than an empty bucket does.
      if (known !== null && own >= 0) full = min(max(fullAt(known, own, i), now), now + capacity);
      const missing = full + interval - now - capacity;
      if (missing > EXACT) this.allowed = false;
      wait = max(wait, missing);
      const left = missing > EXACT ? 0 : max(Math.floor((capacity - (full + interval - now)) / interval + 0.001), 0);
      if (left < least) {
        least = left;
        this.limit = buckets.bursts[i];
        this.remaining = <u64>left;
        this.resetSeconds = wholeSeconds((missing > EXACT ? full : full + interval) - now);
      }
      store<f64>(changetype<usize>(entry) + FINGERPRINT + (<usize>i << 3), full + interval);
    }
    this.retrySeconds = max(wholeSeconds(wait), 1);
    return entry;
  }

  /** All entries that are still needed, with the new one at the end. */
  private written(known: Bytes | null, own: i32, entry: Bytes, now: f64): Bytes {
    const kept: Bytes[] = [];
    const width = entry.length;
    if (known !== null) {
      for (let at = MARK; at < known.length; at += width) {
        if (at != own && this.lastFull(known, at) > now) kept.push(known.slice(at, at + width));
      }
    }
    while (kept.length >= WAYS) this.forgetOne(kept);
    kept.push(entry);
    const value = Bytes.alloc(MARK + kept.length * width);
    store<u64>(changetype<usize>(value), this.buckets.mark);
    for (let i = 0; i < kept.length; i++) value.put(MARK + i * width, kept[i]);
    return value;
  }

  private forgetOne(kept: Bytes[]): void {
    let first = 0;
    for (let i = 1; i < kept.length; i++) {
      if (this.lastFull(kept[i], 0) < this.lastFull(kept[first], 0)) first = i;
    }
    kept.splice(first, 1);
  }

  /** When the last of an entry's buckets is full. */
  private lastFull(entries: Bytes, at: i32): f64 {
    let last: f64 = 0;
    for (let i = 0; i < this.buckets.count; i++) last = max(last, fullAt(entries, at, i));
    return last;
  }
}

function fullAt(entries: Bytes, at: i32, bucket: i32): f64 {
  return load<f64>(changetype<usize>(entries) + <usize>(at + FINGERPRINT + (bucket << 3)));
}

function wholeSeconds(seconds: f64): u64 {
  return <u64>max(Math.ceil(seconds - 0.001), 0);
}
