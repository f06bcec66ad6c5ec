/** HBONE by hand: a client that opens tunnels as a node proxy does, and a pod that accepts them. */

import { request } from "node:http";
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createSecureServer,
  type Http2SecureServer,
} from "node:http2";
import { connect as connectTcp } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { hostPort } from "../../src/explain/addresses.js";

/** Certificate, key and roots, PEM. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

export interface TunnelClient {
  /** Opens a tunnel: the status of the CONNECT, and the tunnel if it is 200. */
  connect(authority: string, headers?: Readonly<Record<string, string>>): Promise<{ status: number; stream: Duplex }>;
  close(): void;
}

/** A client at `localAddress` that opens tunnels through one HBONE connection. */
export async function tunnelClient(options: {
  readonly to: { readonly address: string; readonly port: number };
  readonly as: TlsIdentity;
  readonly localAddress: string;
}): Promise<TunnelClient> {
  const session = await openSession(options);
  return {
    connect(authority, headers = {}) {
      return new Promise((resolve, reject) => {
        const stream = session.request(
          { ":method": "CONNECT", ":authority": authority, ...headers },
          { endStream: false },
        );
        stream.once("error", reject);
        stream.once("close", () => reject(new Error("closed without an answer")));
        stream.once("response", (answer) => resolve({ status: answer[":status"] ?? 0, stream }));
      });
    },
    close: () => session.destroy(),
  };
}

function openSession(options: Parameters<typeof tunnelClient>[0]): Promise<ClientHttp2Session> {
  const { to, as, localAddress } = options;
  return new Promise((resolve, reject) => {
    const tcp = connectTcp({ host: to.address, port: to.port, localAddress });
    tcp.once("error", reject);
    const socket: TLSSocket = connectTls({
      socket: tcp,
      ...as,
      ALPNProtocols: ["h2"],
      minVersion: "TLSv1.3",
      // The name in the certificate is a SPIFFE id, which these tests check on the other side.
      checkServerIdentity: () => undefined,
    });
    socket.once("error", reject);
    const session = connectHttp2(`https://${hostPort(to.address, to.port)}`, { createConnection: () => socket });
    session.once("error", reject);
    session.once("remoteSettings", () => resolve(session));
  });
}

/** What an HTTP server at the other end of a tunnel answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Sends one HTTP/1.1 request through a tunnel. */
export function ask(
  stream: Duplex,
  path: string,
  options: {
    readonly method?: string;
    readonly host?: string;
    readonly headers?: Record<string, string>;
    readonly body?: Buffer;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", host = "reviews.shop", headers = {}, body: sent } = options;
    const outgoing = request({
      createConnection: () => stream as never,
      method,
      path,
      headers: { host, connection: "keep-alive", ...headers },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    outgoing.end(sent);
  });
}

/** Port 15008 of a pod: a tunnel ends at the application that it was opened for. */
export async function hbonePod(options: {
  readonly address: string;
  readonly as: TlsIdentity;
  readonly application: (authority: string) => { readonly address: string; readonly port: number };
  readonly seen?: (authority: string) => void;
}): Promise<{ close(): void }> {
  const sessions = new Set<{ destroy(): void }>();
  const server: Http2SecureServer = createSecureServer({ ...options.as, requestCert: true, allowHTTP1: false });
  server.on("session", (session) => sessions.add(session));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    options.seen?.(String(headers[":authority"]));
    const { address, port } = options.application(String(headers[":authority"]));
    const application = connectTcp({ host: address, port, allowHalfOpen: true });
    application.once("connect", () => {
      stream.respond({ ":status": 200 });
      // Whichever side breaks off, both are over.
      pipeline(stream, application, stream).catch(() => undefined);
    });
    application.on("error", () => stream.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(15008, options.address, resolve);
  });
  return {
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}
