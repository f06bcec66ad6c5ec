import { Bytes, getProperty, propertyPath, sourceIp } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { RequestFacts } from "./request";

enum From {
  Header = 0,
  Cookie = 1,
  Claim = 2,
  Source = 3,
  Path = 4,
  PathSegments = 5,
  Method = 6,
  Host = 7,
  Consumer = 8,
}

const kinds = ["header", "cookie", "claim", "source", "path", "pathSegments", "method", "host", "consumer"];

/** One part of a key: exactly one of the `kinds`. */
@final
export class KeyPart {
  private from: From = From.Source;
  private name: Bytes = Bytes.alloc(0);
  private claim: string = "";
  private segments: i32 = 0;

  static from(fields: Fields, claimsAt: string[], consumer: string): KeyPart {
    const part = new KeyPart();
    let given = 0;
    for (let i = 0; i < kinds.length; i++) {
      if (!fields.has(kinds[i])) continue;
      given += 1;
      part.from = i;
    }
    if (given != 1) {
      fields.refuse("header", "exactly one of " + kinds.join(", "));
      return part;
    }
    const kind = kinds[part.from];
    if (part.from == From.Header || part.from == From.Cookie) part.name = Bytes.of(fields.requiredText(kind));
    else if (part.from == From.Claim) part.claim = propertyPath(claimsAt.concat(fields.steps(kind)));
    else if (part.from == From.PathSegments) part.segments = <i32>fields.integer(kind, 1, 1, 32);
    else if (!fields.bool(kind, true)) fields.refuse(kind, "true");
    if (part.from == From.Consumer) part.name = Bytes.of(consumer);
    return part;
  }

  /** Null if the request has no such thing. */
  valueOf(request: RequestFacts): Bytes | null {
    switch (this.from) {
      case From.Header:
      case From.Consumer:
        return request.header(this.name);
      case From.Cookie:
        return request.cookie(this.name);
      case From.Claim:
        return getProperty(this.claim);
      case From.Path:
        return request.path;
      case From.PathSegments:
        return segmentsOf(request.path, this.segments);
      case From.Method:
        return request.method;
      case From.Host:
        return request.host;
      default:
        return sourceIp();
    }
  }
}

/** `/a/b` of `/a/b/c` for 2. */
function segmentsOf(path: Bytes, count: i32): Bytes {
  let end = 0;
  for (let i = 0; i < count; i++) {
    end = path.indexOfByte(0x2f, end + 1);
    if (end < 0) return path;
  }
  return path.slice(0, end);
}
