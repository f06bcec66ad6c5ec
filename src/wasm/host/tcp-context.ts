/** A plugin's context of one TCP connection: a network filter, on the way in and on the way back. */
import { status } from "../abi.js";
import type { ByteQueue } from "./byte-queue.js";
import { bufferTypes, Context, type GuestBuffer } from "./context.js";
import type { HeaderMap } from "./header-map.js";
import type { Plugin } from "./plugin.js";
import type { PropertySource } from "./properties.js";

/** Who closed a connection, as modules are told. */
export type CloseKind = "unknown" | "local" | "remote";

/** What a network filter needs of its connection. */
export interface FilteredConnection {
  resume(context: TcpContext): void;
  close(by: "client" | "proxy"): void;
  property(path: readonly string[]): string | number | undefined;
  setState(path: string, value: string): boolean;
}

const closeCodes: Readonly<Record<CloseKind, number>> = { unknown: 0, local: 1, remote: 2 };
const streamTypes = { downstream: 2, upstream: 3 } as const;

/** A filter of one connection. */
export class TcpContext extends Context {
  readonly #connection: FilteredConnection;
  readonly #plugin: Plugin;
  #fromClient: ByteQueue | undefined;
  #fromUpstream: ByteQueue | undefined;
  #over = false;
  #failed = false;

  constructor(connection: FilteredConnection, plugin: Plugin) {
    super(plugin.vm);
    this.#connection = connection;
    this.#plugin = plugin;
  }

  get root(): Plugin {
    return this.#plugin;
  }

  /** @returns false if the plugin holds the connection */
  newConnection(): boolean {
    this.vm.call(this, "proxy_on_context_create", [this.#plugin.id]);
    this.vm.settle();
    return this.#passes("proxy_on_new_connection", []);
  }

  /** @returns false if the plugin holds the data */
  downstreamData(data: ByteQueue, end: boolean): boolean {
    this.#fromClient = data;
    const passed = this.#passes("proxy_on_downstream_data", [data.length, end ? 1 : 0]);
    if (passed) this.#fromClient = undefined;
    return passed;
  }

  /** @returns false if the plugin holds the data */
  upstreamData(data: ByteQueue, end: boolean): boolean {
    this.#fromUpstream = data;
    const passed = this.#passes("proxy_on_upstream_data", [data.length, end ? 1 : 0]);
    if (passed) this.#fromUpstream = undefined;
    return passed;
  }

  upstreamClosed(by: CloseKind): void {
    this.#tell("proxy_on_upstream_connection_close", [closeCodes[by]]);
  }

  downstreamClosed(by: CloseKind): void {
    if (this.#over) return;
    this.#tell("proxy_on_downstream_connection_close", [closeCodes[by]]);
    this.#over = true;
    // A connection is done before it is logged; an HTTP stream the other way round. Envoy does it so.
    for (const callback of ["proxy_on_done", "proxy_on_log", "proxy_on_delete"]) this.#tell(callback, []);
    this.vm.contexts.delete(this.id);
  }

  headersToRead(type: number): HeaderMap | undefined {
    return this.#plugin.headersToRead(type);
  }

  headersToChange(): undefined {
    return undefined;
  }

  buffer(type: number): GuestBuffer | undefined {
    if (type !== bufferTypes.downstreamData && type !== bufferTypes.upstreamData) return this.#plugin.buffer(type);
    const queue = type === bufferTypes.downstreamData ? this.#fromClient : this.#fromUpstream;
    return queue === undefined ? { bytes: Buffer.alloc(0) } : { bytes: queue.bytes, queue };
  }

  get properties(): PropertySource {
    return {
      property: (path) =>
        (path.length === 1 ? this.#plugin.ownProperty(path[0] ?? "") : undefined) ?? this.#connection.property(path),
      setProperty: (path, value) => this.#connection.setState(path, value),
    };
  }

  override resume(type: number): number {
    if (type === streamTypes.upstream) return status.unimplemented;
    if (type === streamTypes.downstream) this.vm.later(() => this.#connection.resume(this));
    return status.ok;
  }

  override close(type: number): number {
    if (type >= streamTypes.downstream) this.vm.later(() => this.#connection.close("proxy"));
    return status.ok;
  }

  #passes(callback: string, args: readonly number[]): boolean {
    if (this.vm.failure !== undefined) return this.#fail();
    if (!this.vm.has(callback)) return true;
    const code = this.vm.call(this, callback, args);
    if (code === undefined) this.#fail();
    this.vm.settle();
    return code === 0;
  }

  #fail(): false {
    if (!this.#failed) {
      this.#failed = true;
      this.#connection.close("proxy");
    }
    return false;
  }

  #tell(callback: string, args: readonly number[]): void {
    this.vm.call(this, callback, args);
    this.vm.settle();
  }
}
