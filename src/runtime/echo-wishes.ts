/**
 * What a request may ask of the echo application, in its query (`?status=503&delay=1500ms&size=1m&drip=10x100ms`), its
 * path (`/status/503`) and its headers (`X-Echo-Set-Header: name:value, other:value`). Status path, delay and header are
 * those of Gateway API's echo-basic. `reset=1` ends the connection instead of an answer. Requests with one
 * `X-Echo-Count: key` are counted; with `first=2` only the first two of them get their wishes, the others the usual.
 */
import { validateHeaderName, validateHeaderValue } from "node:http";

/** How to answer. Absent means: as usual. */
export interface Wishes {
  readonly status: number;
  /** Milliseconds to wait before the answer begins. */
  readonly delayMs: number;
  /** Bytes of a body that replaces the usual one. */
  readonly sizeBytes?: number;
  /** The body comes in `chunks` pieces with `everyMs` between them. */
  readonly drip?: { readonly chunks: number; readonly everyMs: number };
  /** End the connection without an answer. */
  readonly reset: boolean;
  /** How many of the requests of one key are answered so. */
  readonly first: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** What is asked of an answer when nothing is. */
export const usual = { status: 200, delayMs: 0, reset: false } as const;

/** The wishes, or a sentence about the first one that makes no sense. */
export type ReadWishes =
  | { readonly ok: true; readonly wishes: Wishes }
  | { readonly ok: false; readonly because: string };

const unitMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 60e3, h: 3600e3 };
const unitBytes: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const longestMs = 3600e3;
const largestBytes = 1024 ** 3;
const mostChunks = 100_000;
// These belong to the connection or to the body's framing: setting them would break the answer itself.
const ownHeaders = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Reads the wishes of a request.
 * @param target path and query as they stand in the request line
 * @param setHeaders values of `X-Echo-Set-Header`
 */
export function wishesOf(target: string, setHeaders: readonly string[]): ReadWishes {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  const status = /^\/status\/(\d{3})$/.exec(path)?.[1] ?? query.get("status");
  const [delay, size, drip] = [query.get("delay"), query.get("size"), query.get("drip")];
  const first = query.get("first");
  const wishes = {
    first: first === null ? Number.POSITIVE_INFINITY : countFrom(first),
    status: status === null ? 200 : statusFrom(status),
    delayMs: delay === null ? 0 : durationMs(delay),
    sizeBytes: size === null ? null : bytesFrom(size),
    drip: drip === null ? null : dripFrom(drip),
  };
  for (const [name, value] of Object.entries(wishes)) {
    if (value === undefined) return { ok: false, because: `${name.replace(/Ms|Bytes/, "")} makes no sense: ${forms}` };
  }
  const { status: code = 200, delayMs = 0, first: turns = 0, sizeBytes, drip: dripped } = wishes;
  return {
    ok: true,
    wishes: {
      status: code,
      delayMs,
      reset: query.get("reset") === "1",
      first: turns,
      ...(typeof sizeBytes === "number" && { sizeBytes }),
      ...(dripped != null && { drip: dripped }),
      headers: setHeaders.flatMap(headersFrom),
    },
  };
}

const forms = "use ?status=200..599, ?delay=1500ms, ?size=64k, ?drip=<chunks>x<interval>, ?first=2";

function statusFrom(text: string): number | undefined {
  const status = /^\d{3}$/.test(text) ? Number(text) : 0;
  return status >= 200 && status <= 599 ? status : undefined;
}

function countFrom(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** Milliseconds of a Go duration such as `1500ms` or `1m30s`, at most an hour; undefined if it is none. */
function durationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text) && text !== "0") return undefined;
  const parts = text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g);
  const ms = [...parts].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitMs[unit] ?? 0), 0);
  return ms <= longestMs ? ms : undefined;
}

function bytesFrom(text: string): number | undefined {
  const [, amount, unit = ""] = /^(\d{1,10})([kmg]?)$/i.exec(text) ?? [];
  const bytes = Number(amount) * (unitBytes[unit.toLowerCase()] ?? 1);
  return bytes <= largestBytes ? bytes : undefined;
}

function dripFrom(text: string): Wishes["drip"] | undefined {
  const [, count, interval = ""] = /^(\d{1,6})x(.+)$/.exec(text) ?? [];
  const chunks = Number(count);
  const everyMs = durationMs(interval);
  return chunks >= 1 && chunks <= mostChunks && everyMs !== undefined ? { chunks, everyMs } : undefined;
}

function headersFrom(list: string): (readonly [string, string])[] {
  return list.split(",").flatMap((pair) => {
    const colon = pair.indexOf(":");
    const name = (colon < 0 ? pair : pair.slice(0, colon)).trim();
    const value = colon < 0 ? "" : pair.slice(colon + 1).trim();
    return mayBeSet(name, value) ? [[name, value] as const] : [];
  });
}

function mayBeSet(name: string, value: string): boolean {
  if (ownHeaders.has(name.toLowerCase())) return false;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
