import { decimalText } from "../decimal";
import { Bytes } from "../bytes";
import { JsonReader, JsonToken } from "./reader";

/** What a JSON value is. */
export enum JsonKind {
  Null = 0,
  Bool = 1,
  Number = 2,
  String = 3,
  Array = 4,
  Object = 5,
}

const nothing = Bytes.alloc(0);

/** A JSON value as a tree; `parseJson()` makes it. Asking for what a value is not gives null or what the caller says. */
@final
export class JsonValue {
  /** The text of a string, or a number as it is written. */
  private text: Bytes = nothing;
  private truth: bool = false;
  private names: Bytes[] | null = null;
  private items: JsonValue[] | null = null;

  constructor(readonly kind: JsonKind) {}

  /** For `parseJson()`. */
  static scalar(kind: JsonKind, text: Bytes, truth: bool = false): JsonValue {
    const value = new JsonValue(kind);
    value.text = text;
    value.truth = truth;
    return value;
  }

  /** For `parseJson()`. */
  append(name: Bytes | null, value: JsonValue): void {
    let items = this.items;
    if (items === null) {
      items = [];
      this.items = items;
    }
    items.push(value);
    if (name === null) return;
    let names = this.names;
    if (names === null) {
      names = [];
      this.names = names;
    }
    names.push(name);
  }

  /** Whether it is null. */
  get isNull(): bool {
    return this.kind == JsonKind.Null;
  }

  /** Whether it is a text. */
  get isString(): bool {
    return this.kind == JsonKind.String;
  }

  /** Whether it is a number, whole or not. */
  get isNumber(): bool {
    return this.kind == JsonKind.Number;
  }

  /** Whether it is a list. */
  get isArray(): bool {
    return this.kind == JsonKind.Array;
  }

  /** Whether it is an object. */
  get isObject(): bool {
    return this.kind == JsonKind.Object;
  }

  /** How many elements or members there are. */
  get length(): i32 {
    const items = this.items;
    return items === null ? 0 : items.length;
  }

  /** The element or the member's value at `index`; null outside. */
  at(index: i32): JsonValue | null {
    const items = this.items;
    return items !== null && <u32>index < <u32>items.length ? items[index] : null;
  }

  /** The name of the member at `index`; empty outside. */
  nameBytesAt(index: i32): Bytes {
    const names = this.names;
    return names !== null && <u32>index < <u32>names.length ? names[index] : nothing;
  }

  /** As `nameBytesAt()`, as text with U+FFFD where it is no UTF-8. */
  nameAt(index: i32): string {
    return this.nameBytesAt(index).textLossy();
  }

  /** The value of the member of that name, the last one if there are several, as most readers have it; null if there is none. */
  get(name: string): JsonValue | null {
    return this.getBytes(Bytes.of(name));
  }

  /** As `get()` for a name in UTF-8. */
  getBytes(name: Bytes): JsonValue | null {
    const names = this.names;
    if (names === null) return null;
    for (let i = names.length - 1; i >= 0; i--) if (names[i].equals(name)) return this.at(i);
    return null;
  }

  /** Whether it is an object with a name that comes more than once: readers disagree about what that means. */
  get hasDuplicateNames(): bool {
    const names = this.names;
    if (names === null) return false;
    const seen = new Set<string>();
    for (let i = 0; i < names.length; i++) {
      const name = names[i].textLossy();
      if (seen.has(name)) return true;
      seen.add(name);
    }
    return false;
  }

  /** The text of a string. */
  asText(otherwise: string = ""): string {
    return this.isString ? this.text.textLossy() : otherwise;
  }

  /** The text of a string in UTF-8; null if it is none. */
  asBytes(): Bytes | null {
    return this.isString ? this.text : null;
  }

  /** True or false; `otherwise` if it is neither. */
  asBool(otherwise: bool = false): bool {
    return this.kind == JsonKind.Bool ? this.truth : otherwise;
  }

  /** A number; exact up to 15 digits and 22 powers of ten, beyond that the last bit may be off. */
  asF64(otherwise: f64 = NaN): f64 {
    return this.isNumber ? decimal(this.text) : otherwise;
  }

  /** Whether it is a number without a fraction that fits 64 bits: `3`, and also `3.0` and `3e2` below 2^53. */
  get isInteger(): bool {
    return this.isNumber && (integerOf(this.text) !== null || isWhole(decimal(this.text)));
  }

  /** A whole number; `otherwise` if `isInteger` is false. */
  asI64(otherwise: i64 = 0): i64 {
    if (!this.isNumber) return otherwise;
    const exact = integerOf(this.text);
    if (exact !== null) return exact.value;
    const close = decimal(this.text);
    return isWhole(close) ? <i64>close : otherwise;
  }

  /** A number as it is written. */
  get numberBytes(): Bytes {
    return this.isNumber ? this.text : nothing;
  }

  /** What it is, for messages: `the number 5`, `a list`. */
  get described(): string {
    switch (this.kind) {
      case JsonKind.Null:
        return "null";
      case JsonKind.Bool:
        return this.truth ? "true" : "false";
      case JsonKind.Number:
        return "the number " + this.text.slice(0, 40).textLossy();
      case JsonKind.String:
        return this.text.length <= 40 ? '"' + this.text.textLossy() + '"' : "a text of " + decimalText(this.text.length) + " bytes";
      case JsonKind.Array:
        return this.length == 0 ? "an empty list" : "a list";
      default:
        return this.length == 0 ? "an empty object" : "an object";
    }
  }
}

@final
class Exact {
  constructor(readonly value: i64) {}
}

/** Digits only, within 64 bits with sign. */
function integerOf(text: Bytes): Exact | null {
  const negative = text.at(0) == 0x2d;
  let at = negative ? 1 : 0;
  const digits = text.length - at;
  if (digits < 1 || digits > 19) return null;
  let value: u64 = 0;
  for (; at < text.length; at++) {
    const digit = text.at(at) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + <u64>digit;
  }
  // 19 digits stay below 2^64.
  if (value > <u64>i64.MAX_VALUE + (negative ? 1 : 0)) return null;
  return new Exact(negative ? <i64>(0 - value) : <i64>value);
}

function isWhole(value: f64): bool {
  return abs(value) <= 9007199254740992 && floor(value) == value;
}

/** Up to 15 digits and a small power of ten are exact in one step (Clinger 1990); the rest is the library's. */
function decimal(text: Bytes): f64 {
  let mantissa: u64 = 0;
  let digits = 0;
  let scale = 0;
  let at = text.at(0) == 0x2d ? 1 : 0;
  let fraction = false;
  for (; at < text.length; at++) {
    const byte = text.at(at);
    if (byte == 0x2e) fraction = true;
    else if (byte >= 0x30 && byte <= 0x39) {
      if (mantissa > 0 || byte > 0x30) digits += 1;
      if (digits > 15) return F64.parseFloat(text.textLossy());
      mantissa = mantissa * 10 + <u64>(byte - 0x30);
      if (fraction) scale -= 1;
    } else break;
  }
  if (at < text.length) {
    at += 1;
    const negative = text.at(at) == 0x2d;
    if (negative || text.at(at) == 0x2b) at += 1;
    let exponent = 0;
    for (; at < text.length; at++) exponent = min(exponent * 10 + (text.at(at) - 0x30), 100_000);
    scale += negative ? -exponent : exponent;
  }
  if (scale < -22 || scale > 22) return mantissa == 0 ? signed(0, text) : F64.parseFloat(text.textLossy());
  let power: f64 = 1;
  for (let i = abs(scale); i > 0; i--) power *= 10;
  return signed(scale < 0 ? <f64>mantissa / power : <f64>mantissa * power, text);
}

function signed(value: f64, text: Bytes): f64 {
  return text.at(0) == 0x2d ? -value : value;
}

/** What `parseJson()` found: a value, or what is wrong and where. */
@final
export class JsonResult {
  constructor(
    readonly value: JsonValue | null,
    /** "line 1, column 9: expected ':'"; empty if there is a value. */
    readonly error: string,
    /** Where the error is, in bytes. */
    readonly offset: i32,
  ) {}
}

/** Reads a whole JSON document. Never throws; nesting beyond 128 is an error. */
export function parseJson(bytes: Bytes): JsonResult {
  const reader = new JsonReader(bytes);
  const value = valueAt(reader, reader.next());
  if (value !== null && reader.next() == JsonToken.End) return new JsonResult(value, "", -1);
  return new JsonResult(null, reader.place + ": " + reader.error, reader.start);
}

function valueAt(reader: JsonReader, token: JsonToken): JsonValue | null {
  switch (token) {
    case JsonToken.String:
      return JsonValue.scalar(JsonKind.String, reader.stringBytes());
    case JsonToken.Number:
      return JsonValue.scalar(JsonKind.Number, reader.rawBytes());
    case JsonToken.True:
      return JsonValue.scalar(JsonKind.Bool, nothing, true);
    case JsonToken.False:
      return JsonValue.scalar(JsonKind.Bool, nothing, false);
    case JsonToken.Null:
      return new JsonValue(JsonKind.Null);
    case JsonToken.ArrayStart:
      return arrayAt(reader);
    case JsonToken.ObjectStart:
      return objectAt(reader);
    default:
      return null;
  }
}

function arrayAt(reader: JsonReader): JsonValue | null {
  const array = new JsonValue(JsonKind.Array);
  while (true) {
    const token = reader.next();
    if (token == JsonToken.ArrayEnd) return array;
    const item = valueAt(reader, token);
    if (item === null) return null;
    array.append(null, item);
  }
}

function objectAt(reader: JsonReader): JsonValue | null {
  const object = new JsonValue(JsonKind.Object);
  while (true) {
    const token = reader.next();
    if (token == JsonToken.ObjectEnd) return object;
    if (token != JsonToken.Name) return null;
    const name = reader.stringBytes();
    const value = valueAt(reader, reader.next());
    if (value === null) return null;
    object.append(name, value);
  }
}
