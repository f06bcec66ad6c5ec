import { decimalText } from "../decimal";
import { Bytes } from "../bytes";
import { isUtf8 } from "../utf8";

/** What `JsonReader.next()` came upon. */
export enum JsonToken {
  ObjectStart = 0,
  ObjectEnd = 1,
  ArrayStart = 2,
  ArrayEnd = 3,
  /** The name of a member of an object; its value comes next. */
  Name = 4,
  String = 5,
  Number = 6,
  True = 7,
  False = 8,
  Null = 9,
  /** The value is complete, and nothing but white space follows. */
  End = 10,
  /** It is no JSON: `error` and `start` say what and where. Stays so. */
  Error = 11,
}

/** Nesting that is deep enough for any honest document, and shallow enough for whoever walks it by recursion. */
export const DEEPEST: i32 = 128;

const OBJECT: i32 = 1;
const ARRAY: i32 = 2;

enum Wanted {
  Value = 0,
  ValueOrEnd = 1,
  NameOrEnd = 2,
  NameNow = 3,
  Colon = 4,
  CommaOrEnd = 5,
  Nothing = 6,
}

/**
 * Reads JSON (RFC 8259) piece by piece, in linear time, without a copy and without ever throwing. What it accepts is JSON to
 * everybody: text must be well-formed UTF-8, escapes must not form lone surrogates, numbers have no leading zeros.
 */
@final
export class JsonReader {
  /** What is wrong, once `next()` answered `Error`. */
  error: string = "";
  /** Where the latest piece starts in the bytes; for strings and names with the quote. */
  start: i32 = 0;
  /** Where it ends. */
  end: i32 = 0;
  /** How many objects and arrays are open. */
  depth: i32 = 0;

  private wanted: Wanted = Wanted.Value;
  private escaped: bool = false;
  private readonly open: Bytes = Bytes.alloc(DEEPEST);

  constructor(private readonly bytes: Bytes) {}

  /** Goes on to the next token. After `End` and `Error` it stays there. */
  next(): JsonToken {
    if (this.error.length > 0) return JsonToken.Error;
    this.skipSpace();
    this.start = this.end;
    const byte = this.bytes.at(this.end);
    switch (this.wanted) {
      case Wanted.Nothing:
        return byte < 0 ? JsonToken.End : this.fail("nothing more");
      case Wanted.Colon:
        if (byte != 0x3a) return this.fail("':'");
        this.end += 1;
        this.wanted = Wanted.Value;
        return this.next();
      case Wanted.CommaOrEnd:
        if (byte == 0x2c) {
          this.end += 1;
          this.wanted = this.open.at(this.depth - 1) == OBJECT ? Wanted.NameNow : Wanted.Value;
          return this.next();
        }
        return this.closing(byte);
      case Wanted.NameOrEnd:
      case Wanted.NameNow:
        if (byte == 0x22) return this.name();
        if (this.wanted == Wanted.NameOrEnd && byte == 0x7d) return this.closing(byte);
        return this.fail(this.wanted == Wanted.NameNow ? "a name in quotes" : "a name in quotes or '}'");
      case Wanted.ValueOrEnd:
        if (byte == 0x5d) return this.closing(byte);
        return this.value(byte);
      default:
        return this.value(byte);
    }
  }

  /** The latest string or name as it is meant, without quotes and escapes. */
  stringBytes(): Bytes {
    const raw = this.bytes.slice(this.start + 1, this.end - 1);
    return this.escaped ? unescaped(raw) : raw;
  }

  /** The latest piece as it stands. */
  rawBytes(): Bytes {
    return this.bytes.slice(this.start, this.end);
  }

  /** Goes on to the end of the value whose first piece is the latest; false if it is no JSON. */
  skipValue(first: JsonToken): bool {
    if (first == JsonToken.Error) return false;
    if (first != JsonToken.ObjectStart && first != JsonToken.ArrayStart) return true;
    const depth = this.depth;
    while (this.depth >= depth) if (this.next() == JsonToken.Error) return false;
    return true;
  }

  /** Where `error` is, for people: "line 3, column 14". Columns count bytes. */
  get place(): string {
    let line = 1;
    let column = 1;
    for (let i = 0; i < this.start; i++) {
      if (this.bytes.at(i) == 0x0a) {
        line += 1;
        column = 1;
      } else column += 1;
    }
    return "line " + decimalText(line) + ", column " + decimalText(column);
  }

  private skipSpace(): void {
    const base = changetype<usize>(this.bytes);
    const length = this.bytes.length;
    let at = this.end;
    while (at < length) {
      const byte = <u32>load<u8>(base + <usize>at);
      if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) break;
      at += 1;
    }
    this.end = at;
  }

  private fail(expected: string): JsonToken {
    this.error = "expected " + expected;
    return JsonToken.Error;
  }

  private closing(byte: i32): JsonToken {
    const object = this.open.at(this.depth - 1) == OBJECT;
    if (byte != (object ? 0x7d : 0x5d)) return this.fail(object ? "',' or '}'" : "',' or ']'");
    this.end += 1;
    this.depth -= 1;
    this.afterValue();
    return object ? JsonToken.ObjectEnd : JsonToken.ArrayEnd;
  }

  private afterValue(): void {
    this.wanted = this.depth == 0 ? Wanted.Nothing : Wanted.CommaOrEnd;
  }

  private opening(kind: i32): bool {
    if (this.depth == DEEPEST) {
      this.error = "nested too deep";
      return false;
    }
    this.open.setAt(this.depth, kind);
    this.depth += 1;
    this.end += 1;
    return true;
  }

  private name(): JsonToken {
    if (!this.quoted()) return JsonToken.Error;
    this.wanted = Wanted.Colon;
    return JsonToken.Name;
  }

  private value(byte: i32): JsonToken {
    switch (byte) {
      case 0x7b:
        this.wanted = Wanted.NameOrEnd;
        return this.opening(OBJECT) ? JsonToken.ObjectStart : JsonToken.Error;
      case 0x5b:
        this.wanted = Wanted.ValueOrEnd;
        return this.opening(ARRAY) ? JsonToken.ArrayStart : JsonToken.Error;
      case 0x22:
        this.afterValue();
        return this.quoted() ? JsonToken.String : JsonToken.Error;
      case 0x74:
        return this.word("true", JsonToken.True);
      case 0x66:
        return this.word("false", JsonToken.False);
      case 0x6e:
        return this.word("null", JsonToken.Null);
      default:
        return byte == 0x2d || isDigit(byte) ? this.number() : this.fail("a value");
    }
  }

  private word(word: string, token: JsonToken): JsonToken {
    for (let i = 0; i < word.length; i++) {
      if (this.bytes.at(this.end + i) != word.charCodeAt(i)) return this.fail("a value");
    }
    this.end += word.length;
    this.afterValue();
    return token;
  }

  private number(): JsonToken {
    const bytes = this.bytes;
    let at = this.end;
    if (bytes.at(at) == 0x2d) at += 1;
    if (!isDigit(bytes.at(at))) return this.fail("a value");
    if (bytes.at(at) == 0x30 && isDigit(bytes.at(at + 1))) return this.fail("a number without a leading zero");
    while (isDigit(bytes.at(at))) at += 1;
    if (bytes.at(at) == 0x2e) {
      at += 1;
      if (!isDigit(bytes.at(at))) return this.fail("digits after the point");
      while (isDigit(bytes.at(at))) at += 1;
    }
    if ((bytes.at(at) | 0x20) == 0x65) {
      at += 1;
      if (bytes.at(at) == 0x2b || bytes.at(at) == 0x2d) at += 1;
      if (!isDigit(bytes.at(at))) return this.fail("digits in the exponent");
      while (isDigit(bytes.at(at))) at += 1;
    }
    this.end = at;
    this.afterValue();
    return JsonToken.Number;
  }

  private quoted(): bool {
    const base = changetype<usize>(this.bytes);
    const length = this.bytes.length;
    let at = this.end + 1;
    let plain = true;
    this.escaped = false;
    while (true) {
      if (at >= length) return this.wrong(length, "the closing quote of this text is missing");
      const byte = <i32>load<u8>(base + <usize>at);
      if (byte == 0x22) break;
      if (byte < 0x20) return this.wrong(at, "a control character in text");
      if (byte == 0x5c) {
        const size = this.escapeAt(at);
        if (size == 0) return this.wrong(at, "an escape that JSON does not have");
        this.escaped = true;
        at += size;
      } else {
        if (byte >= 0x80) plain = false;
        at += 1;
      }
    }
    if (!plain && !isUtf8(base + <usize>this.end, <usize>(at - this.end))) {
      return this.wrong(this.end, "text that is not UTF-8");
    }
    this.end = at + 1;
    return true;
  }

  private wrong(at: i32, what: string): bool {
    this.start = at;
    this.error = what;
    return false;
  }

  /** Length of the escape there, both halves of a surrogate pair together; 0 if it is none. */
  private escapeAt(at: i32): i32 {
    const kind = this.bytes.at(at + 1);
    if (kind != 0x75) return isShortEscape(kind) ? 2 : 0;
    const unit = hexUnit(this.bytes, at + 2);
    if (unit < 0 || (unit & 0xfc00) == 0xdc00) return 0;
    if ((unit & 0xfc00) != 0xd800) return 6;
    if (this.bytes.at(at + 6) != 0x5c || this.bytes.at(at + 7) != 0x75) return 0;
    const low = hexUnit(this.bytes, at + 8);
    return low >= 0 && (low & 0xfc00) == 0xdc00 ? 12 : 0;
  }
}

function isDigit(byte: i32): bool {
  return byte >= 0x30 && byte <= 0x39;
}

function isShortEscape(byte: i32): bool {
  switch (byte) {
    case 0x22:
    case 0x5c:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

/** The four hexadecimal digits there, or -1. */
function hexUnit(bytes: Bytes, at: i32): i32 {
  let unit = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes.at(at + i);
    const letter = byte | 0x20;
    if (isDigit(byte)) unit = (unit << 4) | (byte - 0x30);
    else if (letter >= 0x61 && letter <= 0x66) unit = (unit << 4) | (letter - 0x57);
    else return -1;
  }
  return unit;
}

/** Text without its escapes, which are known to be right. Never longer than with them. */
function unescaped(raw: Bytes): Bytes {
  const out = Bytes.alloc(raw.length);
  let to = 0;
  let at = 0;
  while (at < raw.length) {
    const byte = raw.at(at);
    if (byte != 0x5c) {
      out.setAt(to, byte);
      to += 1;
      at += 1;
      continue;
    }
    const kind = raw.at(at + 1);
    if (kind != 0x75) {
      out.setAt(to, shortEscape(kind));
      to += 1;
      at += 2;
      continue;
    }
    let point = hexUnit(raw, at + 2);
    at += 6;
    if ((point & 0xfc00) == 0xd800) {
      point = 0x10000 + ((point & 0x3ff) << 10) + (hexUnit(raw, at + 2) & 0x3ff);
      at += 6;
    }
    to = putPoint(out, to, point);
  }
  return out.slice(0, to);
}

function shortEscape(kind: i32): i32 {
  switch (kind) {
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return kind;
  }
}

function putPoint(out: Bytes, to: i32, point: i32): i32 {
  if (point < 0x80) {
    out.setAt(to, point);
    return to + 1;
  }
  if (point < 0x800) {
    out.setAt(to, 0xc0 | (point >> 6));
    out.setAt(to + 1, 0x80 | (point & 0x3f));
    return to + 2;
  }
  if (point < 0x10000) {
    out.setAt(to, 0xe0 | (point >> 12));
    out.setAt(to + 1, 0x80 | ((point >> 6) & 0x3f));
    out.setAt(to + 2, 0x80 | (point & 0x3f));
    return to + 3;
  }
  out.setAt(to, 0xf0 | (point >> 18));
  out.setAt(to + 1, 0x80 | ((point >> 12) & 0x3f));
  out.setAt(to + 2, 0x80 | ((point >> 6) & 0x3f));
  out.setAt(to + 3, 0x80 | (point & 0x3f));
  return to + 4;
}
