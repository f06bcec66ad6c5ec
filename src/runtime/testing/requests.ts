import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";

/** One HTTP answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What to ask of 127.0.0.1:`port`. */
export interface Asked {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
}

/** Sends one HTTP/1.1 request on a connection of its own. */
export function http1({ port, path, method = "GET", headers = {}, body = "" }: Asked): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends HTTP/2 requests at once over one connection without TLS, by prior knowledge. */
export async function http2(port: number, asked: readonly Omit<Asked, "port">[]): Promise<Reply[]> {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  try {
    return await Promise.all(
      asked.map(async ({ path, method = "GET", headers = {}, body = "" }) => {
        const stream = session.request({ ":path": path, ":method": method, ...headers }, { endStream: false });
        stream.end(body);
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        const [answered] = await once(stream, "response");
        await once(stream, "end");
        const { ":status": status, ...rest } = answered;
        return { status, headers: rest, text: Buffer.concat(chunks).toString() };
      }),
    );
  } finally {
    session.close();
  }
}

/** An open TCP connection to 127.0.0.1:`port`. */
export async function tcp(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  return socket;
}

/** Everything the other side sends until it ends its side. */
export async function untilEnd(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
