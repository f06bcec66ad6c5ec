import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { BodyRule } from "./body-rule";
import { HeaderList } from "./header-list";
import { Limits } from "./limits";
import { PathRules } from "./path-rules";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  limits: Limits = new Limits();
  headers: HeaderList | null = null;
  paths: PathRules | null = null;
  /** Whether the service hears of a request only when its body is known to be fine. */
  holdsHeaders: bool = false;
  private bodies: BodyRule[] = [];

  static from(fields: Fields): Config {
    const config = new Config();
    const limits = fields.object("limits");
    if (limits !== null) config.limits = Limits.from(limits);
    const headers = fields.object("headers");
    if (headers !== null) config.headers = HeaderList.from(headers);
    const paths = fields.object("paths");
    if (paths !== null) config.paths = PathRules.from(paths);
    const bodies = fields.objects("bodies");
    for (let i = 0; i < bodies.length; i++) config.bodies.push(BodyRule.from(bodies[i]));
    config.holdsHeaders = fields.bool("holdHeaders", false);
    return config;
  }

  /** The first rule that covers the request; null if its body is nobody's business. */
  bodyRuleFor(method: Bytes, path: Bytes): BodyRule | null {
    for (let i = 0; i < this.bodies.length; i++) if (this.bodies[i].covers(method, path)) return this.bodies[i];
    return null;
  }
}
