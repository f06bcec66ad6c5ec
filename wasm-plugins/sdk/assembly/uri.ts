// Request targets (RFC 9112, section 3.2): what `:path` holds.

import { Bytes } from "./bytes";

const HASH = 0x23;
const PERCENT = 0x25;
const PLUS = 0x2b;
const QUESTION_MARK = 0x3f;

/** The path of a request target, without query and fragment. */
export function pathOf(target: Bytes): Bytes {
  for (let at = 0; at < target.length; at++) {
    const byte = target.at(at);
    if (byte == QUESTION_MARK || byte == HASH) return target.slice(0, at);
  }
  return target;
}

/** What stands behind the first question mark of a request target; null if there is none. */
export function queryOf(target: Bytes): Bytes | null {
  const mark = target.indexOfByte(QUESTION_MARK);
  return mark < 0 ? null : target.slice(mark + 1);
}

function hexValue(digit: i32): i32 {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/**
 * The bytes that percent-encoding stands for (RFC 3986, section 2.1), once; null if a percent sign is not followed by two
 * hexadecimal digits. `form` reads a plus as a space, as in the query of an HTML form.
 */
export function percentDecode(text: Bytes, form: bool = false): Bytes | null {
  if (text.indexOfByte(PERCENT) < 0 && !(form && text.indexOfByte(PLUS) >= 0)) return text;
  const out = Bytes.alloc(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let byte = text.at(at);
    if (byte == PERCENT) {
      const high = hexValue(text.at(at + 1));
      const low = hexValue(text.at(at + 2));
      if (high < 0 || low < 0) return null;
      byte = (high << 4) | low;
      at += 2;
    } else if (form && byte == PLUS) byte = 0x20;
    out.setAt(length, byte);
    length += 1;
  }
  return out.slice(0, length);
}
