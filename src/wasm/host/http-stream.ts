/** One HTTP exchange through the chain of plugins, driven by the test: client and upstream are its two ends. */

import type { ByteQueue } from "./byte-queue.js";
import { byteString, type Octets, textOf } from "./byte-string.js";
import type { Callout, HttpAnswer } from "./callouts.js";
import type { LocalReply } from "./context.js";
import { HeaderMap, type Headers, type HeadersInit } from "./header-map.js";
import { brokenDetails, HttpContext } from "./http-context.js";
import { HttpPass } from "./http-pass.js";
import { localReplyMessage, type Message } from "./local-reply.js";
import type { PluginSlot } from "./plugin-slot.js";
import { type PropertyTree, propertyAt } from "./properties.js";
import { Sent } from "./sent.js";
import { httpProperties, type StreamFacts, type VisibleHeaders } from "./stream-properties.js";
import type { World } from "./world.js";

/** How a stream begins. */
export interface StreamOptions {
  /** Properties beside those that follow from the request, or in their place. */
  readonly properties?: PropertyTree;
  /** How much of a body may be held; beyond that Envoy answers 413, or 500 for a response. Default 1 MiB. */
  readonly bufferLimitBytes?: number;
}

/** Whether a part of a message is the last one; default true. */
export interface PartOptions {
  readonly endOfStream?: boolean;
}

/** Where a stream stands: it goes on, a plugin holds the request or the response, or it is over. */
export type StreamState = "going" | "request-paused" | "response-paused" | "ended";

/** What a plugin answered by itself. */
export interface SentReply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The response code details. */
  readonly details: string;
  readonly grpcStatus: number | undefined;
  /** The plugin's name. */
  readonly plugin: string;
}

interface Link {
  readonly name: string;
  readonly context: HttpContext;
}

const defaultLimitBytes = 1024 * 1024;

/** An HTTP exchange. Its verbs are what client and upstream do; each answers where the stream stands afterwards. */
export class HttpStream {
  /** Counts the streams of a host, from 1. */
  readonly number: number;
  /** What the upstream has got; its `headers` are undefined until the request passes the last plugin. */
  readonly upstream: Sent = new Sent();
  /** What the client has got. */
  readonly client: Sent = new Sent();
  /** Envoy's response code details, as far as plugins cause them. */
  details: string | undefined;
  /** The plugin's own answer, if there was one. */
  localReply: SentReply | undefined;
  /** Why the stream was reset; undefined if it was not. */
  resetReason: string | undefined;
  readonly #world: World;
  readonly #options: StreamOptions;
  readonly #links: readonly Link[];
  readonly #passes: Readonly<Record<"request" | "response", HttpPass>>;
  readonly #state = new Map<string, string>();
  /** A reply of a plugin's own that waits for the request's filters to return. */
  #prepared: Message | undefined;
  #over = false;

  constructor(
    world: World,
    parts: { readonly number: number; readonly slots: readonly PluginSlot[]; readonly options: StreamOptions },
  ) {
    this.#world = world;
    this.number = parts.number;
    this.#options = parts.options;
    this.#links = parts.slots.flatMap((slot) => {
      const plugin = slot.forNewStream();
      if (plugin === undefined) return [];
      const context = new HttpContext(this, { plugin, headersMayWait: slot.headersMayWait });
      return [{ name: plugin.pluginName, context }];
    });
    const contexts = this.#links.map(({ context }) => context);
    this.#passes = {
      request: new HttpPass(
        contexts.map(({ request }) => request),
        this.upstream.end,
      ),
      response: new HttpPass(contexts.map(({ response }) => response).reverse(), this.client.end),
    };
  }

  /** Where the stream stands. */
  get state(): StreamState {
    if (this.#over) return "ended";
    if (this.#passes.request.heldAt !== undefined) return "request-paused";
    return this.#passes.response.heldAt === undefined ? "going" : "response-paused";
  }

  /** The name of the plugin that holds the request or the response; undefined if none does. */
  get pausedBy(): string | undefined {
    const { request, response } = this.#passes;
    if (this.#over) return undefined;
    if (request.heldAt !== undefined) return this.#links[request.heldAt]?.name;
    return response.heldAt === undefined ? undefined : this.#links.toReversed()[response.heldAt]?.name;
  }

  /** The calls that plugins made for this stream. */
  get calls(): readonly Callout[] {
    return this.#world.callouts.entries.filter(({ stream }) => stream === this.number);
  }

  /** The request's headers as they are now, whether or not they have reached the upstream. */
  get currentRequestHeaders(): Headers | undefined {
    return this.#passes.request.headersMap;
  }

  /**
   * The client sends headers. `:method`, `:scheme`, `:authority` and `:path` may be left out: GET, http, example.test, /.
   * The request ends with them unless told otherwise.
   */
  requestHeaders(headers: HeadersInit = {}, { endOfStream = true }: PartOptions = {}): StreamState {
    if (this.#passes.request.headersMap !== undefined) throw new Error("the request has headers already");
    const map = new HeaderMap("request", headers);
    for (const [name, value] of requestDefaults) if (!map.has(name)) map.add(name, value);
    this.#passes.request.start(map, endOfStream);
    return this.#settled();
  }

  /** The client sends a part of the body. The request ends with it unless told otherwise. */
  requestBody(body: Octets, { endOfStream = true }: PartOptions = {}): StreamState {
    this.#open("request", "body");
    if (!this.#over) this.#passes.request.data(Buffer.from(byteString(body), "latin1"), endOfStream);
    return this.#settled();
  }

  /** The client ends the request with trailers. */
  requestTrailers(trailers: HeadersInit): StreamState {
    this.#open("request", "trailers");
    if (!this.#over) this.#passes.request.trailers(new HeaderMap("request-trailers", trailers));
    return this.#settled();
  }

  /**
   * The upstream answers. `:status` may be left out: 200. The response ends with its headers unless told otherwise.
   * @throws Error if the request has not reached the upstream
   */
  responseHeaders(headers: HeadersInit = {}, { endOfStream = true }: PartOptions = {}): StreamState {
    if (!this.#over && this.upstream.headers === undefined) throw new Error(this.#unreached());
    if (this.#over) return "ended";
    if (this.#passes.response.headersMap !== undefined) throw new Error("the response has headers already");
    const map = new HeaderMap("response", headers);
    if (!map.has(":status")) map.add(":status", "200");
    this.#passes.response.start(map, endOfStream);
    return this.#settled();
  }

  /** The upstream sends a part of the body. The response ends with it unless told otherwise. */
  responseBody(body: Octets, { endOfStream = true }: PartOptions = {}): StreamState {
    this.#open("response", "body");
    if (!this.#over) this.#passes.response.data(Buffer.from(byteString(body), "latin1"), endOfStream);
    return this.#settled();
  }

  /** The upstream ends the response with trailers. */
  responseTrailers(trailers: HeadersInit): StreamState {
    this.#open("response", "trailers");
    if (!this.#over) this.#passes.response.trailers(new HeaderMap("response-trailers", trailers));
    return this.#settled();
  }

  /** Answers an HTTP call that a plugin made. */
  respondTo(call: Callout | undefined, answer: HttpAnswer = {}): StreamState {
    if (call === undefined) throw new Error("there is no such call: the plugin has not made it");
    if (call.kind !== "http") throw new Error(`the call to ${call.cluster} is a gRPC call: use its own verbs`);
    call.respond(answer);
    return this.state;
  }

  /** The client goes away, or the upstream's connection breaks. */
  disconnect(): StreamState {
    this.reset("disconnected");
    return "ended";
  }

  /** @internal */
  pass(way: "request" | "response"): HttpPass {
    return this.#passes[way];
  }

  /** Buffers for a filter; false if it is too much and the stream was answered instead. @internal */
  buffer(way: "request" | "response", chunk: ByteQueue): boolean {
    const pass = this.#passes[way];
    pass.buffer(chunk);
    return !this.#overflowed(way);
  }

  /** @internal */
  resume(way: "request" | "response", context: HttpContext): void {
    const at = this.#links.findIndex((link) => link.context === context);
    if (this.#over || at < 0) return;
    this.#passes[way].resume(way === "request" ? at : this.#links.length - 1 - at);
    this.#settled();
  }

  /** Answers in the upstream's place. @internal */
  replyLocally(reply: LocalReply, plugin: string): void {
    if (this.#over) return;
    this.details = textOf(reply.details);
    // Of several replies the first one counts, though the details are the last one's.
    if (this.localReply !== undefined && reply.details !== brokenDetails) return;
    const { request, response } = this.#passes;
    request.aborted = true;
    const message = localReplyMessage(reply, request.headersMap);
    if (this.client.headers !== undefined) {
      this.reset("a local reply came after the response had begun");
      return;
    }
    this.localReply = {
      status: reply.status,
      body: textOf(reply.body),
      headers: message.headers.toJSON(),
      details: this.details,
      grpcStatus: reply.grpcStatus,
      plugin,
    };
    if (response.headersMap === undefined) this.#prepared = message;
    else {
      // The response has begun its way through the filters: the reply goes past them.
      response.aborted = true;
      response.headersMap = message.headers;
      this.client.replace(message);
    }
    this.#settled();
  }

  /** @internal */
  reset(reason: string): void {
    if (this.#over) return;
    this.resetReason = reason;
    this.#finish();
  }

  /** A property by its path. @internal */
  property(path: readonly string[], visible: VisibleHeaders): string | number | undefined {
    const { properties } = this.#options;
    const given = properties === undefined ? undefined : propertyAt(properties, path);
    if (given !== undefined) return given;
    const [first = "", second, ...more] = path;
    if (first === "filter_state") {
      const held = second?.startsWith("wasm.") ? this.#state.get(second.slice("wasm.".length)) : undefined;
      return more.length === 0 ? held : undefined;
    }
    const known = propertyAt(httpProperties(this.#facts(visible)), path);
    return known ?? (second === undefined ? this.#state.get(first) : undefined);
  }

  /** Stores what a plugin sets as a property. @internal */
  setState(path: string, value: string): boolean {
    this.#state.set(path, value);
    return true;
  }

  #facts(visible: VisibleHeaders): StreamFacts {
    return {
      ...visible,
      requestBytes: this.upstream.body.length,
      code: this.#passes.response.headersMap?.raw(":status"),
      responseBytes: this.client.body.length,
      details: this.details,
      clock: this.#world.clock,
    };
  }

  #open(way: "request" | "response", part: string): void {
    const pass = this.#passes[way];
    if (this.#over) return;
    if (pass.headersMap === undefined) throw new Error(`the ${way} has no headers yet: send them before its ${part}`);
    if (pass.complete) {
      throw new Error(`the ${way} has ended: send what comes before its ${part} with { endOfStream: false }`);
    }
  }

  #unreached(): string {
    const held = this.pausedBy;
    if (held === undefined) return "the request has not been sent: begin with requestHeaders()";
    return `the request has not reached the upstream: ${held} holds it`;
  }

  /** Sends a reply on its way once no filter is in the middle of something: those that saw the request see it. */
  #sendPrepared(): void {
    const message = this.#prepared;
    if (message === undefined || this.#passes.request.running) return;
    this.#prepared = undefined;
    const bodyless = message.body.length === 0;
    this.#passes.response.start(message.headers, bodyless);
    if (!bodyless) this.#passes.response.data(message.body, true);
  }

  #settled(): StreamState {
    if (!this.#over) this.#sendPrepared();
    if (!this.#over) {
      this.#overflowed("request");
      this.#overflowed("response");
      if (this.client.ended) this.#finish();
    }
    return this.state;
  }

  #overflowed(way: "request" | "response"): boolean {
    const pass = this.#passes[way];
    const limit = this.#options.bufferLimitBytes ?? defaultLimitBytes;
    if (this.#over || pass.streaming || (pass.buffered?.length ?? 0) <= limit) return this.#over;
    this.replyLocally(way === "request" ? requestTooLarge : responseTooLarge, "");
    return true;
  }

  #finish(): void {
    this.#over = true;
    this.#passes.request.aborted = true;
    this.#passes.response.aborted = true;
    for (const { context } of this.#links) context.log();
    for (const { context } of this.#links) context.destroy();
  }
}

const requestDefaults: readonly (readonly [string, string])[] = [
  [":authority", "example.test"],
  [":path", "/"],
  [":method", "GET"],
  [":scheme", "http"],
];

const requestTooLarge: LocalReply = {
  status: 413,
  body: "Payload Too Large",
  headers: [],
  details: "request_payload_too_large",
  grpcStatus: undefined,
};

const responseTooLarge: LocalReply = {
  status: 500,
  body: "Internal Server Error",
  headers: [],
  details: "response_payload_too_large",
  grpcStatus: undefined,
};
