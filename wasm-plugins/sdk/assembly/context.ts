import { proxy_close_stream, proxy_continue_stream, proxy_done, proxy_set_tick_period_milliseconds } from "./abi";
import { Bytes } from "./bytes";
import { HeaderMap } from "./headers";
import { bufferBytes, mapBytes, mapPairs, mapText, setBufferBytes } from "./host-maps";
import { HttpContext } from "./http-context";
import { succeeded } from "./incoming";
import { Action, BufferType, MapType, PeerType, StreamType } from "./types";

// @ts-ignore: decorator
@lazy const empty = Bytes.alloc(0);

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

  /**
   * Inside `onHttpCallResponse()`: the first value of a header of the answer, `:status` among them
   * (`proxy_get_header_map_value`); null if there is none or it is not UTF-8.
   */
  getHttpCallResponseHeader(name: string): string | null {
    return mapText(MapType.HttpCallResponseHeaders, name);
  }

  /** As `getHttpCallResponseHeader()`, whatever its bytes (`proxy_get_header_map_value`); null if there is none. */
  getHttpCallResponseHeaderBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpCallResponseHeaders, name);
  }

  /** Inside `onHttpCallResponse()`: all headers of the answer (`proxy_get_header_map_pairs`); empty elsewhere. */
  getHttpCallResponseHeaders(): HeaderMap {
    return mapPairs(MapType.HttpCallResponseHeaders);
  }

  /**
   * Inside `onHttpCallResponse()`: up to `maxSize` bytes of the answer's body from `start` on (`proxy_get_buffer_bytes`);
   * empty if there is none.
   */
  getHttpCallResponseBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const body = bufferBytes(BufferType.HttpCallResponseBody, start, maxSize);
    return body === null ? empty : body;
  }

  /**
   * Inside `onHttpCallResponse()`: the first value of a trailer (`proxy_get_header_map_value`); null if there is none or it
   * is not UTF-8.
   */
  getHttpCallResponseTrailer(name: string): string | null {
    return mapText(MapType.HttpCallResponseTrailers, name);
  }

  /** Inside `onHttpCallResponse()`: all trailers of the answer (`proxy_get_header_map_pairs`); empty if there are none. */
  getHttpCallResponseTrailers(): HeaderMap {
    return mapPairs(MapType.HttpCallResponseTrailers);
  }

  /**
   * Inside `onGrpcCallResponse()`: up to `maxSize` bytes of the message from `start` on (`proxy_get_buffer_bytes`); empty if
   * there is none.
   */
  getGrpcCallResponseBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    return this.getGrpcStreamMessage(start, maxSize);
  }

  /**
   * Inside `onGrpcStreamMessage()`: up to `maxSize` bytes of the message from `start` on (`proxy_get_buffer_bytes`); empty
   * elsewhere.
   */
  getGrpcStreamMessage(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const message = bufferBytes(BufferType.GrpcReceiveBuffer, start, maxSize);
    return message === null ? empty : message;
  }

  /** Inside `onGrpcStreamInitialMetadata()`: what the service sent first (`proxy_get_header_map_pairs`); empty elsewhere. */
  getGrpcStreamInitialMetadata(): HeaderMap {
    return mapPairs(MapType.GrpcReceiveInitialMetadata);
  }

  /** Inside `onGrpcStreamTrailingMetadata()`: what the service sent last (`proxy_get_header_map_pairs`); empty elsewhere. */
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

  /**
   * For an HTTP filter: the context of a new stream (`proxy_on_context_create`). A plugin that makes neither this nor a
   * `StreamContext` traps with its first stream.
   */
  createHttpContext(contextId: u32): HttpContext | null {
    return null;
  }

  /**
   * For a network filter: the context of a new connection (`proxy_on_context_create`). Asked only if `createHttpContext()`
   * gives null.
   */
  createStreamContext(contextId: u32): StreamContext | null {
    return null;
  }

  /** The configuration as bytes (`proxy_get_buffer_bytes`); there within `onConfigure()` only, empty elsewhere. */
  getPluginConfiguration(): Bytes {
    const bytes = bufferBytes(BufferType.PluginConfiguration, 0, i32.MAX_VALUE);
    return bytes === null ? empty : bytes;
  }

  /** The configuration of the VM (`proxy_get_buffer_bytes`); there within `onVmStart()` only, empty elsewhere. */
  getVmConfiguration(): Bytes {
    const bytes = bufferBytes(BufferType.VmConfiguration, 0, i32.MAX_VALUE);
    return bytes === null ? empty : bytes;
  }

  /**
   * Calls `onTick()` every so many milliseconds, 0 for never (`proxy_set_tick_period_milliseconds`). False if the host
   * refused.
   */
  setTickPeriod(milliseconds: u32): bool {
    return succeeded(proxy_set_tick_period_milliseconds(milliseconds));
  }

  /** Inside `onForeignFunction()`: its data (`proxy_get_buffer_bytes`); empty elsewhere. */
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

  /**
   * Inside `onDownstreamData()`: up to `maxSize` bytes of what the client sent, from `start` on (`proxy_get_buffer_bytes`);
   * past the end none.
   */
  getDownstreamData(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const data = bufferBytes(BufferType.DownstreamData, start, maxSize);
    return data === null ? empty : data;
  }

  /**
   * Puts `value` in the place of `size` bytes at `start` of what the client sent (`proxy_set_buffer_bytes`): all, the
   * beginning, or nothing at either end; Envoy refuses the middle (false, `Status.BadArgument`).
   */
  setDownstreamData(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.DownstreamData, start, size, value);
  }

  /** As `getDownstreamData()` for what the service sent, inside `onUpstreamData()` (`proxy_get_buffer_bytes`). */
  getUpstreamData(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const data = bufferBytes(BufferType.UpstreamData, start, maxSize);
    return data === null ? empty : data;
  }

  /** As `setDownstreamData()` for what the service sent (`proxy_set_buffer_bytes`). */
  setUpstreamData(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.UpstreamData, start, size, value);
  }

  /** Passes on what was held of the client's data (`proxy_continue_stream`). */
  resumeDownstream(): bool {
    return succeeded(proxy_continue_stream(StreamType.Downstream));
  }

  /** Passes on what was held of the service's data (`proxy_continue_stream`). */
  resumeUpstream(): bool {
    return succeeded(proxy_continue_stream(StreamType.Upstream));
  }

  /** Closes the connection to the client (`proxy_close_stream`). */
  closeDownstream(): bool {
    return succeeded(proxy_close_stream(StreamType.Downstream));
  }

  /** Closes the connection to the service (`proxy_close_stream`). */
  closeUpstream(): bool {
    return succeeded(proxy_close_stream(StreamType.Upstream));
  }
}
