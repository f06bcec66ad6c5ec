/** Calls of a plugin to other services. They wait for the test to answer them, or for virtual time to run out. */
import { byteString, type Octets } from "./byte-string.js";
import { HeaderMap, type Headers, type HeadersInit } from "./header-map.js";

/** What a called service answers. */
export interface HttpAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: HeadersInit;
  readonly body?: Octets;
  readonly trailers?: HeadersInit;
}

/** How far a call is. */
export type CalloutState = "pending" | "answered" | "failed" | "timed-out" | "cancelled";

/** A response as the plugin reads it. */
export interface CallResponse {
  readonly headers: HeaderMap;
  readonly body: Buffer;
  readonly trailers: HeaderMap | undefined;
}

/** Takes a response to the plugin; undefined means that the connection was reset. */
export type CallDelivery = (response: CallResponse | undefined) => void;

/** What is common to all calls. */
export interface CallFacts {
  /** The number by which the plugin knows it. */
  readonly token: number;
  readonly cluster: string;
  /** The plugin's name. */
  readonly plugin: string;
  /** The number of the stream that asked; undefined if the plugin itself did, on a timer for instance. */
  readonly stream: number | undefined;
  /** 0 means no limit. */
  readonly timeoutMs: number;
}

/** `proxy_http_call`. */
export class HttpCallout implements CallFacts {
  readonly kind = "http";
  readonly token: number;
  readonly cluster: string;
  readonly plugin: string;
  readonly stream: number | undefined;
  readonly timeoutMs: number;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly trailers: Headers | undefined;
  #state: CalloutState = "pending";
  readonly #deliver: CallDelivery;

  constructor(
    parts: CallFacts & {
      readonly headers: HeaderMap;
      readonly body: Buffer;
      readonly trailers: HeaderMap | undefined;
      readonly deliver: CallDelivery;
    },
  ) {
    this.token = parts.token;
    this.cluster = parts.cluster;
    this.plugin = parts.plugin;
    this.stream = parts.stream;
    this.timeoutMs = parts.timeoutMs;
    this.headers = parts.headers;
    this.body = parts.body;
    this.trailers = parts.trailers;
    this.#deliver = parts.deliver;
  }

  get state(): CalloutState {
    return this.#state;
  }

  /** The service answers. */
  respond({ status = 200, headers = {}, body = "", trailers }: HttpAnswer = {}): void {
    const map = new HeaderMap("response", headers);
    if (!map.has(":status")) map.add(":status", String(status));
    this.#end("answered", {
      headers: map,
      body: Buffer.from(byteString(body), "latin1"),
      trailers: trailers === undefined ? undefined : new HeaderMap("response-trailers", trailers),
    });
  }

  /** The service cannot be reached: the plugin gets the 503 that Envoy makes. */
  fail(reason = "remote connection failure"): void {
    const text = `upstream connect error or disconnect/reset before headers. reset reason: ${reason}`;
    this.#end("failed", envoysAnswer(503, text));
  }

  /** The connection breaks off in the middle: the plugin gets no headers at all. */
  reset(): void {
    this.#end("failed", undefined);
  }

  /** Time is up; happens by itself when the test moves the clock past the limit. */
  timeOut(): void {
    this.#end("timed-out", envoysAnswer(504, "upstream request timeout"));
  }

  /** Nobody waits any more. @internal */
  cancel(): void {
    if (this.#state === "pending") this.#state = "cancelled";
  }

  #end(state: CalloutState, response: CallResponse | undefined): void {
    if (this.#state !== "pending")
      throw new Error(`the call ${this.token} to ${this.cluster} is ${this.#state} already`);
    this.#state = state;
    this.#deliver(response);
  }
}

function envoysAnswer(status: number, text: string): CallResponse {
  const headers = new HeaderMap("response", {
    ":status": String(status),
    "content-length": String(text.length),
    "content-type": "text/plain",
  });
  return { headers, body: Buffer.from(text), trailers: undefined };
}

/** What a gRPC service did, as the plugin gets to know it. */
export type GrpcEvent =
  | { readonly kind: "initial-metadata" | "trailing-metadata"; readonly metadata: HeaderMap }
  | { readonly kind: "message"; readonly message: Buffer }
  | { readonly kind: "close"; readonly status: number; readonly message: string };

/** How Envoy says that it was the service itself. */
const source = "via_upstream";

/** `proxy_grpc_call` and `proxy_grpc_stream`. */
export class GrpcCallout implements CallFacts {
  readonly kind: "grpc-call" | "grpc-stream";
  readonly token: number;
  readonly cluster: string;
  readonly plugin: string;
  readonly stream: number | undefined;
  readonly timeoutMs: number;
  readonly service: string;
  readonly method: string;
  readonly initialMetadata: Headers;
  /** What the plugin sent. */
  readonly sent: Buffer[];
  /** The plugin has closed its side. */
  halfClosed = false;
  #state: CalloutState = "pending";
  readonly #deliver: (event: GrpcEvent) => void;

  constructor(
    parts: CallFacts & {
      readonly kind: "grpc-call" | "grpc-stream";
      readonly service: string;
      readonly method: string;
      readonly initialMetadata: HeaderMap;
      readonly sent: Buffer[];
      readonly deliver: (event: GrpcEvent) => void;
    },
  ) {
    this.kind = parts.kind;
    this.token = parts.token;
    this.cluster = parts.cluster;
    this.plugin = parts.plugin;
    this.stream = parts.stream;
    this.timeoutMs = parts.timeoutMs;
    this.service = parts.service;
    this.method = parts.method;
    this.initialMetadata = parts.initialMetadata;
    this.sent = parts.sent;
    this.#deliver = parts.deliver;
  }

  get state(): CalloutState {
    return this.#state;
  }

  /** The service answers a call; of a stream, it sends one message and nothing ends. */
  respond(message: Octets): void {
    this.#open();
    if (this.kind === "grpc-call") this.#state = "answered";
    this.#deliver({ kind: "message", message: Buffer.from(byteString(message), "latin1") });
  }

  /** Streams only: what comes before the first message. */
  sendInitialMetadata(metadata: HeadersInit): void {
    this.#open();
    this.#deliver({ kind: "initial-metadata", metadata: new HeaderMap("response-trailers", metadata) });
  }

  /** Streams only: what comes behind the last message. */
  sendTrailingMetadata(metadata: HeadersInit): void {
    this.#open();
    this.#deliver({ kind: "trailing-metadata", metadata: new HeaderMap("response-trailers", metadata) });
  }

  /**
   * The service ends a stream, or a call fails with a status (0 is OK, 14 is UNAVAILABLE). The plugin reads the message
   * as Envoy tells it, with where it comes from behind it: `gone{via_upstream}`.
   */
  close(status: number, message = ""): void {
    this.#open();
    this.#state = status === 0 ? "answered" : "failed";
    this.#deliver({ kind: "close", status, message: message === "" ? source : `${message}{${source}}` });
  }

  /** Time is up; happens by itself when the test moves the clock past the limit. */
  timeOut(): void {
    this.#open();
    this.#state = "timed-out";
    this.#deliver({ kind: "close", status: 4, message: "" });
  }

  /** Nobody waits any more. @internal */
  cancel(): void {
    if (this.#state === "pending") this.#state = "cancelled";
  }

  #open(): void {
    if (this.#state !== "pending")
      throw new Error(`the call ${this.token} to ${this.cluster} is ${this.#state} already`);
  }
}

/** Any call of a plugin. */
export type Callout = HttpCallout | GrpcCallout;
