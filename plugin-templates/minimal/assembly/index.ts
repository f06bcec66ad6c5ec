// What a proxy may call. Each entry point costs a call into the VM for every request: take what you use.
export * from "@waymark/proxy-wasm/http-response-headers";
import { Action, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";

/** The plugin: one in every worker thread. */
class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext {
    return new Filter();
  }
}

/** One request and its response. */
class Filter extends HttpContext {
  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpResponseHeader("x-filter", "{{name}}");
    return Action.Continue;
  }
}

setRootContext((contextId) => new Root());
