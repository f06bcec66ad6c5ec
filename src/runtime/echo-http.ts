import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { setTimeout as wait } from "node:timers/promises";
import type { EchoTally } from "./echo-tally.js";
import { usual, type Wishes, wishesOf } from "./echo-wishes.js";

/** The workload that an echo application plays. */
export interface EchoPod {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The service it belongs to, where that is one. */
  readonly service?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Who answers, and what counts the requests. */
export interface EchoApplication {
  readonly pod: EchoPod;
  readonly tally: EchoTally;
}

/** A request on either version of HTTP. */
export type EchoRequest = IncomingMessage | Http2ServerRequest;
/** Its response. */
export type EchoResponse = ServerResponse | Http2ServerResponse;

/** What the application answers with: the shape of Gateway API's echo-basic, and who it is in the mesh. */
interface EchoAnswer {
  /** Path and query, as they arrived. */
  readonly path: string;
  readonly host: string;
  readonly method: string;
  /** `HTTP/1.1` or `HTTP/2.0`. */
  readonly proto: string;
  /** Names in canonical form (`X-Request-Id`), sorted; without `Host`. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly httpPort: string;
  readonly namespace: string;
  readonly ingress: string;
  readonly service: string;
  readonly pod: string;
  readonly serviceAccount: string;
  /** Where the connection came from. */
  readonly address: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** How many requests of the key in `X-Echo-Counted` came to each pod (`namespace/name`). */
  readonly counted?: Readonly<Record<string, number>>;
}

const blockBytes = 64 * 1024;

/** Answers one request; never throws, whatever the client sends or does. */
export async function answer(
  request: EchoRequest,
  response: EchoResponse,
  { pod, tally }: EchoApplication,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  response.on("error", () => gone.abort());
  try {
    await consumed(request);
    const target = request.url ?? "/";
    const read = wishesOf(target, valuesOf(request.rawHeaders, "x-echo-set-header"));
    const [key] = valuesOf(request.rawHeaders, "x-echo-count");
    const turn = key === undefined ? 1 : tally.count(key, `${pod.namespace}/${pod.name}`);
    const [asked] = valuesOf(request.rawHeaders, "x-echo-counted");
    const said = { ...echoAnswer(request, pod), ...(asked !== undefined && { counted: tally.of(asked) }) };
    if (!read.ok) return send(response, 400, { message: read.because, ...said });
    const wishes = turn > read.wishes.first ? { ...read.wishes, ...usual } : read.wishes;
    if (wishes.reset) return void request.socket.destroy();
    if (wishes.delayMs > 0) await wait(wishes.delayMs, undefined, { signal: gone.signal, ref: false });
    setHeaders(response, wishes);
    if (wishes.sizeBytes === undefined && wishes.drip === undefined) return send(response, wishes.status, said);
    await sendBody(response, wishes, gone.signal);
  } catch (error) {
    if (gone.signal.aborted || response.headersSent) response.destroy();
    else send(response, 500, { message: String(error) });
  }
}

/** What the application says about a request. */
function echoAnswer(request: EchoRequest, pod: EchoPod): EchoAnswer {
  const { socket } = request;
  return {
    path: request.url ?? "/",
    host: hostOf(request),
    method: request.method ?? "",
    proto: `HTTP/${request.httpVersion}`,
    headers: headersOf(request.rawHeaders),
    httpPort: String(socket.localPort ?? ""),
    namespace: pod.namespace,
    ingress: "",
    service: pod.service ?? "",
    pod: pod.name,
    serviceAccount: pod.serviceAccount,
    address: socket.remoteAddress ?? "",
    ...(pod.labels !== undefined && { labels: pod.labels }),
  };
}

function hostOf(request: EchoRequest): string {
  const authority = request.headers[":authority"] ?? request.headers.host;
  return typeof authority === "string" ? authority : "";
}

function headersOf(raw: readonly string[]): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of pairs(raw)) {
    if (name.startsWith(":") || name.toLowerCase() === "host") continue;
    const canonical = name.toLowerCase().replace(/(^|-)([a-z])/g, (letter) => letter.toUpperCase());
    const values = headers.get(canonical);
    if (values === undefined) headers.set(canonical, [value]);
    else values.push(value);
  }
  return Object.fromEntries([...headers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function valuesOf(raw: readonly string[], wanted: string): string[] {
  return pairs(raw).flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as [string, string]] : []));
}

// An application reads its request before it answers; a proxy must be able to count on that.
async function consumed(request: EchoRequest): Promise<void> {
  if (request.complete && request.readableLength === 0) return;
  for await (const _chunk of request) {
    // Only the end matters.
  }
}

function setHeaders(response: EchoResponse, { headers }: Wishes): void {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  for (const [name, value] of joined) response.setHeader(name, value);
}

function send(response: EchoResponse, status: number, body: object): void {
  response.statusCode = status;
  if (!response.hasHeader("content-type")) response.setHeader("content-type", "application/json");
  response.setHeader("x-content-type-options", "nosniff");
  if (bodiless(status)) response.end();
  else response.end(`${JSON.stringify(body, null, 1)}\n`);
}

function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/** A body of `size` bytes (by default one line a chunk), at once or drop by drop, never faster than the client reads. */
async function sendBody(response: EchoResponse, wishes: Wishes, gone: AbortSignal): Promise<void> {
  response.statusCode = wishes.status;
  if (!response.hasHeader("content-type")) response.setHeader("content-type", "text/plain");
  if (bodiless(wishes.status)) return void response.end();
  if (wishes.sizeBytes !== undefined) response.setHeader("content-length", wishes.sizeBytes);
  const { chunks, everyMs } = wishes.drip ?? { chunks: 1, everyMs: 0 };
  for (let index = 0; index < chunks; index += 1) {
    if (index > 0) await wait(everyMs, undefined, { signal: gone, ref: false });
    if (wishes.sizeBytes === undefined) await write(response, Buffer.from(`chunk ${index + 1} of ${chunks}\n`), gone);
    else await writeZeros(response, shareOf(wishes.sizeBytes, { index, chunks }), gone);
  }
  response.end();
}

function shareOf(size: number, { index, chunks }: { readonly index: number; readonly chunks: number }): number {
  return Math.floor((size * (index + 1)) / chunks) - Math.floor((size * index) / chunks);
}

async function writeZeros(response: EchoResponse, bytes: number, gone: AbortSignal): Promise<void> {
  const block = Buffer.alloc(Math.min(bytes, blockBytes), "0");
  for (let left = bytes; left > 0; left -= block.length) {
    await write(response, left < block.length ? block.subarray(0, left) : block, gone);
  }
}

function write(response: EchoResponse, bytes: Buffer, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = (): void => reject(gone.reason);
    if (gone.aborted) return left();
    gone.addEventListener("abort", left, { once: true });
    (response as ServerResponse).write(bytes, (error) => {
      gone.removeEventListener("abort", left);
      if (error) reject(error);
      else resolve();
    });
  });
}
