/** Steady traffic through keep-alive tunnels, and a strict count of everything that is not an undisturbed answer. */
import { request } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { openTunnel } from "../../src/runtime/proxied-request.js";

export interface LoadOptions {
  readonly proxyUrl: string;
  readonly host: string;
  readonly path: string;
  /** Tunnels that are kept open, each with one HTTP/1.1 connection inside. */
  readonly tunnels: number;
  readonly requestsPerSecond: number;
}

export interface LoadReport {
  readonly answered: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What broke, in words; empty if nothing did. */
  readonly failures: readonly string[];
  /** Answers that asked to close the connection: the sign of a listener that drains. */
  readonly closing: number;
}

/** Sends until `stop` is called. */
export class Load {
  readonly #options: LoadOptions;
  readonly #statuses: Record<string, number> = {};
  readonly #failures: string[] = [];
  #answered = 0;
  #closing = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Resolves when every tunnel has answered once. */
  async start(): Promise<void> {
    const { tunnels, proxyUrl, host } = this.#options;
    const sockets = await Promise.all(Array.from({ length: tunnels }, () => opened(proxyUrl, host)));
    this.#running = Promise.all(sockets.map((socket) => this.#drive(socket)));
  }

  /** Resolves when so many were answered, however slow this machine is, or as soon as something broke. */
  async answered(count: number): Promise<void> {
    while (this.#answered < count && this.#failures.length === 0) await pause(20);
  }

  async stop(): Promise<LoadReport> {
    this.#stopped = true;
    await this.#running;
    return {
      answered: this.#answered,
      statuses: this.#statuses,
      failures: this.#failures,
      closing: this.#closing,
    };
  }

  async #drive(socket: Socket): Promise<void> {
    const everyMs = (1000 * this.#options.tunnels) / this.#options.requestsPerSecond;
    let due = performance.now() + Math.random() * everyMs;
    while (!this.#stopped) {
      await pause(Math.max(0, due - performance.now()));
      due += everyMs;
      try {
        const { status, connection } = await exchanged(socket, this.#options);
        this.#answered++;
        this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
        if (connection === "close") this.#closing++;
      } catch (error) {
        this.#failures.push(error instanceof Error ? error.message : String(error));
        break;
      }
    }
    socket.destroy();
  }
}

/** One request in a tunnel of its own, for answers that take their time. */
export async function slowAnswer(options: Pick<LoadOptions, "proxyUrl" | "host" | "path">): Promise<string> {
  const socket = await opened(options.proxyUrl, options.host);
  try {
    return (await exchanged(socket, options)).status;
  } finally {
    socket.destroy();
  }
}

/** A tunnel in which nothing is said until it is used. */
export async function idleTunnel(
  options: Pick<LoadOptions, "proxyUrl" | "host" | "path">,
): Promise<() => Promise<string>> {
  const socket = await opened(options.proxyUrl, options.host);
  return async () => {
    try {
      return (await exchanged(socket, options)).status;
    } finally {
      socket.destroy();
    }
  };
}

async function opened(proxyUrl: string, host: string): Promise<Socket> {
  const tunnel = await openTunnel(new URL(proxyUrl), new URL(`http://${host}/`), AbortSignal.timeout(30_000));
  if (tunnel.kind === "refused") throw new Error(`CONNECT ${host}: ${tunnel.status} ${tunnel.reason}`);
  return tunnel.socket;
}

function exchanged(
  socket: Socket,
  { host, path }: Pick<LoadOptions, "host" | "path">,
): Promise<{ readonly status: string; readonly connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error("the tunnel was closed"));
    const headers = { host, connection: "keep-alive" };
    const outgoing = request({ createConnection: () => socket, path, headers });
    outgoing.setTimeout(30_000, () => outgoing.destroy(new Error("no answer in 30 s")));
    outgoing.once("error", reject);
    outgoing.once("response", (response) => {
      response.resume();
      response.once("error", reject);
      response.once("end", () => {
        const complete = response.complete ? undefined : new Error("the answer broke off");
        if (complete !== undefined) return reject(complete);
        // Give node a turn to let go of the socket before the next request takes it.
        setImmediate(() => resolve({ status: String(response.statusCode), connection: response.headers.connection }));
      });
    });
    outgoing.end();
  });
}
