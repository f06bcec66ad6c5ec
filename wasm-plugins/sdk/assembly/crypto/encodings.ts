// Base64 (RFC 4648) and hexadecimal. Decoders are strict: what one accepts has one form only.

import { Bytes } from "../bytes";

function digitOf(value: i32, url: bool): i32 {
  if (value < 26) return value + 0x41;
  if (value < 52) return value + 0x47;
  if (value < 62) return value - 4;
  if (value == 62) return url ? 0x2d : 0x2b;
  return url ? 0x5f : 0x2f;
}

function valueOf(digit: i32, url: bool): i32 {
  if (digit >= 0x41 && digit <= 0x5a) return digit - 0x41;
  if (digit >= 0x61 && digit <= 0x7a) return digit - 0x47;
  if (digit >= 0x30 && digit <= 0x39) return digit + 4;
  if (digit == (url ? 0x2d : 0x2b)) return 62;
  return digit == (url ? 0x5f : 0x2f) ? 63 : -1;
}

function encoded(bytes: Bytes, url: bool): Bytes {
  const length = bytes.length;
  const rest = length % 3;
  const out = Bytes.alloc((length / 3) * 4 + (rest == 0 ? 0 : url ? rest + 1 : 4));
  let to = 0;
  for (let at = 0; at < length; at += 3) {
    const three = (bytes.at(at) << 16) | (max(bytes.at(at + 1), 0) << 8) | max(bytes.at(at + 2), 0);
    for (let i = 0; i < 4; i++) {
      // Beyond the end of the URL form `setAt` does nothing.
      const padding = at + i > length;
      out.setAt(to + i, padding ? 0x3d : digitOf((three >> (18 - 6 * i)) & 63, url));
    }
    to += 4;
  }
  return out;
}

function decodedFrom(text: Bytes, length: i32, url: bool): Bytes | null {
  const rest = length & 3;
  if (rest == 1) return null;
  const out = Bytes.alloc((length >> 2) * 3 + (rest == 0 ? 0 : rest - 1));
  let bits = 0;
  let held = 0;
  let to = 0;
  for (let i = 0; i < length; i++) {
    const value = valueOf(text.at(i), url);
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.setAt(to, (bits >> held) & 0xff);
      to += 1;
      bits &= (1 << held) - 1;
    }
  }
  // Bits that no byte takes must be zero, or one value would have several forms.
  return bits == 0 ? out : null;
}

/** Base64 with padding. */
export function base64Encode(bytes: Bytes): Bytes {
  return encoded(bytes, false);
}

/** Base64 with padding, strictly; null if it is none. */
export function base64Decode(text: Bytes): Bytes | null {
  if ((text.length & 3) != 0) return null;
  let length = text.length;
  if (length > 0 && text.at(length - 1) == 0x3d) length -= 1;
  if (length > 0 && length == text.length - 1 && text.at(length - 1) == 0x3d) length -= 1;
  return decodedFrom(text, length, false);
}

/** Base64url without padding, as in tokens. */
export function base64UrlEncode(bytes: Bytes): Bytes {
  return encoded(bytes, true);
}

/** Base64url without padding, strictly; null if it is none. */
export function base64UrlDecode(text: Bytes): Bytes | null {
  return decodedFrom(text, text.length, true);
}

function hexDigit(value: i32): i32 {
  return value < 10 ? value + 0x30 : value + 0x57;
}

/** Hexadecimal in lower case. */
export function hexEncode(bytes: Bytes): Bytes {
  const out = Bytes.alloc(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    out.setAt(i * 2, hexDigit(bytes.at(i) >> 4));
    out.setAt(i * 2 + 1, hexDigit(bytes.at(i) & 15));
  }
  return out;
}

function hexValue(digit: i32): i32 {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Hexadecimal in either case; null if it is none. */
export function hexDecode(text: Bytes): Bytes | null {
  if ((text.length & 1) != 0) return null;
  const out = Bytes.alloc(text.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = hexValue(text.at(i * 2));
    const low = hexValue(text.at(i * 2 + 1));
    if (high < 0 || low < 0) return null;
    out.setAt(i, (high << 4) | low);
  }
  return out;
}
