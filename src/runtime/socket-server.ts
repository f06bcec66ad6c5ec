import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** Something that listens on one address and port. */
export interface Listening {
  readonly address: string;
  /** The port that was asked for, or the one the system chose if that was 0. */
  readonly port: number;
  /** Stops listening at once, lets open connections end for `graceMs` (default 0), then cuts them. */
  close(graceMs?: number): Promise<void>;
}

/**
 * Listens for TCP connections. Sockets stay half open until both sides are done, so that a client may end its side and
 * still read the answer.
 * @throws the system's error (EADDRINUSE, EADDRNOTAVAIL, EACCES) if the address cannot be had.
 */
export async function listen(
  { address, port }: { readonly address: string; readonly port: number },
  connected: (socket: Socket) => void,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Peers vanish; that is no news here, but an unheard error would end the process.
    socket.on("error", () => socket.destroy());
    connected(socket);
  });
  server.listen(port, address);
  await once(server, "listening");
  const bound = server.address() as AddressInfo;
  return {
    address: bound.address,
    port: bound.port,
    async close(graceMs = 0) {
      if (!server.listening && sockets.size === 0) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = (): void => {
        for (const socket of sockets) socket.destroy();
      };
      if (graceMs <= 0) cut();
      const timer = setTimeout(cut, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
