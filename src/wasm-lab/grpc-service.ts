/** A gRPC service on plain HTTP/2: answers the first message of each call, and ends it. */
import { createServer, type Http2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import type { GrpcAsked, GrpcReaction } from "./lab.js";

export interface GrpcService {
  readonly port: number;
  close(): void;
}

/** Listens on an address of this machine. */
export async function startGrpcService(react: (call: GrpcAsked) => GrpcReaction): Promise<GrpcService> {
  const server: Http2Server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on("session", (session) => sessions.add(session));
  server.on("stream", (stream, headers) => serve(stream, headers, react));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

function serve(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  react: (call: GrpcAsked) => GrpcReaction,
): void {
  let heard = Buffer.alloc(0);
  stream.on("error", () => stream.destroy());
  stream.on("data", (chunk: Buffer) => {
    const message = firstMessage(heard);
    heard = Buffer.concat([heard, chunk]);
    const now = firstMessage(heard);
    if (message !== undefined || now === undefined) return;
    answer(stream, react({ path: String(headers[":path"]), metadata: textsOf(headers), message: now }));
  });
}

function answer(stream: ServerHttp2Stream, reaction: GrpcReaction): void {
  const { messages = [], status = 0, text, metadata = {}, trailers = {} } = reaction;
  stream.respond({ ":status": 200, "content-type": "application/grpc", ...metadata }, { waitForTrailers: true });
  stream.on("wantTrailers", () =>
    stream.sendTrailers({
      ...trailers,
      "grpc-status": String(status),
      ...(text !== undefined && { "grpc-message": text }),
    }),
  );
  for (const message of messages) stream.write(framed(message));
  stream.end();
}

/** Length-prefixed, and not compressed. */
const prefixLength = 5;

function framed(message: string): Buffer {
  const body = Buffer.from(message);
  const prefix = Buffer.alloc(prefixLength);
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
}

function firstMessage(bytes: Buffer): string | undefined {
  if (bytes.length < prefixLength) return undefined;
  const end = prefixLength + bytes.readUInt32BE(1);
  return bytes.length < end ? undefined : bytes.toString("utf8", prefixLength, end);
}

function textsOf(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
