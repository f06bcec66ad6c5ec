// What a proxy may call: for requests only. Trailers may follow a body, and then end it.
export * from "@waymark/proxy-wasm/http-request-headers";
export * from "@waymark/proxy-wasm/http-request-body";
export * from "@waymark/proxy-wasm/http-trailers";
import { Action, Bytes, Headers, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Config } from "./config";

/** The plugin: one in every worker thread. */
class Root extends RootContext {
  private config: Config = new Config(Fields.of(Bytes.alloc(0)));

  /** `false` refuses the configuration; the log then says what is wrong with each field. */
  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = new Config(fields);
    if (!fields.accepted()) return false;
    this.config = config;
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Filter(this.config);
  }
}

/** One request and its response. */
class Filter extends HttpContext {
  private hasBody: bool = false;
  private isRefused: bool = false;

  constructor(private readonly config: Config) {
    super();
  }

  /** Headers go on: held ones would keep the body from coming. */
  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.hasBody = !endOfStream;
    return Action.Continue;
  }

  /** `bodySize` counts everything that is held here. */
  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    if (this.isRefused) return Action.Pause;
    if (bodySize > this.config.mostBytes) return this.refuse(413, "the body is too large");
    return endOfStream ? this.judge() : Action.Pause;
  }

  onHttpRequestTrailers(numTrailers: i32): Action {
    if (this.isRefused) return Action.Pause;
    return this.hasBody ? this.judge() : Action.Continue;
  }

  /** The body is complete. */
  private judge(): Action {
    const refusal = this.config.refusalOf(this.getHttpRequestBody());
    return refusal.length == 0 ? Action.Continue : this.refuse(400, refusal);
  }

  private refuse(status: u32, because: string): Action {
    this.isRefused = true;
    this.sendHttpResponse(status, Headers.of("content-type", "text/plain"), because + "\n");
    return Action.Pause;
  }
}

setRootContext((contextId) => new Root());
