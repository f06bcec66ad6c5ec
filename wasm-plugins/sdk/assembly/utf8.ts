// UTF-8, strictly. The compiler's own decoder takes overlong forms (C0 A7 becomes an apostrophe), surrogates and cut-off
// sequences: a filter that looks for an apostrophe in bytes and acts on the string, or the other way round, can be walked
// around. These follow the Unicode Standard 15.0, table 3-7, and the replacement practice of the WHATWG Encoding Standard.

const NOT_ASCII: u64 = 0x8080808080808080;

/** Whether `length` bytes at `from` are all below 0x80. */
export function isAscii(from: usize, length: usize): bool {
  const end = from + length;
  const lastWord = end - (length & 7);
  while (from < lastWord) {
    if (load<u64>(from) & NOT_ASCII) return false;
    from += 8;
  }
  while (from < end) {
    if (load<u8>(from) & 0x80) return false;
    from += 1;
  }
  return true;
}

/** Bytes that `units` UTF-16 units at `from` take in UTF-8. A lone surrogate counts as U+FFFD. */
export function utf8Length(from: usize, units: usize): usize {
  let length: usize = 0;
  const end = from + (units << 1);
  while (from < end) {
    const unit = <u32>load<u16>(from);
    from += 2;
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if ((unit & 0xfc00) == 0xd800 && from < end && (load<u16>(from) & 0xfc00) == 0xdc00) {
      from += 2;
      length += 4;
    } else length += 3;
  }
  return length;
}

/** Writes `units` UTF-16 units at `from` as UTF-8 to `to`, which has room for them; answers the bytes written. */
export function encodeUtf8(from: usize, units: usize, to: usize): usize {
  const start = to;
  const end = from + (units << 1);
  // Four units at a time while they are ASCII, which header names and nearly all values are.
  while (from + 8 <= end) {
    const four = load<u64>(from);
    if (four & 0xff80ff80ff80ff80) break;
    const pairs = four | (four >> 8);
    store<u16>(to, <u16>pairs);
    store<u16>(to + 2, <u16>(pairs >> 32));
    from += 8;
    to += 4;
  }
  while (from < end) {
    let unit = <u32>load<u16>(from);
    from += 2;
    if (unit < 0x80) {
      store<u8>(to, <u8>unit);
      to += 1;
      continue;
    }
    if (unit < 0x800) {
      store<u8>(to, <u8>(0xc0 | (unit >> 6)));
      store<u8>(to + 1, <u8>(0x80 | (unit & 0x3f)));
      to += 2;
      continue;
    }
    if ((unit & 0xf800) == 0xd800) {
      const low = from < end ? <u32>load<u16>(from) : 0;
      if ((unit & 0xfc00) == 0xd800 && (low & 0xfc00) == 0xdc00) {
        from += 2;
        const point = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
        store<u8>(to, <u8>(0xf0 | (point >> 18)));
        store<u8>(to + 1, <u8>(0x80 | ((point >> 12) & 0x3f)));
        store<u8>(to + 2, <u8>(0x80 | ((point >> 6) & 0x3f)));
        store<u8>(to + 3, <u8>(0x80 | (point & 0x3f)));
        to += 4;
        continue;
      }
      unit = 0xfffd;
    }
    store<u8>(to, <u8>(0xe0 | (unit >> 12)));
    store<u8>(to + 1, <u8>(0x80 | ((unit >> 6) & 0x3f)));
    store<u8>(to + 2, <u8>(0x80 | (unit & 0x3f)));
    to += 3;
  }
  return to - start;
}

/** Length of the well-formed sequence at `from`; if there is none, minus the length of its longest proper beginning (at least 1). */
function sequenceAt(from: usize, end: usize): i32 {
  const first = <u32>load<u8>(from);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let low: u32 = 0x80;
  let high: u32 = 0xbf;
  if (first == 0xe0) low = 0xa0;
  else if (first == 0xed) high = 0x9f;
  else if (first == 0xf0) low = 0x90;
  else if (first == 0xf4) high = 0x8f;
  for (let i = 1; i < length; i++) {
    if (from + i >= end) return -i;
    const next = <u32>load<u8>(from + i);
    if (next < low || next > high) return -i;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}

function pointAt(from: usize, length: i32): u32 {
  const first = <u32>load<u8>(from);
  if (length == 1) return first;
  const second = <u32>load<u8>(from + 1) & 0x3f;
  if (length == 2) return ((first & 0x1f) << 6) | second;
  const third = <u32>load<u8>(from + 2) & 0x3f;
  if (length == 3) return ((first & 0x0f) << 12) | (second << 6) | third;
  return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (<u32>load<u8>(from + 3) & 0x3f);
}

/** UTF-16 units of the text; -1 if it is not well-formed and that is asked for. */
function utf16Units(from: usize, end: usize, strict: bool): isize {
  let units: isize = 0;
  while (from < end) {
    const length = sequenceAt(from, end);
    if (length < 0) {
      if (strict) return -1;
      units += 1;
      from -= length;
    } else {
      units += length == 4 ? 2 : 1;
      from += length;
    }
  }
  return units;
}

function asciiText(from: usize, length: usize): string {
  const text = changetype<string>(__new(length << 1, idof<string>()));
  let to = changetype<usize>(text);
  const end = from + length;
  while (from + 4 <= end) {
    let four = <u64>load<u32>(from);
    four = (four | (four << 16)) & 0x0000ffff0000ffff;
    four = (four | (four << 8)) & 0x00ff00ff00ff00ff;
    store<u64>(to, four);
    from += 4;
    to += 8;
  }
  while (from < end) {
    store<u16>(to, <u16>load<u8>(from));
    from += 1;
    to += 2;
  }
  return text;
}

function decoded(from: usize, length: usize, strict: bool): string | null {
  if (length == 0) return "";
  if (isAscii(from, length)) return asciiText(from, length);
  const end = from + length;
  const units = utf16Units(from, end, strict);
  if (units < 0) return null;
  const text = changetype<string>(__new(<usize>units << 1, idof<string>()));
  let to = changetype<usize>(text);
  while (from < end) {
    const size = sequenceAt(from, end);
    const point: u32 = size < 0 ? 0xfffd : pointAt(from, size);
    from += size < 0 ? -size : size;
    if (point < 0x10000) {
      store<u16>(to, <u16>point);
      to += 2;
    } else {
      store<u16>(to, <u16>(0xd800 | ((point - 0x10000) >> 10)));
      store<u16>(to + 2, <u16>(0xdc00 | (point & 0x3ff)));
      to += 4;
    }
  }
  return text;
}

/** The text of `length` bytes at `from`, or null if they are not well-formed UTF-8. */
export function decodeStrict(from: usize, length: usize): string | null {
  return decoded(from, length, true);
}

/** The text of `length` bytes at `from`, with U+FFFD for each part that is not well-formed, as browsers do it. */
export function decodeLossy(from: usize, length: usize): string {
  return decoded(from, length, false) as string;
}

/** Whether `length` bytes at `from` are well-formed UTF-8. */
export function isUtf8(from: usize, length: usize): bool {
  return isAscii(from, length) || utf16Units(from, from + length, true) >= 0;
}
