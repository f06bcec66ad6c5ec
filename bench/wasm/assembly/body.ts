// Holds the response until all of its body is there, and answers 502 if a word stands in it.
export * from "@waymark/proxy-wasm/http-headers";
export * from "@waymark/proxy-wasm/http-response-body";

import { Action, Bytes, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";

const WORD = Bytes.of("confidential");

class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext {
    return new Filter();
  }
}

class Filter extends HttpContext {
  onHttpResponseBody(bodySize: i32, endOfStream: bool): Action {
    if (!endOfStream) return Action.Pause;
    if (this.getHttpResponseBody(0, bodySize).contains(WORD)) this.sendHttpResponse(502, null, null);
    return Action.Continue;
  }
}

setRootContext((contextId) => new Root());
