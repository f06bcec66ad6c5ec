import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { hexEncode } from "@waymark/proxy-wasm/crypto";

const VERSION = Bytes.of("WAYMARK-HMAC-SHA256-V1");
const METHOD = Bytes.of(":method");
const PATH = Bytes.of(":path");
const AUTHORITY = Bytes.of(":authority");
const HOST = Bytes.of("host");
const COLON = Bytes.of(":");
const COMMA = Bytes.of(",");
const LINE = Bytes.of("\n");
const MISSING = Bytes.of("-");
const none = Bytes.alloc(0);

/** What a signature says about itself, and the digest of the body if that is covered. */
@final
export class SignedParts {
  constructor(
    readonly key: Bytes,
    readonly time: Bytes,
    readonly nonce: Bytes,
    readonly digest: Bytes | null,
  ) {}
}

/** The bytes that are signed; README.md, "What is signed". No part can hold a line break, so each stands in its own line. */
export function canonicalRequest(headers: HeaderMap, parts: SignedParts, covered: Bytes[]): Bytes {
  const lines: Bytes[] = [VERSION, parts.key, parts.time, parts.nonce, valueOf(headers, METHOD), valueOf(headers, PATH)];
  for (let i = 0; i < covered.length; i++) lines.push(headerLine(headers, covered[i]));
  const digest = parts.digest;
  lines.push(digest === null ? MISSING : hexEncode(digest));
  return Bytes.join(lines, LINE);
}

/** `name:value,value`; a header that is not there is its name alone. */
function headerLine(headers: HeaderMap, name: Bytes): Bytes {
  const values = headers.getAllBytes(name.equals(HOST) ? AUTHORITY : name);
  if (values.length == 0) return name;
  for (let i = 0; i < values.length; i++) values[i] = values[i].trim();
  return name.concat(COLON).concat(Bytes.join(values, COMMA));
}

function valueOf(headers: HeaderMap, name: Bytes): Bytes {
  const value = headers.getBytes(name);
  return value === null ? none : value;
}
