// Closes a service, or a part of it, while people work on it: 503 with Retry-After. maintenance.yaml says what is closed.
export * from "@waymark/proxy-wasm/http-request-headers";
import { Action, Bytes, Headers, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { pathOf } from "@waymark/proxy-wasm/uri";

/** What the plugin is told; maintenance.schema.json says the same to people and to `waymark validate`. */
@final
class Config {
  /** Beginnings of paths. */
  readonly closed: Bytes[];
  readonly retryAfterSeconds: i64;

  constructor(fields: Fields) {
    const closed = fields.texts("closed");
    this.closed = [];
    for (let i = 0; i < closed.length; i++) {
      if (!closed[i].startsWith("/")) fields.refuse("closed[" + i.toString() + "]", "a path that begins with /");
      this.closed.push(Bytes.of(closed[i]));
    }
    this.retryAfterSeconds = fields.integer("retryAfterSeconds", 60, 1, 86_400);
  }

  closes(path: Bytes): bool {
    for (let i = 0; i < this.closed.length; i++) if (path.startsWith(this.closed[i])) return true;
    return false;
  }
}

class Root extends RootContext {
  private config: Config = new Config(Fields.of(Bytes.alloc(0)));

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = new Config(fields);
    if (!fields.accepted()) return false;
    this.config = config;
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Maintenance(this.config);
  }
}

class Maintenance extends HttpContext {
  constructor(private readonly config: Config) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const target = this.getHttpRequestHeaderBytes(":path");
    if (target === null || !this.config.closes(pathOf(target))) return Action.Continue;
    const headers = Headers.of("retry-after", this.config.retryAfterSeconds.toString());
    this.sendHttpResponse(503, headers, "closed for maintenance\n");
    return Action.Pause;
  }
}

setRootContext((contextId) => new Root());
