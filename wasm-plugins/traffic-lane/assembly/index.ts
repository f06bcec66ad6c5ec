// Tags requests with a lane, for routes that match the tag. README.md says what it is for.
export * from "@waymark/proxy-wasm/http-headers";
import { Action, Bytes, clearRouteCache, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Config } from "./config";
import { RequestFacts } from "./request";

class Root extends RootContext {
  private config: Config = new Config();

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = Config.from(fields);
    if (!fields.accepted()) return false;
    this.config = config;
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new LaneFilter(this.config);
  }
}

class LaneFilter extends HttpContext {
  private lane: Bytes | null = null;
  private hasCookie: bool = false;

  constructor(private readonly config: Config) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const config = this.config;
    const request = new RequestFacts(this.getHttpRequestHeaders());
    const brought = request.headers(config.headerName);
    // Two tags are no tag: whoever reads them next might take the other one.
    const kept = config.keepsExisting && brought.length == 1 && config.knows(brought[0]);
    const lane = kept ? brought[0] : config.laneFor(request);
    this.lane = lane;
    if (!kept) this.tag(lane, brought);
    const cookie = config.cookie;
    if (cookie !== null && lane !== null) {
      const cookies = request.cookies(cookie.name);
      this.hasCookie = cookies.length > 0 && cookies[0].equals(lane);
    }
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    const lane = this.lane;
    if (lane === null) return Action.Continue;
    const config = this.config;
    if (config.responseHeader.length > 0) this.setHttpResponseHeaderBytes(config.responseHeader, lane);
    const cookie = config.cookie;
    if (cookie !== null && !this.hasCookie) this.addHttpResponseHeaderBytes("set-cookie", cookie.settingTo(lane));
    return Action.Continue;
  }

  private tag(lane: Bytes | null, brought: Bytes[]): void {
    const name = this.config.header;
    if (lane === null) {
      if (brought.length == 0) return;
      this.removeHttpRequestHeader(name);
    } else {
      if (brought.length == 1 && brought[0].equals(lane)) return;
      this.setHttpRequestHeaderBytes(name, lane);
    }
    // The route was chosen by the headers that came. Envoy 1.40 chooses again by itself after a plugin of ABI 0.2.1 changed
    // one; with later ABIs it waits to be told.
    clearRouteCache();
  }
}

setRootContext((contextId) => new Root());
