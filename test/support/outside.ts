/** The world outside of a mesh: servers with plain and with encrypted ports, and who vouches for them. */
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { type Authority, openAuthority } from "../../src/identity/authority.js";

/** What a server saw of a request. */
export interface Seen {
  /** Which server. */
  readonly server: string;
  readonly host: string;
  /** The name asked for in the handshake; null without TLS. */
  readonly sni: string | null;
  /** The name in the client's certificate; null without one. */
  readonly client: string | null;
}

/** Servers of one name each; all of them answer with what they saw. */
export interface Outside {
  /** The file with the roots that vouch for the servers. */
  readonly rootsPath: string;
  readonly rootsPem: string;
  /** Files of a certificate that the servers accept of clients. */
  readonly own: { readonly certificate: string; readonly key: string };
  /** An HTTP server; its port. */
  http(name: string, place?: { readonly address?: string; readonly port?: number }): Promise<number>;
  /** An HTTPS server whose certificate is for these names; its port. */
  https(name: string, dnsNames: readonly string[]): Promise<number>;
  /** A server that says its name and hangs up; its port. */
  banner(name: string): Promise<number>;
  close(): Promise<void>;
}

const hourMs = 3_600_000;

/** Nothing listens yet. */
export async function anOutside(): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), "waymark-outside-"));
  const stateDir = join(folder, "authority");
  await mkdir(stateDir);
  const authority = await openAuthority({ stateDir });
  const rootsPath = join(folder, "roots.pem");
  await writeFile(rootsPath, authority.rootsPem);
  const servers: Server[] = [];
  const listening = async (server: Server, { address = "127.0.0.1", port = 0 } = {}): Promise<number> => {
    servers.push(server);
    server.listen(port, address);
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  return {
    rootsPath,
    rootsPem: authority.rootsPem,
    own: await ownFiles(authority, folder),
    http: (name, place) => listening(createHttp(answering(name)), place),
    https: async (name, dnsNames) => {
      const { chainPem, privateKey } = await authority.issueServer({ dnsNames: [...dnsNames], ttlMs: hourMs });
      const material = { cert: chainPem, key: privateKey.reveal(), ca: authority.rootsPem };
      // Whether a client shows a certificate is for the test to see, not for the server to insist on.
      return listening(createHttps({ ...material, requestCert: true, rejectUnauthorized: false }, answering(name)));
    },
    banner: (name) => listening(createTcp((socket) => socket.end(`${name}\n`))),
    close: async () => {
      for (const server of servers) {
        server.close();
        if ("closeAllConnections" in server) (server as ReturnType<typeof createHttp>).closeAllConnections();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ownFiles(authority: Authority, folder: string): Promise<Outside["own"]> {
  const { chainPem, privateKey } = await authority.issueServer({ dnsNames: ["egress.example"], ttlMs: hourMs });
  const own = { certificate: join(folder, "own.pem"), key: join(folder, "own.key") };
  await writeFile(own.certificate, chainPem);
  await writeFile(own.key, privateKey.reveal(), { mode: 0o600 });
  return own;
}

function answering(server: string): (request: IncomingMessage, response: ServerResponse) => void {
  return ({ headers, socket }, response) => {
    const tls = "servername" in socket ? (socket as TLSSocket) : undefined;
    const seen: Seen = {
      server,
      host: headers.host ?? "",
      sni: tls === undefined ? null : String(tls.servername),
      client: tls?.getPeerCertificate().subjectaltname ?? null,
    };
    response.end(JSON.stringify(seen));
  };
}
