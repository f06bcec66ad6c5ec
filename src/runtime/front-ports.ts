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
/**
 * A port is taken from us for as long as it changes hands from us to Envoy. So that no other mesh on this machine takes
 * it meanwhile, its number stays bound at this address, where every mesh looks first.
 */
const claimHost = "127.255.255.254";
const lowest = 18_000;
const highest = 31_999;
const inReserve = 256;

/** @throws when this machine has no free ports at all. */
export async function reserveFrontPorts(random: () => number = Math.random): Promise<FrontPorts> {
  const assigned = new Map<string, number>();
  const claims: Server[] = [];
  let reserve: Reserved[] = await reserved(inReserve, random);
  let refill: Promise<void> | undefined;
  let over = false;

  const refilled = async (): Promise<void> => {
    const fresh = await reserved(inReserve - reserve.length, random).catch(() => []);
    if (over) await Promise.all(fresh.flatMap(socketsOf).map(closed));
    else reserve = [...reserve, ...fresh];
    refill = undefined;
  };
  const next = (): number => {
    const kept = reserve.pop();
    if (!over && reserve.length < inReserve / 2) refill ??= refilled();
    // More clients at once than were kept: an unproven port is better than none, and a clash shows as a refused listener.
    if (kept === undefined) return untaken(new Set(assigned.values()), random);
    if (kept.claim !== undefined) claims.push(kept.claim);
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
      over = true;
      await refill;
      await Promise.all(reserve.splice(0).flatMap(socketsOf).map(closed));
      await Promise.all(claims.splice(0).map(closed));
    },
  };
}

interface Reserved {
  readonly port: number;
  readonly server: Server;
  /** Absent where the machine has no such address. */
  readonly claim: Server | undefined;
}

function socketsOf({ server, claim }: Reserved): readonly Server[] {
  return claim === undefined ? [server] : [server, claim];
}

async function reserved(count: number, random: () => number): Promise<Reserved[]> {
  const found: Reserved[] = [];
  let refusals = 0;
  while (found.length < count) {
    const port = candidate(random);
    const one = await claimed(port);
    if (one !== undefined) found.push(one);
    else if (++refusals > 500) throw new Error(`no free ports on ${host} between ${lowest} and ${highest}`);
  }
  return found;
}

/** The port, kept from other meshes and from everybody else; undefined if somebody has it. */
async function claimed(port: number): Promise<Reserved | undefined> {
  const claim = await bound(claimHost, port).catch((error: NodeJS.ErrnoException) => error);
  if (claim instanceof Error || "code" in claim) {
    if (claim.code === "EADDRINUSE") return undefined;
    const server = await bound(host, port).catch(() => undefined);
    return server && { port, server, claim: undefined };
  }
  const server = await bound(host, port).catch(() => undefined);
  if (server !== undefined) return { port, server, claim };
  claim.close();
  return undefined;
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

/** Lets go of the port itself; its number stays claimed. */
function release({ server }: Pick<Reserved, "server">): Promise<void> {
  return closed(server);
}

function closed(server: Server): Promise<void> {
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
    await release({ server: await bound(address, port) });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
