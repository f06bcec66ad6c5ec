import { Bytes, HeaderMap } from "@waymark/proxy-wasm";
import { base64Decode, base64UrlDecode } from "@waymark/proxy-wasm/crypto";

const SEMICOLON: i32 = 0x3b;
const VERSION = Bytes.of("v1");
const DIGEST = Bytes.of("content-digest");
const SHA256 = Bytes.of("sha-256=:");

/** Whether it has `least` to `most` letters, digits, `.`, `_` and `-`, and nothing else. */
export function isWord(text: Bytes, least: i32, most: i32): bool {
  for (let i = 0; i < text.length; i++) {
    const byte = text.at(i);
    const alphanumeric = (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
    if (!alphanumeric && byte != 0x2d && byte != 0x2e && byte != 0x5f) return false;
  }
  return text.length >= least && text.length <= most;
}

/** `v1;key=ID;time=SECONDS;nonce=NONCE;mac=BASE64URL`, in this order and without spaces: one form only. */
@final
export class Signature {
  private constructor(
    readonly key: Bytes,
    readonly time: Bytes,
    readonly seconds: i64,
    readonly nonce: Bytes,
    readonly mac: Bytes,
  ) {}

  /** Null if it has another form. */
  static read(header: Bytes): Signature | null {
    const parts = header.split(SEMICOLON);
    if (parts.length != 5 || !parts[0].equals(VERSION)) return null;
    const key = after(parts[1], "key=");
    const time = after(parts[2], "time=");
    const nonce = after(parts[3], "nonce=");
    const mac = after(parts[4], "mac=");
    if (key === null || time === null || nonce === null || mac === null) return null;
    const bytes = base64UrlDecode(mac);
    const seconds = secondsOf(time);
    if (bytes === null || bytes.length != 32 || seconds < 0) return null;
    if (!isWord(key, 1, 63) || !isWord(nonce, 8, 64)) return null;
    return new Signature(key, time, seconds, nonce, bytes);
  }
}

/** The SHA-256 of `content-digest` (RFC 9530), which may have no other member; null if it has none. */
export function digestHeader(headers: HeaderMap): Bytes | null {
  const values = headers.getAllBytes(DIGEST);
  if (values.length != 1 || !values[0].startsWith(SHA256)) return null;
  const value = values[0];
  if (value.at(value.length - 1) != 0x3a) return null;
  const digest = base64Decode(value.slice(SHA256.length, value.length - 1));
  return digest !== null && digest.length == 32 ? digest : null;
}

function after(part: Bytes, name: string): Bytes | null {
  const prefix = Bytes.of(name);
  return part.startsWith(prefix) ? part.slice(prefix.length) : null;
}

/** -1 if it is no plain number. */
function secondsOf(time: Bytes): i64 {
  if (time.isEmpty || time.length > 12) return -1;
  let seconds: i64 = 0;
  for (let i = 0; i < time.length; i++) {
    const digit = time.at(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    seconds = seconds * 10 + digit;
  }
  return seconds;
}
