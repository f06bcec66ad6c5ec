import { Bytes, decimalText } from "@waymark/proxy-wasm";
import { Fields, isLabel, LABEL } from "@waymark/proxy-wasm/config";
import { RequestFacts } from "./request";
import { Rule } from "./rule";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  /** The request header that carries the lane. */
  header: string = "";
  headerName: Bytes = Bytes.alloc(0);
  /** Whether a lane that the request brings along counts. */
  keepsExisting: bool = false;
  /** Empty: none. */
  responseHeader: string = "";
  cookie: LaneCookie | null = null;
  private rules: Rule[] = [];
  private lanes: Bytes[] = [];

  static from(fields: Fields): Config {
    const config = new Config();
    config.header = fields.name("header", "x-lane");
    config.headerName = Bytes.of(config.header);
    config.keepsExisting = fields.choice("existing", ["discard", "keep"], "discard") == "keep";
    const claimsAt = ["metadata", "filter_metadata"].concat(claimsPlace(fields));
    const rules = fields.objects("rules");
    if (!fields.has("rules")) fields.refuse("rules", "a list of rules");
    for (let i = 0; i < rules.length; i++) config.rules.push(Rule.from(rules[i], claimsAt));
    const lanes = fields.texts("lanes");
    for (let i = 0; i < lanes.length; i++) {
      if (!isLabel(lanes[i])) fields.refuse("lanes", "lanes of " + LABEL);
      config.lanes.push(Bytes.of(lanes[i]));
    }
    for (let i = 0; i < config.rules.length; i++) config.lanes.push(config.rules[i].lane);
    if (fields.has("responseHeader")) config.responseHeader = fields.requiredName("responseHeader");
    const cookie = fields.object("responseCookie");
    if (cookie !== null) config.cookie = LaneCookie.from(cookie);
    return config;
  }

  /** Whether it is a lane of ours. */
  knows(lane: Bytes): bool {
    for (let i = 0; i < this.lanes.length; i++) if (this.lanes[i].equals(lane)) return true;
    return false;
  }

  /** The lane of the first rule that matches; null if none does. */
  laneFor(request: RequestFacts): Bytes | null {
    for (let i = 0; i < this.rules.length; i++) if (this.rules[i].matches(request)) return this.rules[i].lane;
    return null;
  }
}

/** In whose name and under which key the proxy keeps the claims of the verified token. */
function claimsPlace(fields: Fields): string[] {
  const place = fields.object("claimsFrom");
  if (place === null) return ["envoy.filters.http.jwt_authn", "payload"];
  return [place.requiredText("namespace"), place.requiredText("key")];
}

/** A cookie by which a browser brings its lane along. */
@final
export class LaneCookie {
  name: Bytes = Bytes.alloc(0);
  private start: Bytes = Bytes.alloc(0);
  private rest: Bytes = Bytes.alloc(0);

  static from(fields: Fields): LaneCookie {
    const cookie = new LaneCookie();
    const name = fields.requiredName("name");
    const path = fields.text("path", "/");
    if (!isCookiePath(path)) fields.refuse("path", "a path that begins with '/', without spaces and ';'");
    let rest = "; Path=" + path;
    const most = 400 * 24 * 3600;
    if (fields.has("maxAgeSeconds")) {
      rest += "; Max-Age=" + decimalText(fields.integer("maxAgeSeconds", 0, 1, most));
    }
    if (fields.bool("secure", false)) rest += "; Secure";
    cookie.name = Bytes.of(name);
    cookie.start = Bytes.of(name + "=");
    cookie.rest = Bytes.of(rest + "; HttpOnly; SameSite=Lax");
    return cookie;
  }

  /** The value of `set-cookie`. */
  settingTo(lane: Bytes): Bytes {
    return this.start.concat(lane).concat(this.rest);
  }
}

function isCookiePath(path: string): bool {
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    if (code <= 0x20 || code >= 0x7f || code == 0x3b) return false;
  }
  return path.startsWith("/");
}
