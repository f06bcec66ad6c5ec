/** One HTTP request through the CONNECT proxy of a client identity, as `curl -p -x PROXY URL` does it. */
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";

export interface ProxiedRequest {
  /** The identity's proxy: `http://127.0.0.1:18001`. */
  readonly proxy: string;
  /** `http://reviews.shop/path`; the proxy resolves the name. */
  readonly url: string;
  /** Sent as it is in place of the URL's own, without the tidying that URL parsers do. */
  readonly path?: string;
  readonly method?: string;
  /** In order, repeated names allowed. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** For the whole exchange; 15 seconds unless given. */
  readonly timeoutMs?: number;
}

/**
 * `answered`: a response came through the tunnel. `refused`: the proxy did not open it (403 and 503 may come from the
 * far end, 404 means a name the mesh does not know). `failed`: the connection broke or took too long.
 */
export type ProxiedOutcome =
  | ProxiedAnswer
  | { readonly kind: "refused"; readonly status: number; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

export interface ProxiedAnswer {
  readonly kind: "answered";
  readonly status: number;
  readonly statusText: string;
  /** As they came, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Never rejects: whatever goes wrong between two machines is an outcome. */
export async function requestThroughProxy(wanted: ProxiedRequest): Promise<ProxiedOutcome> {
  const signal = AbortSignal.timeout(wanted.timeoutMs ?? 15_000);
  let tunnel: Tunnel | undefined;
  try {
    tunnel = await openTunnel(new URL(wanted.proxy), new URL(wanted.url), signal);
    if (tunnel.kind === "refused") return tunnel;
    return await exchange(wanted, tunnel.socket, signal);
  } catch (error) {
    return { kind: "failed", reason: signal.aborted ? "no answer in time" : reasonOf(error) };
  } finally {
    if (tunnel?.kind === "open") tunnel.socket.destroy();
  }
}

type Tunnel = { readonly kind: "open"; readonly socket: Socket } | Extract<ProxiedOutcome, { kind: "refused" }>;

/**
 * A socket to `host:port` of `target` through `proxy`.
 * @throws when the proxy cannot be reached or breaks off.
 */
export function openTunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Tunnel> {
  const authority = `${target.hostname}:${target.port || "80"}`;
  return new Promise((resolve, reject) => {
    const connect = request({
      host: proxy.hostname,
      port: proxy.port,
      method: "CONNECT",
      path: authority,
      headers: { host: authority },
      agent: false,
      signal,
    });
    connect.once("error", reject);
    connect.once("connect", (answer: IncomingMessage, socket: Socket, head: Buffer) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve({ kind: "open", socket });
      } else {
        refusalText(answer.headers, socket, head).then(
          (reason) => resolve({ kind: "refused", status, reason }),
          reject,
        );
      }
    });
    connect.end();
  });
}

/** The body of a refused CONNECT: node leaves it on the socket. */
function refusalText(headers: IncomingHttpHeaders, socket: Socket, head: Buffer): Promise<string> {
  const expected = Math.min(Number(headers["content-length"] ?? 0), 4096);
  return new Promise((resolve) => {
    let text = head;
    const done = (): void => {
      socket.destroy();
      resolve(text.toString("utf8", 0, expected).trim());
    };
    if (text.length >= expected) return done();
    socket.setTimeout(1000, done);
    socket.on("data", (chunk: Buffer) => {
      text = Buffer.concat([text, chunk]);
      if (text.length >= expected) done();
    });
    socket.once("close", done);
    socket.once("error", done);
  });
}

function exchange(wanted: ProxiedRequest, socket: Socket, signal: AbortSignal): Promise<ProxiedAnswer> {
  const url = new URL(wanted.url);
  const headers = new Map<string, string[]>();
  for (const [name, value] of wanted.headers ?? []) headers.set(name, [...(headers.get(name) ?? []), value]);
  const namesHost = [...headers.keys()].some((name) => name.toLowerCase() === "host");
  if (!namesHost) headers.set("Host", [url.host]);
  if (wanted.body !== undefined) headers.set("Content-Length", [String(Buffer.byteLength(wanted.body))]);
  return new Promise((resolve, reject) => {
    const sent = request({
      method: wanted.method ?? (wanted.body === undefined ? "GET" : "POST"),
      path: wanted.path ?? url.pathname + url.search,
      headers: Object.fromEntries([...headers].map(([name, values]) => [name, values.length > 1 ? values : values[0]])),
      setHost: false,
      // Takes effect only where no agent is named.
      createConnection: () => socket,
      signal,
    });
    sent.once("error", reject);
    sent.once("response", (response) => readAnswer(response).then(resolve, reject));
    sent.end(wanted.body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<ProxiedAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const raw = response.rawHeaders;
  return {
    kind: "answered",
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? "",
    headers: Array.from({ length: raw.length / 2 }, (_, index) => [raw[index * 2] ?? "", raw[index * 2 + 1] ?? ""]),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
