/**
 * A plugin's context of one HTTP stream: a filter on both ways. What the module may see when is Envoy's choice: headers
 * and bodies are there from the callback that brings them until they are passed on, and once more for the log.
 */
import { status } from "../abi.js";
import type { ByteQueue } from "./byte-queue.js";
import { bufferTypes, Context, type GuestBuffer, type LocalReply, mapTypes } from "./context.js";
import { HeaderMap } from "./header-map.js";
import type { DataVerdict, HeadersVerdict, HttpPass, PassFilter } from "./http-pass.js";
import type { Plugin } from "./plugin.js";
import type { PropertySource } from "./properties.js";
import type { VisibleHeaders } from "./stream-properties.js";

/** The parts of a message that a module can see at the moment. */
interface Visible {
  headers: HeaderMap | undefined;
  body: ByteQueue | undefined;
  trailers: HeaderMap | undefined;
  /** The module asked to buffer the body: it sees all that was buffered, not just the last chunk. */
  buffering: boolean;
}

type Way = "request" | "response";

/** What a filter needs of its stream. */
export interface FilteredStream {
  readonly number: number;
  /** Response code details. */
  details: string | undefined;
  pass(way: Way): HttpPass;
  /** Buffers for a filter; false if it is too much and the stream was answered instead. */
  buffer(way: Way, chunk: ByteQueue): boolean;
  resume(way: Way, context: HttpContext): void;
  /** Answers in the upstream's place. */
  replyLocally(reply: LocalReply, plugin: string): void;
  reset(reason: string): void;
  property(path: readonly string[], visible: VisibleHeaders): string | number | undefined;
  setState(path: string, value: string): boolean;
}

const pauseCode = 1;
const highestHeadersCode = 4;
const highestDataCode = 3;

/** A filter of one stream. */
export class HttpContext extends Context {
  readonly stream: FilteredStream;
  readonly plugin: Plugin;
  readonly request: PassFilter = this.#filter("request");
  readonly response: PassFilter = this.#filter("response");
  readonly #visible: Readonly<Record<Way, Visible>> = { request: unseen(), response: unseen() };
  readonly #headersMayWait: boolean;
  #created = false;
  #destroyed = false;
  #failed = false;
  #logging = false;
  #endOfStream = false;

  constructor(stream: FilteredStream, { plugin, headersMayWait }: { plugin: Plugin; headersMayWait: boolean }) {
    super(plugin.vm);
    this.stream = stream;
    this.plugin = plugin;
    this.#headersMayWait = headersMayWait;
  }

  get root(): Plugin {
    return this.plugin;
  }

  override get streamNumber(): number {
    return this.stream.number;
  }

  /** Tells the module that the stream is over, for its log. */
  log(): void {
    this.#create();
    this.#logging = true;
    this.#call("proxy_on_log", []);
    this.#logging = false;
  }

  /** Tells the module to forget the stream. */
  destroy(): void {
    if (!this.#destroyed && this.#created) {
      this.#destroyed = true;
      this.#call("proxy_on_done", []);
      this.#call("proxy_on_delete", []);
    }
    this.vm.contexts.delete(this.id);
  }

  headersToRead(type: number): HeaderMap | "absent" | undefined {
    if (this.#logging) return this.#logged(type);
    const visible = this.#mapOf(type);
    return visible ?? this.plugin.headersToRead(type);
  }

  headersToChange(type: number): HeaderMap | undefined {
    this.#addTrailers(type);
    return this.#mapOf(type);
  }

  buffer(type: number): GuestBuffer | undefined {
    const way =
      type === bufferTypes.requestBody ? "request" : type === bufferTypes.responseBody ? "response" : undefined;
    if (way === undefined) return this.plugin.buffer(type);
    const visible = this.#visible[way];
    const queue = visible.buffering ? this.stream.pass(way).buffered : visible.body;
    return queue === undefined ? { bytes: Buffer.alloc(0) } : { bytes: queue.bytes, queue };
  }

  get properties(): PropertySource {
    const { stream, plugin } = this;
    return {
      property: (path) => {
        const own = path.length === 1 ? plugin.ownProperty(path[0] ?? "") : undefined;
        return own ?? stream.property(path, this.#visibleHeaders());
      },
      setProperty: (path, value) => stream.setState(path, value),
    };
  }

  override resume(type: number): number {
    if (type === streamTypes.downstream) return status.ok;
    if (type === streamTypes.upstream) return status.unimplemented;
    const way = type === streamTypes.request ? "request" : "response";
    this.vm.later(() => this.stream.resume(way, this));
    // Whichever way goes on, Envoy takes the request out of sight.
    Object.assign(this.#visible.request, { headers: undefined, body: undefined, trailers: undefined });
    return status.ok;
  }

  override close(type: number): number {
    if (type <= streamTypes.response) {
      this.stream.details ??= "wasm_close_stream";
      this.vm.later(() => this.stream.reset("the plugin closed the stream"));
    }
    return status.ok;
  }

  override reply(reply: LocalReply): void {
    this.vm.later(() => this.stream.replyLocally(reply, this.plugin.pluginName));
  }

  #filter(way: Way): PassFilter {
    return {
      headers: (map, end) => this.#headers(way, map, end),
      data: (chunk, end) => this.#data(way, chunk, end),
      trailers: (map) => this.#trailers(way, map),
    };
  }

  #headers(way: Way, map: HeaderMap, end: boolean): HeadersVerdict {
    if (way === "request") this.#create();
    if (this.#unheard(way)) return "continue";
    const visible = this.#visible[way];
    visible.headers = map;
    this.#endOfStream = end;
    const args = this.vm.abi === "0.1.0" ? [map.size] : [map.size, end ? 1 : 0];
    const verdict = this.#judged(`proxy_on_${way}_headers`, args, {
      failed: "stop-all",
      of: (code) => this.#headersVerdict(code),
    });
    if (verdict === "continue") visible.headers = undefined;
    return verdict;
  }

  #headersVerdict(code: number): HeadersVerdict {
    if (this.vm.nextStopped || code > highestHeadersCode) return "stop-all";
    // By default a pause holds the body too: the filter that waits for it would wait for ever.
    if (code === pauseCode) return this.#headersMayWait ? "stop" : "stop-all";
    return code > 2 ? "stop-all" : "continue";
  }

  #data(way: Way, chunk: ByteQueue, end: boolean): DataVerdict {
    if (!this.#created || this.#unheard(way)) return "continue";
    const visible = this.#visible[way];
    const pass = this.stream.pass(way);
    if (visible.buffering && !this.stream.buffer(way, chunk)) return "stop-and-buffer";
    visible.body = chunk;
    this.#endOfStream = end;
    const size = (visible.buffering ? pass.buffered : chunk)?.length ?? 0;
    let code = 0;
    const verdict = this.#judged<DataVerdict>(`proxy_on_${way}_body`, [size, end ? 1 : 0], {
      failed: "stop-without-buffer",
      of: (result) => {
        code = result;
        if (this.vm.nextStopped || result >= highestDataCode) return "stop-without-buffer";
        return result === 0 ? "continue" : "stop-and-buffer";
      },
    });
    visible.buffering = verdict === "stop-and-buffer" && code === pauseCode;
    if (verdict === "continue") visible.body = undefined;
    return verdict;
  }

  #trailers(way: Way, map: HeaderMap): "continue" | "stop" {
    if (!this.#created || this.#unheard(way)) return "continue";
    const visible = this.#visible[way];
    visible.trailers = map;
    const verdict = this.#judged<"continue" | "stop">(`proxy_on_${way}_trailers`, [map.size], {
      failed: "stop",
      of: (code) => (this.vm.nextStopped || code > 0 ? "stop" : "continue"),
    });
    if (verdict === "continue") visible.trailers = undefined;
    return verdict;
  }

  /** On the way back, a filter that never saw the request, or failed, is passed by. */
  #unheard(way: Way): boolean {
    return way === "response" && (!this.#created || this.#failed);
  }

  /** Calls the module and judges what it returned; a machine that is broken, or breaks now, fails the stream. */
  #judged<Verdict extends string>(
    callback: string,
    args: readonly number[],
    verdicts: { readonly failed: Verdict; readonly of: (code: number) => Verdict },
  ): Verdict | "continue" {
    if (this.vm.failure !== undefined) return this.#fail(verdicts.failed);
    if (!this.vm.has(callback)) return "continue";
    const code = this.vm.call(this, callback, args);
    if (code === undefined) {
      const verdict = this.#fail(verdicts.failed);
      this.vm.settle();
      return verdict;
    }
    const verdict = verdicts.of(code);
    this.vm.settle();
    return verdict;
  }

  #fail<Verdict>(verdict: Verdict): Verdict {
    if (!this.#failed) {
      this.#failed = true;
      this.stream.replyLocally(failedReply, this.plugin.pluginName);
    }
    return verdict;
  }

  #create(): void {
    if (this.#created) return;
    this.#created = true;
    this.#call("proxy_on_context_create", [this.plugin.id]);
  }

  #call(callback: string, args: readonly number[]): void {
    this.vm.call(this, callback, args);
    this.vm.settle();
  }

  #mapOf(type: number): HeaderMap | undefined {
    if (type === mapTypes.requestHeaders) return this.#visible.request.headers;
    if (type === mapTypes.requestTrailers) return this.#visible.request.trailers;
    if (type === mapTypes.responseHeaders) return this.#visible.response.headers;
    return type === mapTypes.responseTrailers ? this.#visible.response.trailers : undefined;
  }

  #logged(type: number): HeaderMap | "absent" {
    if (type === mapTypes.requestHeaders) return this.stream.pass("request").headersMap ?? "absent";
    if (type === mapTypes.responseHeaders) return this.stream.pass("response").headersMap ?? "absent";
    if (type === mapTypes.responseTrailers) return this.stream.pass("response").trailersMap ?? "absent";
    return "absent";
  }

  #visibleHeaders(): VisibleHeaders {
    const { request, response } = this.#visible;
    const [sent, answered] = [this.stream.pass("request"), this.stream.pass("response")];
    return {
      request: this.#logging ? sent.headersMap : request.headers,
      response: this.#logging ? answered.headersMap : response.headers,
      responseTrailers: this.#logging ? answered.trailersMap : response.trailers,
    };
  }

  /** Trailers may be made up while the last part of a body is there. */
  #addTrailers(type: number): void {
    if (type !== mapTypes.requestTrailers && type !== mapTypes.responseTrailers) return;
    const way = type === mapTypes.requestTrailers ? "request" : "response";
    const visible = this.#visible[way];
    if (visible.trailers !== undefined || visible.body === undefined || !this.#endOfStream) return;
    const pass = this.stream.pass(way);
    pass.trailersMap ??= new HeaderMap(`${way}-trailers`);
    visible.trailers = pass.trailersMap;
  }
}

const streamTypes = { request: 0, response: 1, downstream: 2, upstream: 3 } as const;

/** The response code details of a stream whose filter is broken. */
export const brokenDetails = "wasm_fail_stream";

/** What Envoy answers for a filter whose virtual machine is broken. */
const failedReply: LocalReply = {
  status: 503,
  body: "",
  headers: [],
  details: brokenDetails,
  grpcStatus: 14,
};

function unseen(): Visible {
  return { headers: undefined, body: undefined, trailers: undefined, buffering: false };
}
