import { Bytes, propertyPath } from "@waymark/proxy-wasm";
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
    if (fields.has("claim")) key.claim = claimPath(fields, "claim", claimsAt);
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
    return request.sourceIp;
  }
}

function firstOf(values: Bytes[]): Bytes | null {
  return values.length == 0 ? null : values[0];
}

/** Where the proxy has a claim whose path (`["realm_access", "roles"]`) stands in that field. */
export function claimPath(fields: Fields, field: string, claimsAt: string[]): string {
  const steps = fields.texts(field);
  const value = fields.value(field);
  if (value === null || (value.isArray && value.length == 0)) fields.refuse(field, "the names that lead to the claim");
  for (let i = 0; i < steps.length; i++) {
    // An empty step or a NUL would make another path of it.
    if (steps[i].length == 0 || steps[i].includes("\0")) {
      fields.refuse(field, "names that are not empty");
      break;
    }
  }
  return propertyPath(claimsAt.concat(steps));
}
