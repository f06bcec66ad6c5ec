/** A web server on this machine that publishes what a test tells it to. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What to answer a path with: a status (200), headers, a body. */
export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer stops before its end, and never comes to it. */
  readonly hangs?: boolean;
}

export interface IssuerServer {
  /** `http://127.0.0.1:40001`. */
  readonly url: string;
  /** Paths with what they are answered with; everything else is 404. Change it at will. */
  readonly pages: Map<string, Page>;
  /** Every request so far, in order. */
  readonly requests: readonly { readonly path: string; readonly etag?: string; readonly host?: string }[];
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1. */
export async function anIssuerServer(pages: Readonly<Record<string, Page>> = {}): Promise<IssuerServer> {
  const known = new Map(Object.entries(pages));
  const requests: { path: string; etag?: string; host?: string }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { url: path = "/", headers } = request;
    const { "if-none-match": etag, host } = headers;
    requests.push({ path, ...(etag !== undefined && { etag }), ...(host !== undefined && { host }) });
    const page = known.get(path) ?? { status: 404 };
    const { etag: own } = page.headers ?? {};
    const unchanged = own !== undefined && own === etag;
    response.writeHead(unchanged ? 304 : (page.status ?? 200), page.headers);
    if (page.hangs) response.write("{");
    else response.end(unchanged ? undefined : page.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: known,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
