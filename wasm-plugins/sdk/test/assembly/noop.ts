export * from "@waymark/proxy-wasm/http-headers";
import { HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";

class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext {
    return new Filter();
  }
}

class Filter extends HttpContext {}

setRootContext((contextId) => new Root());
