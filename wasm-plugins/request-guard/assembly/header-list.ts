import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Refusal } from "./refusal";

// What messages are carried by, and what proxies on the way add.
const always = [
  "connection",
  "content-length",
  "expect",
  "host",
  "te",
  "trailer",
  "transfer-encoding",
  "x-envoy-internal",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-request-id",
];

/** Which headers a request may have: all others are taken out, or the request is refused. */
@final
export class HeaderList {
  private names: Set<string> = new Set<string>();
  private prefixes: string[] = [];
  /** Whether others are taken out. */
  removesOthers: bool = false;

  static from(fields: Fields): HeaderList {
    const list = new HeaderList();
    for (let i = 0; i < always.length; i++) list.names.add(always[i]);
    const allowed = fields.texts("allow");
    if (!fields.has("allow")) fields.refuse("allow", "names");
    for (let i = 0; i < allowed.length; i++) {
      // Not by the library's own function, which brings the tables of all scripts along.
      const name = Bytes.of(allowed[i]).toLowerCase().textLossy();
      const star = name.indexOf("*");
      if (name.length == 0 || (star >= 0 && star != name.length - 1)) {
        fields.refuse("allow", "names, '*' only at the end");
      }
      if (star < 0) list.names.add(name);
      else list.prefixes.push(name.slice(0, star));
    }
    list.removesOthers = fields.choice("otherwise", ["refuse", "remove"], "refuse") == "remove";
    return list;
  }

  /** The names that are not allowed, each once. */
  othersIn(headers: HeaderMap): string[] {
    const others: string[] = [];
    for (let i = 0; i < headers.size; i++) {
      const name = headers.nameBytes(i).textLossy();
      if (!this.allows(name) && !others.includes(name)) others.push(name);
    }
    return others;
  }

  refusalOf(name: string): Refusal {
    const refusal = new Refusal(400, "header_not_allowed", "the header is not allowed");
    refusal.field = name;
    return refusal;
  }

  private allows(name: string): bool {
    if (name.startsWith(":") || this.names.has(name)) return true;
    for (let i = 0; i < this.prefixes.length; i++) if (name.startsWith(this.prefixes[i])) return true;
    return false;
  }
}
