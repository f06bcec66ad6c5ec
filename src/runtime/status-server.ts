/** What operators ask a control plane over HTTP: whether it lives, whether it is ready, its figures, what it knows. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface StatusPages {
  /** Whether everything was read and translated at least once. */
  readonly ready: () => boolean;
  /** Prometheus text format. */
  readonly metrics: () => Promise<string>;
  /** Anything JSON can hold. */
  readonly state: () => unknown;
}

export interface StatusServer {
  readonly address: { readonly host: string; readonly port: number };
  close(): Promise<void>;
}

/** @throws the system's error if the address cannot be had. */
export async function startStatusServer(
  { host, port }: { readonly host: string; readonly port: number },
  pages: StatusPages,
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    answer(request, response, pages).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  });
  await listening(server, host, port);
  const bound = server.address() as AddressInfo;
  return { address: { host: bound.address, port: bound.port }, close: () => closed(server) };
}

async function answer(request: IncomingMessage, response: ServerResponse, pages: StatusPages): Promise<void> {
  const path = (request.url ?? "/").split("?")[0];
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, { status: 405, text: "only GET" });
  switch (path) {
    case "/healthz":
      return send(response, { status: 200, text: "ok" });
    case "/readyz":
      return send(response, readiness(pages.ready()));
    case "/metrics":
      return send(response, { status: 200, text: await pages.metrics(), type: "text/plain; version=0.0.4" });
    case "/debug/state":
      return send(response, {
        status: 200,
        text: JSON.stringify(pages.state(), null, 2),
        type: "application/json",
      });
    default:
      return send(response, { status: 404, text: "there are /healthz, /readyz, /metrics and /debug/state" });
  }
}

function readiness(isReady: boolean): Page {
  return isReady ? { status: 200, text: "ready" } : { status: 503, text: "not ready: the manifests are being read" };
}

interface Page {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

function send(response: ServerResponse, { status, text, type = "text/plain" }: Page): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` });
  response.end(text.endsWith("\n") ? text : `${text}\n`);
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
