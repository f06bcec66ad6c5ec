import { Bytes } from "@waymark/proxy-wasm";
import { Fields, isLabel, LABEL } from "@waymark/proxy-wasm/config";
import { sha256 } from "@waymark/proxy-wasm/crypto";
import { Buckets } from "./buckets";
import { KeyPart } from "./key-part";
import { RequestFacts } from "./request";
import { FINGERPRINT, WAYS } from "./take";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  rules: Rule[] = [];
  /** Whether responses say how much is left. */
  headers: bool = false;
  /** How often a change of shared data is tried before the request counts as undecided. */
  attempts: i32 = 0;
  passesUndecided: bool = false;
  /** Where our keys lie in shared data, which all plugins of a VM share. */
  space: string = "";

  static from(fields: Fields): Config {
    const config = new Config();
    config.headers = fields.bool("headers", true);
    config.attempts = <i32>fields.integer("attempts", 16, 1, 1000);
    config.passesUndecided = fields.choice("undecided", ["refuse", "pass"], "refuse") == "pass";
    const claimsAt = ["metadata", "filter_metadata"].concat(claimsPlace(fields));
    const consumer = fields.text("consumerHeader", "x-consumer");
    if (consumer.length == 0) fields.refuse("consumerHeader", "the name of a header");
    const rules = fields.objects("rules");
    if (!fields.has("rules") || isEmptyList(fields, "rules")) fields.refuse("rules", "a list of at least one rule");
    for (let i = 0; i < rules.length; i++) config.rules.push(Rule.from(rules[i], i, claimsAt, consumer));
    return config;
  }
}

/** Which requests share buckets, and what these hold. */
@final
export class Rule {
  name: string = "";
  buckets: Buckets = new Buckets();
  private at: i32 = 0;
  private pathPrefix: Bytes = Bytes.alloc(0);
  private methods: Bytes[] = [];
  private key: KeyPart[] = [];
  private skipsWithout: bool = false;
  private slots: u32 = 1;

  static from(fields: Fields, at: i32, claimsAt: string[], consumer: string): Rule {
    const rule = new Rule();
    rule.at = at;
    rule.name = fields.requiredText("name");
    if (rule.name.length > 0 && !isLabel(rule.name)) fields.refuse("name", LABEL);
    rule.pathPrefix = Bytes.of(fields.text("pathPrefix", ""));
    const methods = fields.texts("methods");
    for (let i = 0; i < methods.length; i++) rule.methods.push(Bytes.of(methods[i]));
    const parts = fields.objects("key");
    for (let i = 0; i < parts.length; i++) rule.key.push(KeyPart.from(parts[i], claimsAt, consumer));
    rule.skipsWithout = fields.choice("withoutKey", ["share", "skip"], "share") == "skip";
    rule.slots = max<u32>(<u32>fields.integer("maxKeys", 16_384, 8, 1_000_000) / WAYS, 1);
    const buckets = fields.objects("buckets");
    if (!fields.has("buckets") || isEmptyList(fields, "buckets")) fields.refuse("buckets", "a list of at least one bucket");
    if (buckets.length > 8) fields.refuse("buckets", "at most 8 buckets");
    rule.buckets = Buckets.from(buckets);
    return rule;
  }

  appliesTo(request: RequestFacts): bool {
    if (!request.path.startsWith(this.pathPrefix)) return false;
    if (this.methods.length == 0) return true;
    for (let i = 0; i < this.methods.length; i++) if (this.methods[i].equals(request.method)) return true;
    return false;
  }

  /** A fingerprint of the request's key; null if it lacks a part of it and such requests are not counted. */
  keyOf(request: RequestFacts): Bytes | null {
    const parts: Bytes[] = [];
    for (let i = 0; i < this.key.length; i++) {
      const part = this.key[i].valueOf(request);
      if (part === null && this.skipsWithout) return null;
      // With its length, so that two parts never read like two others; without a value differs from an empty one.
      const head = Bytes.alloc(5);
      if (part !== null) {
        head.setAt(0, 1);
        store<u32>(changetype<usize>(head) + 1, <u32>part.length);
      }
      parts.push(head);
      if (part !== null) parts.push(part);
    }
    // Not a plain hash: a client that chooses its key must not be able to meet another's.
    return sha256(Bytes.join(parts)).slice(0, FINGERPRINT);
  }

  /** Where in shared data the key lies. */
  slotOf(space: string, key: Bytes): string {
    const slot = load<u32>(changetype<usize>(key)) % this.slots;
    return space + this.at.toString() + "/" + this.name + "/" + slot.toString();
  }
}

function isEmptyList(fields: Fields, name: string): bool {
  const value = fields.value(name);
  return value !== null && value.isArray && value.length == 0;
}

function claimsPlace(fields: Fields): string[] {
  const place = fields.object("claimsFrom");
  if (place === null) return ["envoy.filters.http.jwt_authn", "payload"];
  return [place.requiredText("namespace"), place.requiredText("key")];
}
