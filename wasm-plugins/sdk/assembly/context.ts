import { proxy_close_stream, proxy_continue_stream, proxy_done, proxy_set_tick_period_milliseconds } from "./abi";
import { Bytes } from "./bytes";
import { HeaderMap } from "./headers";
import { bufferBytes, mapBytes, mapPairs, mapText, setBufferBytes } from "./host-maps";
import { HttpContext } from "./http-context";
import { succeeded } from "./incoming";
import { Action, BufferType, MapType, PeerType, StreamType } from "./types";

const empty = Bytes.alloc(0);

/**
 * What the host calls, whatever it is for: the plugin (`RootContext`), an HTTP stream (`HttpContext`) or a connection
 * (`StreamContext`). Answers to callouts arrive at the context that made them.
 */
export abstract class Context {
  /** The host's number for it; 0 until the host has said so. */
  contextId: u32 = 0;
  /** Callouts on their way; see `callouts.ts`. */
  pending: i32 = 0;

  /** `proxy_on_done`: the host is done with it. `false` keeps it alive until `done()`. */
  onDone(): bool {
    return true;
  }

  /** Ends what `onDone()` kept alive (`proxy_done`). */
  done(): bool {
    return succeeded(proxy_done());
  }

  /**
   * `proxy_on_log`: the last look at a finished stream; everything is readable again, nothing changes any more. Comes
   * before `onDone()`, and also for streams that this filter never saw, because an earlier one answered. Needs the entry
   * point `log`.
   */
  onLog(): void {}

  /** `proxy_on_delete`: the last call. */
  onDelete(): void {}

  /**
   * `proxy_on_http_call_response`: the answer to `dispatchHttpCall()`. `numHeaders` is 0 if there is none; a call that
   * timed out or could not connect comes as `:status` 504 or 503 made by Envoy.
   */
  onHttpCallResponse(token: u32, numHeaders: i32, bodySize: i32, numTrailers: i32): void {}

  /** `proxy_on_grpc_receive` or `proxy_on_grpc_close` for a call: status 0 and a message (`getGrpcCallResponseBody()`), or why there is none. */
  onGrpcCallResponse(token: u32, status: u32, responseSize: i32): void {}
  /** `proxy_on_grpc_receive_initial_metadata` */
  onGrpcStreamInitialMetadata(token: u32, numElements: i32): void {}
  /** `proxy_on_grpc_receive` for a stream */
  onGrpcStreamMessage(token: u32, messageSize: i32): void {}
  /** `proxy_on_grpc_receive_trailing_metadata` */
  onGrpcStreamTrailingMetadata(token: u32, numElements: i32): void {}
  /** `proxy_on_grpc_close` for a stream: no more of it. */
  onGrpcStreamClose(token: u32, status: u32): void {}

  /** Inside `onHttpCallResponse()`: a header of the answer, `:status` among them. */
  getHttpCallResponseHeader(name: string): string | null {
    return mapText(MapType.HttpCallResponseHeaders, name);
  }

  getHttpCallResponseHeaderBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpCallResponseHeaders, name);
  }

  getHttpCallResponseHeaders(): HeaderMap {
    return mapPairs(MapType.HttpCallResponseHeaders);
  }

  getHttpCallResponseBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const body = bufferBytes(BufferType.HttpCallResponseBody, start, maxSize);
    return body === null ? empty : body;
  }

  getHttpCallResponseTrailer(name: string): string | null {
    return mapText(MapType.HttpCallResponseTrailers, name);
  }

  getHttpCallResponseTrailers(): HeaderMap {
    return mapPairs(MapType.HttpCallResponseTrailers);
  }

  /** Inside `onGrpcCallResponse()`: the message. */
  getGrpcCallResponseBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    return this.getGrpcStreamMessage(start, maxSize);
  }

  /** Inside `onGrpcStreamMessage()`: the message. */
  getGrpcStreamMessage(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const message = bufferBytes(BufferType.GrpcReceiveBuffer, start, maxSize);
    return message === null ? empty : message;
  }

  getGrpcStreamInitialMetadata(): HeaderMap {
    return mapPairs(MapType.GrpcReceiveInitialMetadata);
  }

  getGrpcStreamTrailingMetadata(): HeaderMap {
    return mapPairs(MapType.GrpcReceiveTrailingMetadata);
  }
}

/** The plugin itself, one in every VM. It lives as long as its configuration, and makes a context for every stream. */
export abstract class RootContext extends Context {
  /** `proxy_on_vm_start`: the VM is up. `false` refuses it. The default accepts. */
  onVmStart(vmConfigurationSize: i32): bool {
    return true;
  }

  /** `proxy_on_configure`: read the configuration here. `false` refuses it, and with it the filter. Runs in every VM. */
  onConfigure(pluginConfigurationSize: i32): bool {
    return true;
  }

  /** `proxy_on_tick`; see `setTickPeriod()`. Needs the entry point `background`. */
  onTick(): void {}

  /** `proxy_on_queue_ready`: there is something in a queue that this plugin registered. Needs `background`. */
  onQueueReady(queue: u32): void {}

  /** `proxy_on_foreign_function`. Needs `background`. */
  onForeignFunction(functionId: u32, dataSize: i32): void {}

  /** For an HTTP filter: the context of a new stream. */
  createHttpContext(contextId: u32): HttpContext | null {
    return null;
  }

  /** For a network filter: the context of a new connection. */
  createStreamContext(contextId: u32): StreamContext | null {
    return null;
  }

  /** The configuration as bytes; there within `onConfigure()` only. */
  getPluginConfiguration(): Bytes {
    const bytes = bufferBytes(BufferType.PluginConfiguration, 0, i32.MAX_VALUE);
    return bytes === null ? empty : bytes;
  }

  /** The configuration of the VM; there within `onVmStart()` only. */
  getVmConfiguration(): Bytes {
    const bytes = bufferBytes(BufferType.VmConfiguration, 0, i32.MAX_VALUE);
    return bytes === null ? empty : bytes;
  }

  /** Calls `onTick()` every so many milliseconds, 0 for never (`proxy_set_tick_period_milliseconds`). */
  setTickPeriod(milliseconds: u32): bool {
    return succeeded(proxy_set_tick_period_milliseconds(milliseconds));
  }

  /** Inside `onForeignFunction()`: its data. */
  getCallData(): Bytes {
    const data = bufferBytes(BufferType.CallData, 0, i32.MAX_VALUE);
    return data === null ? empty : data;
  }
}

/** One connection of a network filter. */
export abstract class StreamContext extends Context {
  /** `proxy_on_new_connection` */
  onNewConnection(): Action {
    return Action.Continue;
  }

  /** `proxy_on_downstream_data`: from the client. */
  onDownstreamData(dataSize: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_upstream_data`: from the service. */
  onUpstreamData(dataSize: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_downstream_connection_close` */
  onDownstreamClose(peer: PeerType): void {}

  /** `proxy_on_upstream_connection_close` */
  onUpstreamClose(peer: PeerType): void {}

  getDownstreamData(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const data = bufferBytes(BufferType.DownstreamData, start, maxSize);
    return data === null ? empty : data;
  }

  setDownstreamData(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.DownstreamData, start, size, value);
  }

  getUpstreamData(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const data = bufferBytes(BufferType.UpstreamData, start, maxSize);
    return data === null ? empty : data;
  }

  setUpstreamData(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.UpstreamData, start, size, value);
  }

  /** Passes on what was held (`proxy_continue_stream`). */
  resumeDownstream(): bool {
    return succeeded(proxy_continue_stream(StreamType.Downstream));
  }

  resumeUpstream(): bool {
    return succeeded(proxy_continue_stream(StreamType.Upstream));
  }

  /** Closes the connection (`proxy_close_stream`). */
  closeDownstream(): bool {
    return succeeded(proxy_close_stream(StreamType.Downstream));
  }

  closeUpstream(): bool {
    return succeeded(proxy_close_stream(StreamType.Upstream));
  }
}
