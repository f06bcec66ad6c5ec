import { connect, type Socket } from "node:net";
import { type Listening, listen } from "./socket-server.js";

/** Where a pod's port is, and the user's own process that plays it. */
export interface ForwardOptions {
  readonly address: string;
  readonly port: number;
  /** `http://127.0.0.1:3000` or `tcp://127.0.0.1:3000`; bytes are carried as they are, whatever the scheme. */
  readonly target: URL;
  /** Told when the target cannot be reached; the client's connection is reset. */
  readonly onUnreachable?: (error: Error) => void;
}

const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/**
 * Where the bytes for `target` go: its port, or the one of its scheme. Undefined if it names no host, or no port and no
 * scheme that implies one.
 */
export function forwardTarget(target: URL): { readonly host: string; readonly port: number } | undefined {
  const port = target.port === "" ? defaultPorts[target.protocol] : Number(target.port);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  return port === undefined || port === 0 || host === "" ? undefined : { host, port };
}

/**
 * Carries connections from a pod's port to the user's own process.
 * @throws RangeError if `forwardTarget(target)` is undefined, or the system's error if the port cannot be had.
 */
export async function startForward(options: ForwardOptions): Promise<Listening> {
  const target = forwardTarget(options.target);
  if (target === undefined) throw new RangeError(`no host and port in ${options.target.href}`);
  return listen(options, (socket) =>
    carry(socket, connect({ ...target, allowHalfOpen: true, noDelay: true }), options),
  );
}

function carry(client: Socket, target: Socket, { onUnreachable }: ForwardOptions): void {
  let reached = false;
  target.once("connect", () => {
    reached = true;
  });
  target.once("error", (error) => {
    if (!reached) onUnreachable?.(error);
    client.resetAndDestroy();
  });
  client.pipe(target);
  target.pipe(client);
  // One side gone without an end: the other must not wait for ever.
  client.once("close", () => target.destroy());
  target.once("close", () => client.destroySoon());
}
