/**
 * Ports for the CONNECT proxies of client identities. The translation asks for them in the middle of a pure function,
 * so free ones are found beforehand and kept occupied by us until somebody needs one. They come from below the range
 * that the kernel uses for outgoing connections, so that none of those takes a port between our letting go and Envoy.
 */
import { createServer, type Server } from "node:net";

export interface FrontPorts {
  /** The port of `client`: the same for as long as this object lives, also when the client was away meanwhile. */
  portFor(client: string): number;
  /** Lets go of what was kept in reserve. */
  close(): Promise<void>;
}

const host = "127.0.0.1";
const lowest = 18_000;
const highest = 31_999;
const inReserve = 256;

/** @throws when this machine has no free ports at all. */
export async function reserveFrontPorts(random: () => number = Math.random): Promise<FrontPorts> {
  const assigned = new Map<string, number>();
  let reserve: Reserved[] = await reserved(inReserve, random);
  let refill: Promise<void> | undefined;
  let closed = false;

  const refilled = async (): Promise<void> => {
    const fresh = await reserved(inReserve - reserve.length, random).catch(() => []);
    if (closed) await Promise.all(fresh.map(release));
    else reserve = [...reserve, ...fresh];
    refill = undefined;
  };
  const next = (): number => {
    const kept = reserve.pop();
    if (!closed && reserve.length < inReserve / 2) refill ??= refilled();
    // More clients at once than were kept: an unproven port is better than none, and a clash shows as a refused listener.
    if (kept === undefined) return untaken(new Set(assigned.values()), random);
    void release(kept);
    return kept.port;
  };

  return {
    portFor: (client) => {
      const port = assigned.get(client) ?? next();
      assigned.set(client, port);
      return port;
    },
    close: async () => {
      closed = true;
      await refill;
      await Promise.all(reserve.splice(0).map(release));
    },
  };
}

interface Reserved {
  readonly port: number;
  readonly server: Server;
}

async function reserved(count: number, random: () => number): Promise<Reserved[]> {
  const found: Reserved[] = [];
  let refusals = 0;
  while (found.length < count) {
    const port = candidate(random);
    const server = await bound(host, port).catch(() => undefined);
    if (server !== undefined) found.push({ port, server });
    else if (++refusals > 500) throw new Error(`no free ports on ${host} between ${lowest} and ${highest}`);
  }
  return found;
}

function untaken(taken: ReadonlySet<number>, random: () => number): number {
  for (;;) {
    const port = candidate(random);
    if (!taken.has(port)) return port;
  }
}

function candidate(random: () => number): number {
  return lowest + Math.floor(random() * (highest - lowest + 1));
}

function release({ server }: Reserved): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** A server that occupies an address and port and answers nobody. @throws the reason why it cannot (`EADDRINUSE`, …). */
export function bound(address: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off("error", reject);
      server.unref();
      resolve(server);
    });
  });
}

/** Why `address:port` cannot be bound now; `undefined`: it can. */
export async function whyBusy(address: string, port: number): Promise<string | undefined> {
  try {
    await release({ port, server: await bound(address, port) });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
