import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import type { IssuedCertificate } from "../authority.js";

/** One end of a handshake: what it shows and whom it trusts. */
export interface Peer {
  readonly certificate: IssuedCertificate;
  readonly rootsPem: string;
}

/** What each end learned of the other. */
export interface Handshake {
  /** The SAN of the peer as OpenSSL prints it, or why its certificate was not accepted. */
  readonly clientSaw: string;
  readonly serverSaw: string;
}

/**
 * A real TLS 1.3 handshake on the loopback interface, certificates asked for and verified on both sides. A server that
 * rejects hangs up without a word, so this one notes its verdict instead.
 */
export async function mutualTls(client: Peer, server: Peer): Promise<Handshake> {
  const listener = createServer({ ...material(server), requestCert: true, rejectUnauthorized: false });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const serverSaw = new Promise<string>((resolve) => {
    listener.once("secureConnection", (socket) => resolve(peerName(socket)));
  });
  const socket = connect({ ...material(client), port, host: "127.0.0.1", checkServerIdentity: () => undefined });
  const clientSaw = await new Promise<string>((resolve) => {
    socket.once("secureConnect", () => resolve(peerName(socket)));
    socket.once("error", (error) => resolve(error.message));
  });
  socket.on("error", () => undefined);
  const answer = { clientSaw, serverSaw: await serverSaw };
  socket.destroy();
  listener.close();
  return answer;
}

function material({ certificate, rootsPem }: Peer): { cert: string; key: string; ca: string; minVersion: "TLSv1.3" } {
  return {
    cert: certificate.chainPem,
    key: certificate.privateKey.reveal(),
    ca: rootsPem,
    minVersion: "TLSv1.3",
  };
}

function peerName(socket: TLSSocket): string {
  if (!socket.authorized) return String(socket.authorizationError);
  return socket.getPeerX509Certificate()?.subjectAltName ?? "no name";
}
