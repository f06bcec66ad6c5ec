/** What a host call acts on: the context of a stream, or the one of a plugin. */
import { type AbiVersion, status } from "../abi.js";
import type { ByteQueue } from "./byte-queue.js";
import type { Callout, CallResponse, GrpcEvent } from "./callouts.js";
import type { GuestMemory } from "./guest-memory.js";
import type { HeaderMap } from "./header-map.js";
import type { MetricTable } from "./metrics.js";
import type { PropertySource } from "./properties.js";
import type { WasmTrap } from "./trap.js";
import type { World } from "./world.js";

/** Numbers of header maps in the ABI. */
export const mapTypes = {
  requestHeaders: 0,
  requestTrailers: 1,
  responseHeaders: 2,
  responseTrailers: 3,
  grpcInitialMetadata: 4,
  grpcTrailingMetadata: 5,
  callHeaders: 6,
  callTrailers: 7,
} as const;

/** Numbers of buffers in the ABI. */
export const bufferTypes = {
  requestBody: 0,
  responseBody: 1,
  downstreamData: 2,
  upstreamData: 3,
  callBody: 4,
  grpcMessage: 5,
  vmConfiguration: 6,
  pluginConfiguration: 7,
  callData: 8,
} as const;

/** A buffer as a module sees it; `queue` only where it may be changed. */
export interface GuestBuffer {
  readonly bytes: Buffer;
  readonly queue?: ByteQueue;
}

/** An answer of the plugin's own, in place of the upstream's. Texts are byte strings. */
export interface LocalReply {
  readonly status: number;
  readonly body: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly details: string;
  /** Undefined if the module gave none, or one that does not exist. */
  readonly grpcStatus: number | undefined;
}

/** What contexts and host calls need of the virtual machine that they belong to. */
export interface Machine {
  readonly abi: AbiVersion;
  readonly world: World;
  readonly memory: GuestMemory;
  readonly metrics: MetricTable;
  readonly vmId: string;
  /** A byte string. */
  readonly configuration: string;
  readonly env: Readonly<Record<string, string>>;
  readonly contexts: Map<number, Context>;
  /** Why it is of no use any more; undefined as long as it is. */
  readonly failure: WasmTrap | undefined;
  /** The context that host calls act on. */
  readonly acting: Context;
  /** The context that was called; undefined between calls. */
  readonly current: Context | undefined;
  /** What the running host call has to say about itself, for the journal. */
  note: readonly (string | number | bigint)[];
  /** Whatever the module returns now, the filters behind it are not to go on. */
  readonly nextStopped: boolean;
  /** Makes a context known; the answer is its number. */
  adopt(context: Context): number;
  has(callback: string): boolean;
  /**
   * Calls an export for a context, without what has to follow (see `settle`).
   * @returns undefined if there is no such export, or it trapped
   */
  call(context: Context, name: string, args: readonly number[]): number | undefined;
  /** Does what the module ordered during a call. Everybody who calls does this when the call's result is judged. */
  settle(): void;
  /** Puts off an action until the call is over. */
  later(action: () => void): void;
  stopNext(): void;
  setEffective(id: number): number;
  /** A number for a call: the two lowest bits say its kind. */
  token(kind: number): number;
  /** Copies bytes into the module, at an address of its choice, and tells it where. */
  hand(value: string | Buffer, pointerAt: number, sizeAt: number): number;
  log(level: number, message: string): void;
  /** Called by the import functions before anything else. */
  enter(name: string): void;
}

/** Something that a module knows by a number and that host calls act on. */
export abstract class Context {
  readonly id: number;
  readonly vm: Machine;

  constructor(vm: Machine) {
    this.vm = vm;
    this.id = vm.adopt(this);
  }

  /** The context of the plugin itself: calls and timers are its own. */
  abstract get root(): RootContext;

  /** The number of the stream in its host; undefined for the context of a plugin. */
  get streamNumber(): number | undefined {
    return undefined;
  }

  /** A header map for reading; `absent` where Envoy says that there is nothing, undefined where it may not be asked. */
  abstract headersToRead(type: number): HeaderMap | "absent" | undefined;

  /** A header map for changing; undefined where Envoy refuses. */
  abstract headersToChange(type: number): HeaderMap | undefined;

  /** A buffer; undefined where there is none by that number. */
  abstract buffer(type: number): GuestBuffer | undefined;

  /** What properties are read from and written to. */
  abstract get properties(): PropertySource;

  /** `proxy_continue_stream`. */
  resume(_type: number): number {
    return status.ok;
  }

  /** `proxy_close_stream`. */
  close(_type: number): number {
    return status.ok;
  }

  /** `proxy_send_local_response`. */
  reply(_reply: LocalReply): void {
    // Only an HTTP stream can be answered; Envoy says nothing about it either.
  }
}

/** The part of a plugin's context that stream contexts and host calls need. */
export interface RootContext extends Context {
  readonly pluginName: string;
  /** Calls that are under way, by their token. */
  readonly calls: Map<number, Callout>;
  /** The message of `proxy_get_status`. */
  readonly lastStatus: { readonly code: number; readonly message: string };
  setTickPeriod(ms: number): void;
  queueReady(token: number): void;
  /** Takes the answer to a call into the module; undefined is a broken connection. */
  deliverHttp(token: number, response: CallResponse | undefined): void;
  /** Takes what a gRPC service did into the module. */
  deliverGrpc(token: number, event: GrpcEvent): void;
}
