// Refuses requests that are larger than, or different from, what the service is made for. README.md says how.
export * from "@waymark/proxy-wasm/http-request-headers";
export * from "@waymark/proxy-wasm/http-request-body";
export * from "@waymark/proxy-wasm/http-trailers";
import { Action, Bytes, HeaderMap, Headers, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { pathOf } from "@waymark/proxy-wasm/uri";
import { BodyRule, isTyped } from "./body-rule";
import { Config } from "./config";
import { Refusal } from "./refusal";

const METHOD = Bytes.of(":method");
const PATH = Bytes.of(":path");
const none = Bytes.alloc(0);

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
    return new GuardFilter(this.config);
  }
}

class GuardFilter extends HttpContext {
  /** What the body must be like. */
  private bodyRule: BodyRule | null = null;
  private isTyped: bool = false;
  /** Whether the body waits here until it is complete. */
  private holds: bool = false;
  /** Bytes of the body that were passed on. */
  private passed: i64 = 0;
  private isRefused: bool = false;

  constructor(private readonly config: Config) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const config = this.config;
    const headers = this.getHttpRequestHeaders();
    const target = orNone(headers.getBytes(PATH));
    const path = pathOf(target);
    const refusal = this.refusalOf(headers, target, path, endOfStream);
    if (refusal !== null) return this.refuse(refusal);
    if (endOfStream) return Action.Continue;
    this.holds = this.bodyRule !== null || (config.holdsHeaders && config.limits.limitsBodies);
    return this.holds && config.holdsHeaders ? Action.Pause : Action.Continue;
  }

  onHttpRequestBody(bodySize: i32, endOfStream: bool): Action {
    if (this.isRefused) return Action.Pause;
    // What is held is counted anew each time.
    const size = this.passed + <i64>bodySize;
    const tooLarge = this.config.limits.refusalOfBody(size);
    if (tooLarge !== null) return this.refuse(tooLarge);
    if (!this.holds) {
      this.passed = size;
      return Action.Continue;
    }
    return endOfStream ? this.judge() : Action.Pause;
  }

  /** A body that trailers follow ends with them. */
  onHttpRequestTrailers(numTrailers: i32): Action {
    if (this.isRefused) return Action.Pause;
    return this.holds ? this.judge() : Action.Continue;
  }

  private refusalOf(headers: HeaderMap, target: Bytes, path: Bytes, isEmpty: bool): Refusal | null {
    const config = this.config;
    let refusal = config.limits.refusalOf(headers, target, this.getHttpRequestHeadersSize());
    if (refusal !== null) return refusal;
    const paths = config.paths;
    if (paths !== null) refusal = paths.refusalOf(path);
    if (refusal !== null) return refusal;
    refusal = this.refusalOfNames(headers);
    if (refusal !== null) return refusal;
    const rule = config.bodyRuleFor(orNone(headers.getBytes(METHOD)), path);
    this.bodyRule = rule;
    this.isTyped = isTyped(headers);
    return rule === null ? null : rule.refusalBefore(headers, isEmpty);
  }

  private refusalOfNames(headers: HeaderMap): Refusal | null {
    const list = this.config.headers;
    if (list === null) return null;
    const others = list.othersIn(headers);
    if (others.length > 0 && !list.removesOthers) return list.refusalOf(others[0]);
    for (let i = 0; i < others.length; i++) this.removeHttpRequestHeader(others[i]);
    return null;
  }

  /** The body is complete. */
  private judge(): Action {
    const rule = this.bodyRule;
    this.holds = false;
    if (rule === null) return Action.Continue;
    const refusal = rule.refusalOf(this.getHttpRequestBody(), this.isTyped);
    return refusal === null ? Action.Continue : this.refuse(refusal);
  }

  private refuse(refusal: Refusal): Action {
    this.isRefused = true;
    const headers = Headers.of("content-type", "application/json");
    this.sendHttpResponse(refusal.status, headers, refusal.json, "request_guard_" + refusal.reason);
    return Action.Pause;
  }
}

function orNone(bytes: Bytes | null): Bytes {
  return bytes === null ? none : bytes;
}

setRootContext((contextId) => new Root());
