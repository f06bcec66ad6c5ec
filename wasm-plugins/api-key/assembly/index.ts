// Lets requests through that bring a known key. README.md says what it is for.
export * from "@waymark/proxy-wasm/http-request-headers";
import { Action, Bytes, Headers, HttpContext, RootContext, setRootContext } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Config } from "./config";
import { Credentials } from "./credentials";

const METHOD = Bytes.of(":method");
const none = Bytes.alloc(0);

class Root extends RootContext {
  private config: Config | null = null;

  onConfigure(size: i32): bool {
    const fields = Fields.of(this.getPluginConfiguration());
    const config = new Config(fields);
    if (!fields.accepted()) return false;
    this.config = config;
    return true;
  }

  createHttpContext(contextId: u32): HttpContext {
    return new KeyFilter(this.config as Config);
  }
}

class KeyFilter extends HttpContext {
  constructor(private readonly config: Config) {
    super();
  }

  onHttpRequestHeaders(numHeaders: i32, endOfStream: bool): Action {
    const config = this.config;
    const headers = this.getHttpRequestHeaders();
    // Nobody says of himself who he is, on public paths neither.
    if (headers.find(config.consumerName) >= 0) this.removeHttpRequestHeader(config.consumerHeader);
    const credentials = config.places.in(headers);
    if (config.publicPaths.include(credentials.path)) {
      this.forward(credentials);
      return Action.Continue;
    }
    const keys = credentials.keys;
    if (keys.length == 0) return this.unauthorized("key_missing", "an API key is required");
    // Which one would count depends on who reads them.
    if (keys.length > 1) return this.unauthorized("key_ambiguous", "there is more than one API key");
    const key = config.keys.find(keys[0]);
    if (key === null) return this.unauthorized("key_unknown", "the API key is not valid");
    const method = headers.getBytes(METHOD);
    if (!key.opens(method === null ? none : method, credentials.path)) {
      return this.refuse(403, new Headers(), answerOf("forbidden", "not_allowed", "the API key does not open this"));
    }
    this.forward(credentials);
    this.setHttpRequestHeaderBytes(config.consumerHeader, key.consumer);
    return Action.Continue;
  }

  /** Takes the keys out of the request, unless they are wanted further on. */
  private forward(credentials: Credentials): void {
    if (this.config.forwardsKey) return;
    for (let i = 0; i < credentials.headers.length; i++) this.removeHttpRequestHeader(credentials.headers[i]);
    const target = credentials.targetWithout;
    if (target !== null) this.setHttpRequestHeaderBytes(":path", target);
  }

  private unauthorized(reason: string, message: string): Action {
    const challenge = Headers.of("www-authenticate", this.config.challenge);
    return this.refuse(401, challenge, answerOf("unauthorized", reason, message));
  }

  private refuse(status: u32, headers: Headers, body: string): Action {
    this.sendHttpResponse(status, headers.add("content-type", "application/json"), body, "api_key");
    return Action.Pause;
  }
}

function answerOf(error: string, reason: string, message: string): string {
  return '{"error":"' + error + '","reason":"' + reason + '","message":"' + message + '"}\n';
}

setRootContext((contextId) => new Root());
