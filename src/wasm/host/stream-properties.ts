/** The properties that follow from a stream. The test's own come first; a test names those that it is about. */

import { textOf } from "./byte-string.js";
import type { VirtualClock } from "./clock.js";
import type { HeaderMap } from "./header-map.js";
import { grpcStatusOf } from "./local-reply.js";
import type { KnownTree } from "./properties.js";

/** The headers that a filter can see: what it cannot see is no property either. */
export interface VisibleHeaders {
  readonly request: HeaderMap | undefined;
  readonly response: HeaderMap | undefined;
  readonly responseTrailers: HeaderMap | undefined;
}

/** A stream at this moment. */
export interface StreamFacts extends VisibleHeaders {
  readonly requestBytes: number;
  /** The response's status; undefined before there is one. */
  readonly code: string | undefined;
  readonly responseBytes: number;
  /** Response code details. */
  readonly details: string | undefined;
  readonly clock: VirtualClock;
}

/** Properties of an HTTP stream at this moment. */
export function httpProperties(facts: StreamFacts): KnownTree {
  return { ...requestProperties(facts), ...responseProperties(facts), ...surroundings };
}

function requestProperties({ request: map, requestBytes, clock }: StreamFacts): KnownTree {
  const always = { time: clock.wallNs, protocol: "HTTP/1.1", size: BigInt(requestBytes) };
  if (map === undefined) return { request: always };
  const raw = (name: string): string | undefined => {
    const value = map.raw(name);
    return value === undefined ? undefined : textOf(value);
  };
  const path = raw(":path");
  const mark = path?.indexOf("?") ?? -1;
  return {
    request: {
      ...always,
      path,
      url_path: mark < 0 ? path : path?.slice(0, mark),
      query: mark < 0 ? "" : path?.slice(mark + 1),
      host: raw(":authority"),
      scheme: raw(":scheme"),
      method: raw(":method"),
      headers: map,
      referer: raw("referer"),
      useragent: raw("user-agent"),
      id: raw("x-request-id"),
    },
  };
}

function responseProperties(facts: StreamFacts): KnownTree {
  const { code, response: headers, responseTrailers: trailers } = facts;
  if (code === undefined) return {};
  const grpcStatus = trailers?.raw("grpc-status") ?? headers?.raw("grpc-status");
  return {
    response: {
      code: BigInt(code),
      code_details: facts.details ?? "via_upstream",
      ...(headers !== undefined && { headers }),
      ...(trailers !== undefined && { trailers }),
      size: BigInt(facts.responseBytes),
      flags: 0n,
      grpc_status: BigInt(grpcStatus ?? grpcStatusOf(Number(code))),
    },
  };
}

const surroundings: KnownTree = {
  source: { address: "127.0.0.1:50000", port: 50000 },
  destination: { address: "127.0.0.1:8080", port: 8080 },
  connection: { id: 1, mtls: false, requested_server_name: "" },
};
