/**
 * The built-in echo application: it plays the workloads of the local mesh. One process serves all pods, one listener per
 * pod and port. It answers HTTP/1.1, HTTP/2 without TLS, WebSocket and plain TCP, and says who it is in each.
 */
import { createServer as createHttpServer, type IncomingMessage, ServerResponse } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { answer, type EchoApplication, type EchoPod } from "./echo-http.js";
import { type EchoTally, echoTally } from "./echo-tally.js";
import { type Listening, listen } from "./socket-server.js";

/** Where the application listens, how it speaks, and whom it plays. */
export interface EchoOptions {
  readonly address: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** `auto`: HTTP/1.1, WebSocket and HTTP/2 by prior knowledge, told apart by their first bytes. `tcp`: it speaks first. */
  readonly protocol: "auto" | "tcp";
  readonly pod: EchoPod;
  /** Shared with other listeners; absent: of its own. */
  readonly tally?: EchoTally;
}

/** What an HTTP/2 client says first (RFC 9113, 3.4). No HTTP/1.1 method begins like that. */
const http2Preface = Buffer.from("PRI * HTTP/2.0\r\n");
const largestFrameBytes = 16 * 1024 * 1024;

/**
 * Starts the application for one port of one pod.
 * @throws the system's error (EADDRINUSE, EADDRNOTAVAIL, EACCES) if the address cannot be had.
 */
export function startEcho(options: EchoOptions): Promise<Listening> {
  return options.protocol === "tcp"
    ? listen(options, (socket) => speakFirst(socket, options.pod))
    : listen(options, httpConnections({ pod: options.pod, tally: options.tally ?? echoTally() }));
}

/** A banner, then every byte back: a client that waits for the server, as of a database, sees at once whom it reached. */
function speakFirst(socket: Socket, { name, namespace, serviceAccount, service }: EchoPod): void {
  const banner = { pod: name, namespace, serviceAccount, service: service ?? "", address: socket.remoteAddress ?? "" };
  socket.write(`${JSON.stringify(banner)}\n`);
  socket.pipe(socket);
}

function httpConnections(application: EchoApplication): (socket: Socket) => void {
  // No time limits of our own: they would answer in place of the proxies under test.
  const http1 = createHttpServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 });
  const http2 = createHttp2Server();
  const frames = new WebSocketServer({ noServer: true, maxPayload: largestFrameBytes });
  frames.on("headers", (headers) => headers.push(`X-Echo-Pod: ${application.pod.name}`));
  http1.on("request", (request, response) => void answer(request, response, application));
  http1.on("clientError", (_error, socket) => refuse(socket));
  http1.on("upgrade", (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() === "websocket") {
      frames.handleUpgrade(request, socket, head, (connection) => {
        connection.on("error", () => connection.terminate());
        connection.on("message", (data, binary) => connection.send(data, { binary }));
      });
    } else {
      answerWithoutUpgrade(request, socket, application);
    }
  });
  http2.on("request", (request, response) => void answer(request, response, application));
  http2.on("sessionError", () => undefined);
  return (socket) => {
    firstBytes(socket, (isHttp2) => (isHttp2 ? http2 : http1).emit("connection", socket));
  };
}

/** Waits until it is clear which protocol a client speaks; the bytes seen are put back. */
function firstBytes(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const look = (): void => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) seen = Buffer.concat([seen, chunk]);
    const length = Math.min(seen.length, http2Preface.length);
    const alike = seen.subarray(0, length).equals(http2Preface.subarray(0, length));
    if (alike && length < http2Preface.length) return;
    socket.off("readable", look);
    socket.off("end", leave);
    socket.unshift(seen);
    decide(alike);
  };
  const leave = (): void => {
    socket.destroy();
  };
  socket.on("readable", look);
  socket.on("end", leave);
}

// A server that does not know the protocol asked for goes on with the one it has (RFC 9110, 7.8).
function answerWithoutUpgrade(request: IncomingMessage, socket: Duplex, application: EchoApplication): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.on("finish", () => socket.end());
  void answer(request, response, application);
}

function refuse(socket: Duplex): void {
  if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  else socket.destroy();
}
