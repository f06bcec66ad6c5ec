/** A bounded number of requests over a few connections, and the service that answers them. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The request that is sent again and again. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
}

/** How requests were answered. */
export interface Volley {
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds from the request to the end of its answer. */
  readonly latenciesMs: readonly number[];
}

/**
 * Sends `count` requests to a port of this machine, over `connections` connections, each when the one before it is answered.
 * @throws if a connection breaks, or when `signal` is aborted
 */
export async function volley(
  port: number,
  shot: Shot,
  {
    count,
    connections,
    signal,
  }: { readonly count: number; readonly connections: number; readonly signal: AbortSignal },
): Promise<Volley> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses = new Map<number, number>();
  const latenciesMs: number[] = [];
  let left = count;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      signal.throwIfAborted();
      left -= 1;
      const from = performance.now();
      const status = await answered(port, shot, agent);
      latenciesMs.push(performance.now() - from);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, sender));
  } finally {
    agent.destroy();
  }
  return { statuses, latenciesMs };
}

const patienceMs = 10_000;

function answered(port: number, { method, path, headers, body }: Shot, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? [] : ["content-length", String(body.length)];
    const given = ["host", "bench.test", ...headers.flat(), ...length] as unknown as Record<string, string>;
    const sent = request({ host: "127.0.0.1", port, method, path, agent, setHost: false, headers: given });
    sent.setTimeout(patienceMs, () => sent.destroy(new Error(`no answer within ${patienceMs} ms`)));
    sent.on("error", reject);
    sent.on("response", (answer) => {
      answer.on("error", reject);
      answer.on("end", () => resolve(answer.statusCode ?? 0));
      answer.resume();
    });
    sent.end(body);
  });
}

/** A service that answers everything alike. */
export interface PlainService {
  readonly port: number;
  close(): void;
}

/** Starts it on 127.0.0.1. */
export async function plainService(body: Buffer, type: string): Promise<PlainService> {
  const answer = (asked: IncomingMessage, response: ServerResponse): void => {
    asked.resume();
    asked.on("end", () => {
      response.writeHead(200, { "content-type": type, "content-length": String(body.length) });
      response.end(body);
    });
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
