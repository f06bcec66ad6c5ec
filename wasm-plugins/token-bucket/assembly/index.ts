// Limits the rate of requests by key. README.md says what it is for.
export * from "@waymark/proxy-wasm/http-headers";
import {
  Action,
  Counter,
  Headers,
  HttpContext,
  lastStatus,
  logWarn,
  pluginName,
  RootContext,
  setRootContext,
  Status,
  updateSharedData,
} from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Config, Rule } from "./config";
import { RequestFacts } from "./request";
import { Take } from "./take";

class Root extends RootContext {
  private config: Config = new Config();
  private limited: Counter | null = null;
  private contended: Counter | null = null;

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = Config.from(fields);
    if (!fields.accepted()) return false;
    const name = pluginName();
    config.space = "token-bucket/" + (name === null ? "" : name) + "/";
    this.config = config;
    this.limited = Counter.define("token_bucket_limited");
    this.contended = Counter.define("token_bucket_contended");
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new Limiter(this.config, this.limited as Counter, this.contended as Counter);
  }
}

class Limiter extends HttpContext {
  // Of the bucket that has the least left, for the response.
  private limit: u64 = 0;
  private remaining: u64 = 0;
  private reset: u64 = 0;
  private tells: bool = false;

  constructor(
    private readonly config: Config,
    private readonly limited: Counter,
    private readonly contended: Counter,
  ) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const request = new RequestFacts(this.getHttpRequestHeaders());
    const rules = this.config.rules;
    for (let i = 0; i < rules.length; i++) {
      if (!rules[i].appliesTo(request)) continue;
      if (!this.passes(rules[i], request)) return Action.Pause;
    }
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: i32, endOfStream: bool): Action {
    if (this.tells) {
      this.setHttpResponseHeader("ratelimit-limit", this.limit.toString());
      this.setHttpResponseHeader("ratelimit-remaining", this.remaining.toString());
      this.setHttpResponseHeader("ratelimit-reset", this.reset.toString());
    }
    return Action.Continue;
  }

  /** Whether the request may go on as far as the rule is concerned; otherwise it has been answered. */
  private passes(rule: Rule, request: RequestFacts): bool {
    const key = rule.keyOf(request);
    if (key === null) return true;
    const take = new Take(rule.buckets, key);
    if (!updateSharedData(rule.slotOf(this.config.space, key), take, this.config.attempts)) return this.undecided(rule);
    if (!take.allowed) {
      this.refuse(rule, take);
      return false;
    }
    if (this.config.headers && (!this.tells || take.remaining < this.remaining)) {
      this.tells = true;
      this.limit = take.limit;
      this.remaining = take.remaining;
      this.reset = take.resetSeconds;
    }
    return true;
  }

  private refuse(rule: Rule, take: Take): void {
    this.limited.increment();
    this.tells = false;
    const wait = take.retrySeconds.toString();
    const headers = Headers.of("content-type", "application/json").add("retry-after", wait);
    if (this.config.headers) {
      headers
        .add("ratelimit-limit", take.limit.toString())
        .add("ratelimit-remaining", "0")
        .add("ratelimit-reset", take.resetSeconds.toString());
    }
    const body = '{"error":"rate_limited","rule":"' + rule.name + '","retryAfterSeconds":' + wait + "}\n";
    this.sendHttpResponse(429, headers, body, "token_bucket_" + rule.name);
  }

  /** Other workers were faster each time, or there is no room for shared data. */
  private undecided(rule: Rule): bool {
    this.contended.increment();
    const contended = lastStatus() == Status.CasMismatch;
    logWarn("rule " + rule.name + ": " + (contended ? "too many workers count at once" : "shared data cannot be written"));
    if (this.config.passesUndecided) return true;
    this.tells = false;
    const headers = Headers.of("content-type", "application/json").add("retry-after", "1");
    this.sendHttpResponse(503, headers, '{"error":"rate_limit_undecided","rule":"' + rule.name + '"}\n', "token_bucket_undecided");
    return false;
  }
}

setRootContext((contextId) => new Root());
