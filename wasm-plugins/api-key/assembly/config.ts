import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Places } from "./credentials";
import { Keys } from "./keys";
import { Paths } from "./paths";

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  readonly places: Places;
  readonly keys: Keys;
  /** The request header that says whose key it was. */
  readonly consumerHeader: string;
  readonly consumerName: Bytes;
  /** Whether the key goes on to the service. */
  readonly forwardsKey: bool;
  /** Paths that need no key. */
  readonly publicPaths: Paths;
  /** The value of `www-authenticate`. */
  readonly challenge: string;

  constructor(fields: Fields) {
    const consumerHeader = fields.name("consumerHeader", "x-consumer");
    const realm = fields.text("realm", "api");
    if (!isQuotable(realm)) fields.refuse("realm", "printable ASCII characters without quotes and backslashes");
    this.places = Places.from(fields);
    this.keys = Keys.from(fields);
    this.consumerHeader = consumerHeader;
    this.consumerName = Bytes.of(consumerHeader);
    this.forwardsKey = fields.bool("forwardKey", false);
    this.publicPaths = new Paths(fields, "publicPaths");
    this.challenge = 'ApiKey realm="' + realm + '"';
  }
}

function isQuotable(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code == 0x22 || code == 0x5c) return false;
  }
  return true;
}
