// Masks fields and patterns in responses. README.md says what it is for.
export * from "@waymark/proxy-wasm/http-headers";
export * from "@waymark/proxy-wasm/http-response-body";
export * from "@waymark/proxy-wasm/http-trailers";
import {
  Action,
  Bytes,
  Counter,
  Headers,
  HttpContext,
  logWarn,
  RootContext,
  setRootContext,
} from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { BodyKind, bodyKind, isPlain } from "./body-kind";
import { Config, MaskedHeader } from "./config";
import { JsonMasker } from "./json-masker";
import { Masker } from "./masker";
import { TextMasker } from "./text-masker";

const none = Bytes.alloc(0);
/** What says something about the bytes of the body. */
const aboutBytes = ["content-length", "content-digest", "repr-digest", "digest", "content-md5", "accept-ranges"];

class Root extends RootContext {
  private config: Config = new Config();
  private refused: Counter | null = null;

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = Config.from(fields);
    if (!fields.accepted()) return false;
    this.config = config;
    this.refused = Counter.define("mask_refused");
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Filter(this.config, this.refused as Counter);
  }
}

class Filter extends HttpContext {
  private masker: Masker | null = null;
  private refusedBody: bool = false;

  constructor(
    private readonly config: Config,
    private readonly refused: Counter,
  ) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    if (this.config.plainRequests && this.config.looksAtBodies) {
      this.setHttpRequestHeader("accept-encoding", "identity");
      this.removeHttpRequestHeader("range");
      this.removeHttpRequestHeader("if-range");
    }
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    const headers = this.config.headers;
    for (let i = 0; i < headers.length; i++) this.maskHeader(headers[i]);
    if (!this.config.looksAtBodies) return Action.Continue;
    const kind = bodyKind(this.getHttpResponseHeaderBytes("content-type"));
    if (endOfStream) {
      if (kind != BodyKind.Other) this.removeHttpResponseHeader("content-length");
      return Action.Continue;
    }
    if (kind == BodyKind.Other) return this.config.passesOthers ? Action.Continue : this.refuseAll("type");
    if (kind == BodyKind.Text && this.config.patterns.length == 0) return Action.Continue;
    const readable =
      kind != BodyKind.Unreadable &&
      isPlain(this.getHttpResponseHeaderBytes("content-encoding")) &&
      this.getHttpResponseHeader(":status") != "206";
    if (!readable) return this.config.passesUnreadable ? Action.Continue : this.refuseAll("unreadable");
    this.masker = kind == BodyKind.Json ? new JsonMasker(this.config) : new TextMasker(this.config);
    for (let i = 0; i < aboutBytes.length; i++) this.removeHttpResponseHeader(aboutBytes[i]);
    return Action.Continue;
  }

  onHttpResponseBody(bodySize: i32, endOfStream: bool): Action {
    if (this.refusedBody) return Action.Pause;
    const masker = this.masker;
    if (masker === null) return Action.Continue;
    const piece = this.getHttpResponseBody(0, bodySize);
    const kept = this.config.passesUnreadable ? masker.kept : none;
    let out = masker.push(piece);
    if (endOfStream && masker.problem.length == 0) out = out.concat(masker.finish());
    if (masker.problem.length > 0) return this.giveUp(masker, bodySize, kept.concat(piece));
    if (bodySize > 0 || out.length > 0) this.setHttpResponseBody(0, bodySize, out);
    return Action.Continue;
  }

  onHttpResponseTrailers(numTrailers: i32): Action {
    const headers = this.config.headers;
    for (let i = 0; i < headers.length; i++) this.maskTrailer(headers[i]);
    const masker = this.masker;
    if (masker === null || this.refusedBody) return Action.Continue;
    const kept = !masker.kept.isEmpty;
    masker.finish();
    // The body cannot be changed any more, and a part of it is missing.
    if (kept || masker.problem.length > 0) return this.cutOff(kept ? "the end of the body is kept when trailers come" : masker.problem);
    return Action.Continue;
  }

  /** `unmasked`: this piece and what was kept before it. */
  private giveUp(masker: Masker, bodySize: i32, unmasked: Bytes): Action {
    if (!this.config.passesUnreadable) {
      this.setHttpResponseBody(0, bodySize, none);
      return this.cutOff(masker.problem);
    }
    logWarn("response passed unmasked from here on: " + masker.problem);
    this.masker = null;
    if (unmasked.length > bodySize) this.setHttpResponseBody(0, bodySize, unmasked);
    return Action.Continue;
  }

  /** The headers are gone already: all that is left is to end the response so that nobody takes it for complete. */
  private cutOff(problem: string): Action {
    this.refusedBody = true;
    this.masker = null;
    this.refused.increment();
    logWarn("response cut off: " + problem);
    this.resetHttpResponse();
    return Action.Pause;
  }

  private refuseAll(reason: string): Action {
    this.refused.increment();
    this.refusedBody = true;
    logWarn("response refused: " + reason);
    const headers = Headers.of("content-type", "application/json");
    this.sendHttpResponse(502, headers, '{"error":"response_not_maskable","reason":"' + reason + '"}\n', "mask_" + reason);
    return Action.Pause;
  }

  private maskHeader(header: MaskedHeader): void {
    const values = this.getHttpResponseHeaders().getAllBytes(header.nameBytes);
    if (values.length == 0) return;
    this.removeHttpResponseHeader(header.name);
    for (let i = 0; i < values.length; i++) this.addHttpResponseHeaderBytes(header.name, maskedValue(header, values[i]));
  }

  private maskTrailer(header: MaskedHeader): void {
    const value = this.getHttpResponseTrailerBytes(header.name);
    if (value !== null) this.setHttpResponseTrailerBytes(header.name, maskedValue(header, value));
  }
}

function maskedValue(header: MaskedHeader, value: Bytes): Bytes {
  const pattern = header.pattern;
  return pattern === null ? header.replacement : pattern.masked(value);
}

setRootContext((contextId) => new Root());
