export * from "@waymark/proxy-wasm/http-headers";
import { Action, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";

class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext {
    return new Filter();
  }
}

class Filter extends HttpContext {
  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpRequestHeader("x-added", "by-wasm");
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpResponseHeader("x-added", "by-wasm");
    return Action.Continue;
  }
}

setRootContext((contextId) => new Root());
