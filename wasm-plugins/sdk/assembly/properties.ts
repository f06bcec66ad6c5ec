import { proxy_get_property, proxy_set_property } from "./abi";
import { Bytes } from "./bytes";
import { answerAt, answeredBytes, answeredText, answerSize, expectBytes, expectText, succeeded } from "./incoming";
import { lengthAt, outgoing } from "./outgoing";

/** A property's path, its parts parted by NUL: `propertyPath(["request", "path"])`. Make it once. */
export function propertyPath(parts: string[]): string {
  return parts.join("\0");
}

/**
 * What the proxy knows about the stream (`proxy_get_property`), as it comes: text as it is, numbers and times as 8 bytes,
 * little end first, truth as one byte, messages serialised. Null if it is not there (now). `path` is of `propertyPath()`, or
 * a literal such as "request\0path".
 */
export function getProperty(path: string): Bytes | null {
  const text = outgoing(path);
  expectBytes();
  return answeredBytes(proxy_get_property(text, lengthAt(text), answerAt, answerSize));
}

/** A property that is text (`proxy_get_property`); null if it is not there or not UTF-8. */
export function getPropertyText(path: string): string | null {
  const text = outgoing(path);
  expectText();
  return answeredText(proxy_get_property(text, lengthAt(text), answerAt, answerSize));
}

/**
 * A property that is a number, or a time or duration in nanoseconds (`proxy_get_property`); `otherwise` if it is not there
 * or not of 8 bytes.
 */
export function getPropertyI64(path: string, otherwise: i64 = 0): i64 {
  const value = getProperty(path);
  return value !== null && value.length == 8 ? load<i64>(changetype<usize>(value)) : otherwise;
}

/** A property that is a floating-point number (`proxy_get_property`); `otherwise` if it is not there or not of 8 bytes. */
export function getPropertyF64(path: string, otherwise: f64 = 0): f64 {
  const value = getProperty(path);
  return value !== null && value.length == 8 ? load<f64>(changetype<usize>(value)) : otherwise;
}

/** A property that is true or false (`proxy_get_property`); `otherwise` if it is not there or not of one byte. */
export function getPropertyBool(path: string, otherwise: bool = false): bool {
  const value = getProperty(path);
  return value !== null && value.length == 1 ? value.at(0) != 0 : otherwise;
}

/**
 * Sets a property of our own (`proxy_set_property`): later filters and access logs find it as `filter_state["wasm.<path>"]`.
 * Those of the proxy cannot be changed.
 */
export function setProperty(path: string, value: Bytes): bool {
  const text = outgoing(path);
  return succeeded(proxy_set_property(text, lengthAt(text), changetype<usize>(value), value.length));
}

/** As `setProperty()` for a text (`proxy_set_property`). */
export function setPropertyText(path: string, value: string): bool {
  const text = outgoing(path);
  const bytes = outgoing(value);
  return succeeded(proxy_set_property(text, lengthAt(text), bytes, lengthAt(bytes)));
}

/**
 * The path as it arrived, query and all (`proxy_get_property`, `request.path`). Like the headers it comes from, Envoy has it
 * until the request is passed on, and again in `onLog()`: keep what the response needs in a field of the context. The same
 * holds for host, method and id. Null when it is not there.
 */
export function requestPath(): string | null {
  return getPropertyText("request\0path");
}

/** The path without its query; null when it is not there (`proxy_get_property`, `request.url_path`). */
export function requestUrlPath(): string | null {
  return getPropertyText("request\0url_path");
}

/** The host that was asked for, `:authority`; null when it is not there (`proxy_get_property`, `request.host`). */
export function requestHost(): string | null {
  return getPropertyText("request\0host");
}

/** `GET`, `POST`, ...; null when it is not there (`proxy_get_property`, `request.method`). */
export function requestMethod(): string | null {
  return getPropertyText("request\0method");
}

/** Value of `x-request-id`; null if there is none (`proxy_get_property`, `request.id`). */
export function requestId(): string | null {
  return getPropertyText("request\0id");
}

/** `HTTP/1.1`, `HTTP/2`, ...; null when it is not there (`proxy_get_property`, `request.protocol`). */
export function requestProtocol(): string | null {
  return getPropertyText("request\0protocol");
}

/** When the first byte arrived, nanoseconds since 1970; 0 when it is not there (`proxy_get_property`, `request.time`). */
export function requestTime(): i64 {
  return getPropertyI64("request\0time");
}

/** Bytes of the request's body; 0 when it is not there (`proxy_get_property`, `request.size`). */
export function requestSize(): i64 {
  return getPropertyI64("request\0size");
}

/** Nanoseconds until the request was done; 0 before that (`proxy_get_property`, `request.duration`). */
export function requestDuration(): i64 {
  return getPropertyI64("request\0duration");
}

/** The status of the response, 0 before it is known (`proxy_get_property`, `response.code`). */
export function responseCode(): i64 {
  return getPropertyI64("response\0code");
}

/**
 * Why the response has that status, such as `via_upstream`; null before it is known (`proxy_get_property`,
 * `response.code_details`).
 */
export function responseCodeDetails(): string | null {
  return getPropertyText("response\0code_details");
}

/** Bytes of the response's body; 0 before they are known (`proxy_get_property`, `response.size`). */
export function responseSize(): i64 {
  return getPropertyI64("response\0size");
}

/**
 * Address and port of the client: `10.0.0.1:41234`; null if the proxy does not know it (`proxy_get_property`,
 * `source.address`).
 */
export function sourceAddress(): string | null {
  return getPropertyText("source\0address");
}

/** The client's address without its port; null if the proxy does not know it (`proxy_get_property`, `source.address`). */
export function sourceIp(): Bytes | null {
  const address = sourceAddress();
  if (address === null) return null;
  const colon = address.lastIndexOf(":");
  return Bytes.of(colon < 0 ? address : address.slice(0, colon));
}

/**
 * Address and port that the client connected to; null if the proxy does not know it (`proxy_get_property`,
 * `destination.address`).
 */
export function destinationAddress(): string | null {
  return getPropertyText("destination\0address");
}

/** Address and port of the endpoint; known in `onLog()`, null before (`proxy_get_property`, `upstream.address`). */
export function upstreamAddress(): string | null {
  return getPropertyText("upstream\0address");
}

/**
 * Whether the client proved who it is by a certificate; false if it is not known (`proxy_get_property`, `connection.mtls`).
 */
export function isMtls(): bool {
  return getPropertyBool("connection\0mtls");
}

/**
 * The name the client asked for in TLS; null if there is none (`proxy_get_property`, `connection.requested_server_name`).
 */
export function requestedServerName(): string | null {
  return getPropertyText("connection\0requested_server_name");
}

/**
 * First URI in the client's certificate, a SPIFFE id in a mesh; null if there is none (`proxy_get_property`,
 * `connection.uri_san_peer_certificate`).
 */
export function peerUri(): string | null {
  return getPropertyText("connection\0uri_san_peer_certificate");
}

/**
 * Subject of the client's certificate; null if there is none (`proxy_get_property`, `connection.subject_peer_certificate`).
 */
export function peerSubject(): string | null {
  return getPropertyText("connection\0subject_peer_certificate");
}

/** The cluster that the route chose; null before it has (`proxy_get_property`, `xds.cluster_name`). */
export function clusterName(): string | null {
  return getPropertyText("xds\0cluster_name");
}

/** The route that was chosen; null if there is none or it has no name (`proxy_get_property`, `xds.route_name`). */
export function routeName(): string | null {
  return getPropertyText("xds\0route_name");
}

/** The plugin's name in the proxy's configuration; null if it has none (`proxy_get_property`, `plugin_name`). */
export function pluginName(): string | null {
  return getPropertyText("plugin_name");
}

/** The plugin's root id in the proxy's configuration; null if it has none (`proxy_get_property`, `plugin_root_id`). */
export function pluginRootId(): string | null {
  return getPropertyText("plugin_root_id");
}

/**
 * The id of the VM in the proxy's configuration: who has the same shares data; null if it has none (`proxy_get_property`,
 * `plugin_vm_id`).
 */
export function pluginVmId(): string | null {
  return getPropertyText("plugin_vm_id");
}
