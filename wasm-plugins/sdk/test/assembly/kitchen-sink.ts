// Uses everything an HTTP filter can use. The request header `x-do` says what.
export * from "@waymark/proxy-wasm/http";
export * from "@waymark/proxy-wasm/grpc-calls";
import {
  Action,
  Bytes,
  callForeignFunction,
  clearRouteCache,
  Counter,
  dispatchGrpcCall,
  dispatchHttpCall,
  Gauge,
  getCurrentTimeMs,
  getGrpcStatus,
  getProperty,
  getPropertyBool,
  getPropertyText,
  getSharedData,
  grpcCluster,
  Headers,
  Histogram,
  HttpContext,
  isLogged,
  lastStatus,
  log,
  logInfo,
  LogLevel,
  logWarn,
  pluginName,
  pluginRootId,
  randomU64,
  requestMethod,
  requestPath,
  requestTime,
  responseCode,
  RootContext,
  setPropertyText,
  setRootContext,
  setSharedData,
  SharedDataUpdate,
  SharedQueue,
  Status,
  updateSharedData,
} from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";

class Config {
  cluster: string = "";
  tickMs: i64 = 0;
  trapOnConfigure: bool = false;

  static from(fields: Fields): Config {
    const config = new Config();
    config.cluster = fields.text("cluster", "");
    config.tickMs = fields.integer("tickMs", 0, 0, 60_000);
    config.trapOnConfigure = fields.bool("trapOnConfigure", false);
    return config;
  }
}

class Root extends RootContext {
  config: Config = new Config();
  ticks: i32 = 0;
  queue: SharedQueue | null = null;
  queued: string = "";
  private counters: Counter | null = null;

  onVmStart(size: i32): bool {
    logInfo("vm started");
    return true;
  }

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = Config.from(fields);
    if (!fields.accepted()) return false;
    if (config.trapOnConfigure) throw new Error("trapped as configured");
    this.config = config;
    this.counters = Counter.define("sdk_requests");
    if (config.tickMs > 0) this.setTickPeriod(<u32>config.tickMs);
    this.queue = SharedQueue.register("sdk-queue");
    return true;
  }

  onTick(): void {
    this.ticks += 1;
    const queue = this.queue;
    if (queue !== null && this.ticks == 1) queue.enqueue(Bytes.of("from tick"));
  }

  onQueueReady(id: u32): void {
    const queue = this.queue;
    if (queue === null) return;
    const entry = queue.dequeue();
    if (entry !== null) this.queued = entry.textLossy();
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Filter(this);
  }

  get requests(): Counter {
    return this.counters as Counter;
  }
}

class AddOne extends SharedDataUpdate {
  next(current: Bytes | null): Bytes | null {
    const count = current === null ? 0 : I32.parseInt(current.textLossy());
    return Bytes.of((count + 1).toString());
  }
}

class Filter extends HttpContext {
  private what: string = "";
  private path: string = "";
  private calls: i32 = 0;
  private notes: string = "";

  constructor(private readonly root: Root) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.root.requests.increment();
    const path = this.getHttpRequestHeader(":path");
    if (path !== null) this.path = path;
    const what = this.getHttpRequestHeader("x-do");
    if (what === null) return Action.Continue;
    this.what = what;
    if (what == "headers") return this.headers();
    if (what == "local") {
      const headers = Headers.of("x-why", "because").add("x-why", "twice");
      this.sendHttpResponse(403, headers, "nö\n", "sdk_local");
      return Action.Pause;
    }
    if (what == "grpc-local") {
      this.sendGrpcResponse(7, "not you");
      return Action.Pause;
    }
    if (what == "call" || what == "call-two" || what == "call-deny") return this.call();
    if (what == "call-nowhere") {
      const token = dispatchHttpCall(this, "nowhere", this.callHeaders("/"), null, 1000);
      return this.answer("token " + token.toString() + " status " + (<i32>lastStatus()).toString());
    }
    if (what == "grpc-call") {
      const token = dispatchGrpcCall(this, grpcCluster(this.root.config.cluster), "a.B", "C", null, Bytes.of("m"), 1000);
      return token == 0 ? this.answer("refused") : Action.Pause;
    }
    if (what == "shared") return this.shared();
    if (what == "metrics") return this.metrics();
    if (what == "properties") return this.properties();
    if (what == "background") {
      return this.answer("ticked " + (this.root.ticks > 0).toString() + " queued " + this.root.queued);
    }
    if (what == "trap") throw new Error("trapped on purpose");
    if (what == "out-of-range") {
      const list: i32[] = [];
      return list[this.path.length];
    }
    if (what == "request-body" || what == "request-body-size") {
      this.removeHttpRequestHeader("content-length");
      return Action.Continue;
    }
    if (what == "exact-bytes") {
      const value = this.getHttpRequestHeaderBytes("x-raw") as Bytes;
      const text = value.text();
      this.setHttpRequestHeaderBytes("x-copied", value);
      this.setHttpRequestHeader("x-is-text", text === null ? "no" : "yes");
    }
    if (what == "reset") this.resetHttpRequest();
    return Action.Continue;
  }

  private answer(text: string): Action {
    this.sendHttpResponse(200, null, text);
    return Action.Pause;
  }

  private headers(): Action {
    const all = this.getHttpRequestHeaders();
    let names = "";
    for (let i = 0; i < all.size; i++) {
      const name = all.name(i);
      if (name !== null && name.startsWith("x-in-")) names += name + "=" + (all.value(i) as string) + ";";
    }
    const twice = all.getAllBytes(Bytes.of("X-Twice"));
    this.setHttpRequestHeader("x-seen", names + "twice:" + twice.length.toString());
    this.addHttpRequestHeader("x-twice", "wörld");
    this.removeHttpRequestHeader("x-in-secret");
    this.setHttpRequestHeader("x-missing", all.get("x-nope") === null ? "null" : "there");
    this.setHttpRequestHeader("x-empty", this.getHttpRequestHeader("x-in-empty") == "" ? "empty" : "not");
    // Longer than what fits the places for small texts.
    this.setHttpRequestHeader("x-long", "0123456789".repeat(300));
    return Action.Continue;
  }

  private callHeaders(path: string): Headers {
    return Headers.of(":method", "GET").add(":path", path).add(":authority", "callee").add("x-call", "1");
  }

  private call(): Action {
    const path = this.what == "call-deny" ? "/deny" : "/ok";
    const token = dispatchHttpCall(this, this.root.config.cluster, this.callHeaders(path), Bytes.of("body"), 2000);
    if (token == 0) return this.answer("refused " + (<i32>lastStatus()).toString());
    return Action.Pause;
  }

  onHttpCallResponse(token: u32, numHeaders: i32, bodySize: i32, numTrailers: i32): void {
    this.calls += 1;
    const status = this.getHttpCallResponseHeader(":status");
    const body = this.getHttpCallResponseBody().textLossy();
    this.notes += (status === null ? "none" : status) + ":" + body + ";";
    if (status != "200") {
      this.sendHttpResponse(403, null, "denied by callee: " + body);
      return;
    }
    if (this.what == "call-two" && this.calls == 1) {
      dispatchHttpCall(this, this.root.config.cluster, this.callHeaders("/second"), null, 2000);
      return;
    }
    this.setHttpRequestHeader("x-called", this.notes);
    this.resumeHttpRequest();
  }

  onGrpcCallResponse(token: u32, status: u32, responseSize: i32): void {
    const outcome = getGrpcStatus();
    const message = outcome === null ? "" : outcome.message;
    this.sendHttpResponse(200, null, "grpc " + status.toString() + " " + message);
  }

  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    if (this.what == "request-body") {
      if (!endOfStream) return Action.Pause;
      const body = this.getHttpRequestBody();
      this.setHttpRequestBody(0, body.length, Bytes.of("[").concat(body).concat(Bytes.of("]")));
    }
    if (this.what == "request-body-size" && endOfStream) {
      this.setHttpRequestBodyText(0, this.getHttpRequestBodySize(), "piece " + bodySize.toString());
    }
    return Action.Continue;
  }

  onHttpRequestTrailers(numTrailers: i32): Action {
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpResponseHeader("x-path-kept", this.path);
    this.setHttpResponseHeader("x-path-property", requestPath() === null ? "gone" : "there");
    if (this.what == "response-body") this.removeHttpResponseHeader("content-length");
    if (this.what == "response-replace") {
      this.sendHttpResponse(418, null, "was " + responseCode().toString());
      return Action.Pause;
    }
    if (this.what == "trap-response") throw new Error("trapped in the response");
    return Action.Continue;
  }

  onHttpResponseBody(bodySize: i32, endOfStream: bool): Action {
    if (this.what != "response-body") return Action.Continue;
    if (!endOfStream) return Action.Pause;
    const body = this.getHttpResponseBody();
    this.setHttpResponseBodyText(0, body.length, body.length.toString() + " bytes were here");
    return Action.Continue;
  }

  onHttpResponseTrailers(numTrailers: i32): Action {
    return Action.Continue;
  }

  private shared(): Action {
    const key = "sdk-" + this.path;
    const missing = getSharedData(key) === null;
    setSharedData(key, Bytes.of("1"));
    const read = getSharedData(key);
    const stale = read === null ? true : setSharedData(key, Bytes.of("x"), read.cas + 17);
    const mismatch = lastStatus() == Status.CasMismatch;
    const updated = updateSharedData(key, new AddOne());
    const now = getSharedData(key);
    const value = now === null ? "" : now.value.textLossy();
    return this.answer(
      [missing.toString(), stale.toString(), mismatch.toString(), updated.toString(), value].join(" "),
    );
  }

  private metrics(): Action {
    const gauge = Gauge.define("sdk_gauge");
    gauge.set(5);
    gauge.increment(-2);
    const histogram = Histogram.define("sdk_histogram");
    const recorded = histogram.record(7);
    const rose = this.root.requests.value > 0;
    return this.answer([gauge.value.toString(), recorded.toString(), rose.toString()].join(" "));
  }

  private properties(): Action {
    setPropertyText("sdk_own", "mine");
    const own = getPropertyText("filter_state\0wasm.sdk_own");
    const parts = [
      requestPath() as string,
      requestMethod() as string,
      getPropertyBool("connection\0mtls", true).toString(),
      (requestTime() / 1_000_000_000 > 1_600_000_000).toString(),
      getProperty("no\0such") === null ? "null" : "there",
      own === null ? "null" : own,
      (getCurrentTimeMs() > 1_600_000_000_000).toString(),
      (randomU64() != randomU64()).toString(),
      clearRouteCache().toString(),
      callForeignFunction("no_such_function", Bytes.alloc(0)) === null ? "null" : "there",
      pluginName() as string,
      pluginRootId() as string,
    ];
    return this.answer(parts.join(" "));
  }

  onLog(): void {
    if (this.what == "log") logWarn("logged " + responseCode().toString() + " " + requestPathOrNone());
    if (this.what.length > 0 && isLogged(LogLevel.Debug)) log(LogLevel.Debug, "did " + this.what);
  }
}

/** Not of the ABI: for the test of memory, which calls it between streams. */
export function live_objects(): u32 {
  return waymark_live_objects();
}

function requestPathOrNone(): string {
  const path = requestPath();
  return path === null ? "none" : path;
}

setRootContext((contextId) => new Root());
