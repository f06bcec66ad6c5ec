import { Bytes, propertyPath, sourceIp } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { RequestFacts } from "./request";

const kinds = ["header", "cookie", "claim", "source"];

/** What keeps a client on its side of a percentage: exactly one of `header`, `cookie`, `claim` or `source: true`. */
@final
export class StickyKey {
  private header: Bytes | null = null;
  private cookie: Bytes | null = null;
  private claim: string | null = null;

  static from(fields: Fields, claimsAt: string[]): StickyKey {
    const key = new StickyKey();
    let given = 0;
    for (let i = 0; i < kinds.length; i++) given += fields.has(kinds[i]) ? 1 : 0;
    if (given != 1) fields.refuse("header", "exactly one of header, cookie, claim, source");
    if (fields.has("header")) key.header = Bytes.of(fields.name("header", ""));
    if (fields.has("cookie")) key.cookie = Bytes.of(fields.name("cookie", ""));
    if (fields.has("claim")) key.claim = propertyPath(claimsAt.concat(fields.steps("claim")));
    if (!fields.bool("source", true)) fields.refuse("source", "true");
    return key;
  }

  /** The client's own value; null if it has none. */
  valueOf(request: RequestFacts): Bytes | null {
    const header = this.header;
    if (header !== null) return firstOf(request.headers(header));
    const cookie = this.cookie;
    if (cookie !== null) return firstOf(request.cookies(cookie));
    const claim = this.claim;
    if (claim !== null) return firstOf(request.claims(claim));
    return sourceIp();
  }
}

function firstOf(values: Bytes[]): Bytes | null {
  return values.length == 0 ? null : values[0];
}
