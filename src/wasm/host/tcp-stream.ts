/** One TCP connection through the chain of plugins, driven by the test: what client and upstream send, and who closes. */

import { ByteQueue } from "./byte-queue.js";
import { byteString, type Octets } from "./byte-string.js";
import type { PluginSlot } from "./plugin-slot.js";
import { type PropertyTree, propertyAt } from "./properties.js";
import { TcpContext } from "./tcp-context.js";

/** How a connection begins. */
export interface TcpOptions {
  readonly properties?: PropertyTree;
}

interface Link {
  readonly context: TcpContext;
  opened: boolean;
}

/** A TCP connection. Data that a plugin holds stays where it is, and comes again with what follows. */
export class TcpStream {
  closed = false;
  readonly #options: TcpOptions;
  readonly #links: readonly Link[];
  readonly #toUpstream = new ByteQueue();
  readonly #toClient = new ByteQueue();
  readonly #reading = new ByteQueue();
  readonly #writing = new ByteQueue();
  readonly #state = new Map<string, string>();
  #clientEnded = false;

  constructor(parts: { readonly slots: readonly PluginSlot[]; readonly options: TcpOptions }) {
    this.#options = parts.options;
    this.#links = parts.slots.flatMap((slot) => {
      const plugin = slot.forNewStream();
      return plugin === undefined ? [] : [{ context: new TcpContext(this, plugin), opened: false }];
    });
    this.#read(0);
  }

  /** What the upstream has got. */
  get upstream(): Buffer {
    return this.#toUpstream.bytes;
  }

  /** What the client has got. */
  get client(): Buffer {
    return this.#toClient.bytes;
  }

  /** The client sends. The connection stays open unless told otherwise. */
  downstreamData(bytes: Octets, { endOfStream = false }: { readonly endOfStream?: boolean } = {}): void {
    if (this.closed) throw new Error("the connection is closed");
    this.#reading.append(Buffer.from(byteString(bytes), "latin1"));
    if (endOfStream) this.#clientEnded = true;
    this.#read(0);
  }

  /** The upstream sends. The connection stays open unless told otherwise. */
  upstreamData(bytes: Octets, { endOfStream = false }: { readonly endOfStream?: boolean } = {}): void {
    if (this.closed) throw new Error("the connection is closed");
    this.#writing.append(Buffer.from(byteString(bytes), "latin1"));
    let passed = true;
    // The last plugin is the nearest to the upstream.
    for (const { context } of this.#links.toReversed()) {
      if (passed) passed = context.upstreamData(this.#writing, endOfStream);
      if (endOfStream) context.upstreamClosed("unknown");
    }
    if (passed) this.#toClient.moveFrom(this.#writing);
  }

  /** The client closes the connection, or the proxy does. */
  close(by: "client" | "proxy" = "client"): void {
    if (this.closed) return;
    this.closed = true;
    for (const { context } of this.#links) context.downstreamClosed(by === "client" ? "remote" : "local");
  }

  /** @internal */
  resume(context: TcpContext): void {
    if (!this.closed) this.#read(this.#links.findIndex((link) => link.context === context) + 1);
  }

  /** @internal */
  property(path: readonly string[]): string | number | undefined {
    const given = propertyAt({ ...surroundings, ...this.#options.properties }, path);
    return given ?? (path.length === 1 ? this.#state.get(path[0] ?? "") : undefined);
  }

  /** @internal */
  setState(path: string, value: string): boolean {
    this.#state.set(path, value);
    return true;
  }

  /** Goes through the plugins from a position on; each is told of the connection before it gets data. */
  #read(from: number): void {
    for (const link of this.#links.slice(from)) {
      if (!link.opened) {
        link.opened = true;
        if (!link.context.newConnection() || this.closed) return;
      }
      if (this.#reading.length === 0 && !this.#clientEnded) continue;
      if (!link.context.downstreamData(this.#reading, this.#clientEnded) || this.closed) return;
    }
    this.#toUpstream.moveFrom(this.#reading);
  }
}

const surroundings: PropertyTree = {
  source: { address: "127.0.0.1:50000", port: 50000 },
  destination: { address: "127.0.0.1:8080", port: 8080 },
  connection: { id: 1, mtls: false, requested_server_name: "" },
};
