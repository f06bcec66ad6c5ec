// What a proxy may call: the headers of requests and of responses, and nothing for bodies.
export * from "@waymark/proxy-wasm/http-headers";
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
  constructor(private readonly config: Config) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const required = this.config.required;
    if (required.length > 0 && this.getHttpRequestHeaderBytes(required) === null) {
      this.sendHttpResponse(400, Headers.of("content-type", "text/plain"), "the header " + required + " is missing\n");
      return Action.Pause;
    }
    const headers = this.config.headers;
    for (let i = 0; i < headers.length; i++) this.setHttpRequestHeader(headers[i].name, headers[i].value);
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    if (this.config.tells) this.setHttpResponseHeader("x-filter", "{{name}}");
    return Action.Continue;
  }
}

setRootContext((contextId) => new Root());
