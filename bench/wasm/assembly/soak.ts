// For the soak: every stream leaves behind what streams leave behind. Headers both ways as text and as bytes, a body that is
// held, shared data, a local reply now and then, and calls, of which some are never answered while their stream lives.

export * from "@waymark/proxy-wasm/http-calls";
export * from "@waymark/proxy-wasm/http-headers";
export * from "@waymark/proxy-wasm/http-request-body";

import {
  Action,
  Bytes,
  dispatchHttpCall,
  Gauge,
  Headers,
  HttpContext,
  RootContext,
  SharedDataUpdate,
  setRootContext,
  updateSharedData,
} from "@waymark/proxy-wasm";

class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext {
    return new Filter();
  }

  onConfigure(size: i32): bool {
    this.setTickPeriod(1000);
    return true;
  }
}

class Next extends SharedDataUpdate {
  next(current: Bytes | null): Bytes | null {
    return Bytes.of(current === null ? "1" : (U32.parseInt(current.textLossy()) + 1).toString());
  }
}

class Filter extends HttpContext {
  private path: string = "";
  private notes: string[] = [];

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const path = this.getHttpRequestHeader(":path");
    if (path !== null) this.path = path;
    const all = this.getHttpRequestHeaders();
    for (let i = 0; i < all.size; i++) {
      const name = all.name(i);
      if (name !== null) this.notes.push(name + "=" + all.valueBytes(i).textLossy());
    }
    this.setHttpRequestHeader("x-seen", this.notes.join(";"));
    if (this.path == "/refused") {
      this.sendHttpResponse(403, Headers.of("x-why", this.path), "no\n");
      return Action.Pause;
    }
    if (this.path == "/shared") updateSharedData("count", new Next());
    if (this.path != "/answered" && this.path != "/forsaken") return Action.Continue;
    const headers = Headers.of(":method", "GET").add(":path", this.path).add(":authority", "callee");
    dispatchHttpCall(this, "callee", headers, Bytes.of("body"), 1000);
    return Action.Pause;
  }

  onHttpCallResponse(token: u32, numHeaders: i32, bodySize: i32, numTrailers: i32): void {
    this.setHttpRequestHeaderBytes("x-answer", this.getHttpCallResponseBody());
    this.resumeHttpRequest();
  }

  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    if (!endOfStream) return Action.Pause;
    this.setHttpRequestBody(0, 0, Bytes.of(this.path).concat(this.getHttpRequestBody().slice(0, 64)));
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    this.setHttpResponseHeader("x-notes", this.notes.length.toString());
    return Action.Continue;
  }
}

// In the place of the SDK's own callback (entry point `background`): no callback of the SDK is running, so it can collect.
export function proxy_on_tick(id: u32): void {
  const count = waymark_live_objects();
  Gauge.define("soak_live_objects").set(count);
}

setRootContext((contextId) => new Root());
