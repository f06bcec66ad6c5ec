/** The message that Envoy makes of a local reply, for an HTTP client and for a gRPC client. */
import type { LocalReply } from "./context.js";
import { HeaderMap } from "./header-map.js";

export interface Message {
  readonly headers: HeaderMap;
  readonly body: Buffer;
}

/** gRPC's own names for HTTP statuses, by the mapping of the gRPC specification. */
const grpcOf: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
};
const unknown = 2;

/** The gRPC status that stands for an HTTP status. */
export function grpcStatusOf(httpStatus: number): number {
  return grpcOf[httpStatus] ?? unknown;
}

/** A local reply as a message; to a gRPC request the status travels in headers, and the body is its message. */
export function localReplyMessage(reply: LocalReply, request: HeaderMap | undefined): Message {
  const isGrpc = /^application\/grpc($|[+;])/.test(request?.raw("content-type") ?? "");
  const headers = new HeaderMap("response");
  headers.add(":status", isGrpc ? "200" : String(reply.status));
  for (const [name, value] of reply.headers) headers.add(name, value);
  if (isGrpc) return grpcMessage(reply, headers);
  const isHead = request?.raw(":method") === "HEAD";
  if (reply.body === "") {
    headers.remove("content-length");
    headers.remove("content-type");
    return { headers, body: Buffer.alloc(0) };
  }
  headers.set("content-length", String(reply.body.length));
  if (headers.raw("content-type") === undefined) headers.add("content-type", "text/plain");
  return { headers, body: isHead ? Buffer.alloc(0) : Buffer.from(reply.body, "latin1") };
}

function grpcMessage(reply: LocalReply, headers: HeaderMap): Message {
  headers.set("content-type", "application/grpc");
  headers.set("grpc-status", String(reply.grpcStatus ?? grpcStatusOf(reply.status)));
  if (reply.body !== "") headers.set("grpc-message", percentEncoded(reply.body));
  return { headers, body: Buffer.alloc(0) };
}

function percentEncoded(text: string): string {
  return text.replace(
    /[^\x20-\x24\x26-\x7e]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
