import { proxy_close_stream, proxy_continue_stream, proxy_send_local_response } from "./abi";
import { Bytes } from "./bytes";
import { Context } from "./context";
import { HeaderMap, Headers } from "./headers";
import {
  addBytesToMap,
  addToMap,
  bufferBytes,
  bufferSize,
  mapBytes,
  mapPairs,
  mapSize,
  mapText,
  removeFromMap,
  replaceBytesInMap,
  replaceInMap,
  setBufferBytes,
  setBufferText,
  setMapPairs,
} from "./host-maps";
import { succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";
import { Action, BufferType, MapType, Status, StreamType } from "./types";

// @ts-ignore: decorator
@lazy const empty = Bytes.alloc(0);

/** One HTTP request and its response. */
export abstract class HttpContext extends Context {
  /** `proxy_on_request_headers`; `numHeaders` counts pseudo headers. */
  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_request_body`: a piece; while held (`Pause`), everything so far. Needs the entry point `http`. */
  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_request_trailers`. Needs the entry point `http`. */
  onHttpRequestTrailers(numTrailers: i32): Action {
    return Action.Continue;
  }

  /** `proxy_on_response_headers` */
  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_response_body`; as `onHttpRequestBody()`. Needs the entry point `http`. */
  onHttpResponseBody(bodySize: i32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** `proxy_on_response_trailers`. Needs the entry point `http`. */
  onHttpResponseTrailers(numTrailers: i32): Action {
    return Action.Continue;
  }

  // Request headers: readable until they are passed on, and again in `onLog()`. Names in any case.

  /** The first value (`proxy_get_header_map_value`); null if there is none or it is not UTF-8. */
  getHttpRequestHeader(name: string): string | null {
    return mapText(MapType.HttpRequestHeaders, name);
  }

  /** As `getHttpRequestHeader()`, whatever its bytes (`proxy_get_header_map_value`); null if there is none. */
  getHttpRequestHeaderBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpRequestHeaders, name);
  }

  /** All of them in one host call (`proxy_get_header_map_pairs`). */
  getHttpRequestHeaders(): HeaderMap {
    return mapPairs(MapType.HttpRequestHeaders);
  }

  /**
   * Puts these in the place of all headers of the request (`proxy_set_header_map_pairs`); false with `Status.BadArgument` if
   * they are more than a host takes.
   */
  setHttpRequestHeaders(headers: Headers): bool {
    return setMapPairs(MapType.HttpRequestHeaders, headers);
  }

  /**
   * One value in the place of all of that name (`proxy_replace_header_map_value`); null removes them
   * (`proxy_remove_header_map_value`).
   */
  setHttpRequestHeader(name: string, value: string | null): bool {
    if (value === null) return removeFromMap(MapType.HttpRequestHeaders, name);
    return replaceInMap(MapType.HttpRequestHeaders, name, value);
  }

  /** As `setHttpRequestHeader()` for a value of any bytes (`proxy_replace_header_map_value`). */
  setHttpRequestHeaderBytes(name: string, value: Bytes): bool {
    return replaceBytesInMap(MapType.HttpRequestHeaders, name, value);
  }

  /** One more of that name (`proxy_add_header_map_value`). */
  addHttpRequestHeader(name: string, value: string): bool {
    return addToMap(MapType.HttpRequestHeaders, name, value);
  }

  /** As `addHttpRequestHeader()` for a value of any bytes (`proxy_add_header_map_value`). */
  addHttpRequestHeaderBytes(name: string, value: Bytes): bool {
    return addBytesToMap(MapType.HttpRequestHeaders, name, value);
  }

  /** All of that name (`proxy_remove_header_map_value`); removing none is fine. */
  removeHttpRequestHeader(name: string): bool {
    return removeFromMap(MapType.HttpRequestHeaders, name);
  }

  /** Bytes of the names and values, as the host counts them (`proxy_get_header_map_size`). */
  getHttpRequestHeadersSize(): i32 {
    return mapSize(MapType.HttpRequestHeaders);
  }

  // Response headers: as those of the request.

  /**
   * The first value of that header of the response (`proxy_get_header_map_value`); null if there is none or it is not UTF-8.
   */
  getHttpResponseHeader(name: string): string | null {
    return mapText(MapType.HttpResponseHeaders, name);
  }

  /** As `getHttpResponseHeader()`, whatever its bytes (`proxy_get_header_map_value`); null if there is none. */
  getHttpResponseHeaderBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpResponseHeaders, name);
  }

  /** All headers of the response in one host call (`proxy_get_header_map_pairs`); empty if there are none. */
  getHttpResponseHeaders(): HeaderMap {
    return mapPairs(MapType.HttpResponseHeaders);
  }

  /**
   * Puts these in the place of all headers of the response (`proxy_set_header_map_pairs`); false with `Status.BadArgument`
   * if they are more than a host takes.
   */
  setHttpResponseHeaders(headers: Headers): bool {
    return setMapPairs(MapType.HttpResponseHeaders, headers);
  }

  /**
   * One value in the place of all of that name (`proxy_replace_header_map_value`); null removes them
   * (`proxy_remove_header_map_value`).
   */
  setHttpResponseHeader(name: string, value: string | null): bool {
    if (value === null) return removeFromMap(MapType.HttpResponseHeaders, name);
    return replaceInMap(MapType.HttpResponseHeaders, name, value);
  }

  /** As `setHttpResponseHeader()` for a value of any bytes (`proxy_replace_header_map_value`). */
  setHttpResponseHeaderBytes(name: string, value: Bytes): bool {
    return replaceBytesInMap(MapType.HttpResponseHeaders, name, value);
  }

  /** One more of that name (`proxy_add_header_map_value`). */
  addHttpResponseHeader(name: string, value: string): bool {
    return addToMap(MapType.HttpResponseHeaders, name, value);
  }

  /** As `addHttpResponseHeader()` for a value of any bytes (`proxy_add_header_map_value`). */
  addHttpResponseHeaderBytes(name: string, value: Bytes): bool {
    return addBytesToMap(MapType.HttpResponseHeaders, name, value);
  }

  /** All of that name (`proxy_remove_header_map_value`); removing none is fine. */
  removeHttpResponseHeader(name: string): bool {
    return removeFromMap(MapType.HttpResponseHeaders, name);
  }

  /** Bytes of the names and values, as the host counts them (`proxy_get_header_map_size`). */
  getHttpResponseHeadersSize(): i32 {
    return mapSize(MapType.HttpResponseHeaders);
  }

  // Bodies: the piece at hand, or, while held, everything so far.

  /** Up to `maxSize` bytes from `start` on (`proxy_get_buffer_bytes`); past the end none. */
  getHttpRequestBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const body = bufferBytes(BufferType.HttpRequestBody, start, maxSize);
    return body === null ? empty : body;
  }

  /** How many bytes there are (`proxy_get_buffer_status`); -1 if it cannot be said. */
  getHttpRequestBodySize(): i32 {
    return bufferSize(BufferType.HttpRequestBody);
  }

  /**
   * Puts `value` in the place of `size` bytes at `start` (`proxy_set_buffer_bytes`): all, the beginning, (0, 0) to prepend
   * or (length, 0) to append; Envoy refuses the middle. Remove `content-length` before the headers are passed on.
   */
  setHttpRequestBody(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.HttpRequestBody, start, size, value);
  }

  /** As `setHttpRequestBody()` for a text (`proxy_set_buffer_bytes`). */
  setHttpRequestBodyText(start: i32, size: i32, value: string): bool {
    return setBufferText(BufferType.HttpRequestBody, start, size, value);
  }

  /** Up to `maxSize` bytes of the response's body from `start` on (`proxy_get_buffer_bytes`); past the end none. */
  getHttpResponseBody(start: i32 = 0, maxSize: i32 = i32.MAX_VALUE): Bytes {
    const body = bufferBytes(BufferType.HttpResponseBody, start, maxSize);
    return body === null ? empty : body;
  }

  /** How many bytes of the response's body there are (`proxy_get_buffer_status`); -1 if it cannot be said. */
  getHttpResponseBodySize(): i32 {
    return bufferSize(BufferType.HttpResponseBody);
  }

  /** As `setHttpRequestBody()` for the response (`proxy_set_buffer_bytes`). */
  setHttpResponseBody(start: i32, size: i32, value: Bytes): bool {
    return setBufferBytes(BufferType.HttpResponseBody, start, size, value);
  }

  /** As `setHttpResponseBody()` for a text (`proxy_set_buffer_bytes`). */
  setHttpResponseBodyText(start: i32, size: i32, value: string): bool {
    return setBufferText(BufferType.HttpResponseBody, start, size, value);
  }

  // Trailers: as headers.

  /**
   * The first value of that trailer of the request (`proxy_get_header_map_value`); null if there is none or it is not UTF-8.
   */
  getHttpRequestTrailer(name: string): string | null {
    return mapText(MapType.HttpRequestTrailers, name);
  }

  /** As `getHttpRequestTrailer()`, whatever its bytes (`proxy_get_header_map_value`); null if there is none. */
  getHttpRequestTrailerBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpRequestTrailers, name);
  }

  /** All trailers of the request in one host call (`proxy_get_header_map_pairs`); empty if there are none. */
  getHttpRequestTrailers(): HeaderMap {
    return mapPairs(MapType.HttpRequestTrailers);
  }

  /**
   * Puts these in the place of all trailers of the request (`proxy_set_header_map_pairs`); false with `Status.BadArgument`
   * if they are more than a host takes.
   */
  setHttpRequestTrailers(trailers: Headers): bool {
    return setMapPairs(MapType.HttpRequestTrailers, trailers);
  }

  /**
   * One value in the place of all of that name (`proxy_replace_header_map_value`); null removes them
   * (`proxy_remove_header_map_value`).
   */
  setHttpRequestTrailer(name: string, value: string | null): bool {
    if (value === null) return removeFromMap(MapType.HttpRequestTrailers, name);
    return replaceInMap(MapType.HttpRequestTrailers, name, value);
  }

  /** As `setHttpRequestTrailer()` for a value of any bytes (`proxy_replace_header_map_value`). */
  setHttpRequestTrailerBytes(name: string, value: Bytes): bool {
    return replaceBytesInMap(MapType.HttpRequestTrailers, name, value);
  }

  /** One more of that name (`proxy_add_header_map_value`). */
  addHttpRequestTrailer(name: string, value: string): bool {
    return addToMap(MapType.HttpRequestTrailers, name, value);
  }

  /** All of that name (`proxy_remove_header_map_value`); removing none is fine. */
  removeHttpRequestTrailer(name: string): bool {
    return removeFromMap(MapType.HttpRequestTrailers, name);
  }

  /**
   * The first value of that trailer of the response (`proxy_get_header_map_value`); null if there is none or it is not
   * UTF-8.
   */
  getHttpResponseTrailer(name: string): string | null {
    return mapText(MapType.HttpResponseTrailers, name);
  }

  /** As `getHttpResponseTrailer()`, whatever its bytes (`proxy_get_header_map_value`); null if there is none. */
  getHttpResponseTrailerBytes(name: string): Bytes | null {
    return mapBytes(MapType.HttpResponseTrailers, name);
  }

  /** All trailers of the response in one host call (`proxy_get_header_map_pairs`); empty if there are none. */
  getHttpResponseTrailers(): HeaderMap {
    return mapPairs(MapType.HttpResponseTrailers);
  }

  /**
   * Puts these in the place of all trailers of the response (`proxy_set_header_map_pairs`); false with `Status.BadArgument`
   * if they are more than a host takes.
   */
  setHttpResponseTrailers(trailers: Headers): bool {
    return setMapPairs(MapType.HttpResponseTrailers, trailers);
  }

  /**
   * One value in the place of all of that name (`proxy_replace_header_map_value`); null removes them
   * (`proxy_remove_header_map_value`).
   */
  setHttpResponseTrailer(name: string, value: string | null): bool {
    if (value === null) return removeFromMap(MapType.HttpResponseTrailers, name);
    return replaceInMap(MapType.HttpResponseTrailers, name, value);
  }

  /** As `setHttpResponseTrailer()` for a value of any bytes (`proxy_replace_header_map_value`). */
  setHttpResponseTrailerBytes(name: string, value: Bytes): bool {
    return replaceBytesInMap(MapType.HttpResponseTrailers, name, value);
  }

  /** One more of that name (`proxy_add_header_map_value`). */
  addHttpResponseTrailer(name: string, value: string): bool {
    return addToMap(MapType.HttpResponseTrailers, name, value);
  }

  /** All of that name (`proxy_remove_header_map_value`); removing none is fine. */
  removeHttpResponseTrailer(name: string): bool {
    return removeFromMap(MapType.HttpResponseTrailers, name);
  }

  // The course of the stream.

  /** Passes on a request that was held (`proxy_continue_stream`); fine if it is not held. */
  resumeHttpRequest(): bool {
    return succeeded(proxy_continue_stream(StreamType.HttpRequest));
  }

  /** Passes on a response that was held (`proxy_continue_stream`); fine if it is not held. */
  resumeHttpResponse(): bool {
    return succeeded(proxy_continue_stream(StreamType.HttpResponse));
  }

  /** Ends the stream without an answer (`proxy_close_stream`): the client's connection or stream is reset. */
  resetHttpRequest(): bool {
    return succeeded(proxy_close_stream(StreamType.HttpRequest));
  }

  /** As `resetHttpRequest()`, from the side of the response (`proxy_close_stream`). */
  resetHttpResponse(): bool {
    return succeeded(proxy_close_stream(StreamType.HttpResponse));
  }

  /**
   * Answers in place of the service (`proxy_send_local_response`). Return `Action.Pause` afterwards; nothing further runs.
   * From `onHttpResponseHeaders()` it replaces the response; once those are passed on it can only reset the stream. The
   * first answer counts. `details` shows in access logs as `%RESPONSE_CODE_DETAILS%`.
   */
  sendHttpResponse(statusCode: u32, headers: Headers | null, body: string | null, details: string = ""): bool {
    return respond(statusCode, headers, outgoing(body === null ? "" : body), details, -1);
  }

  /** As `sendHttpResponse()` for a body of any bytes (`proxy_send_local_response`). */
  sendHttpResponseBytes(statusCode: u32, headers: Headers | null, body: Bytes, details: string = ""): bool {
    return respond(statusCode, headers, changetype<usize>(body), details, -1);
  }

  /**
   * As `sendHttpResponse()` for a client that speaks gRPC (`proxy_send_local_response`): HTTP 200 with `grpc-status` and
   * `grpc-message`.
   */
  sendGrpcResponse(grpcStatus: u32, message: string | null, metadata: Headers | null = null): bool {
    return respond(200, metadata, outgoing(message === null ? "" : message), "", grpcStatus);
  }
}

// `body` is a pointer of `outgoing()` or a `Bytes` that the caller holds.
function respond(status: u32, headers: Headers | null, body: usize, details: string, grpcStatus: i32): bool {
  const why = outgoing(details);
  const pairs = (headers === null ? new Headers() : headers).serialized();
  if (pairs === null) return succeeded(Status.BadArgument);
  return succeeded(
    proxy_send_local_response(
      status,
      why,
      lengthAt(why),
      body,
      lengthAt(body),
      changetype<usize>(pairs),
      pairs.length,
      grpcStatus,
    ),
  );
}
