import { decodeLossy, decodeStrict, encodeUtf8, isUtf8, utf8Length } from "./utf8";

const ONES: u64 = 0x0101010101010101;
const HIGHS: u64 = 0x8080808080808080;

// @ts-ignore: decorator
@inline
function zeroBytesOf(word: u64): u64 {
  // Marks every zero byte, and now and then one above a zero byte: who asks compares afterwards.
  return (word - ONES) & ~word & HIGHS;
}

function sameMemory(a: usize, b: usize, size: usize): bool {
  const end = a + size;
  const lastWord = end - (size & 7);
  while (a < lastWord) {
    if (load<u64>(a) != load<u64>(b)) return false;
    a += 8;
    b += 8;
  }
  while (a < end) {
    if (load<u8>(a) != load<u8>(b)) return false;
    a += 1;
    b += 1;
  }
  return true;
}

// @ts-ignore: decorator
@inline
function lower(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte | 0x20 : byte;
}

/**
 * A piece of memory that never changes its size: a header's value, a body, a key. It holds any bytes, also those that are no
 * text, which is why every function of this package that takes or gives a `string` has a twin for `Bytes`.
 *
 * Nothing here throws: an index outside is -1, a range outside is cut to what there is.
 */
@final
export class Bytes {
  private constructor() {}

  /** `length` zero bytes. */
  static alloc(length: i32): Bytes {
    const size = <usize>max(length, 0);
    const bytes = changetype<Bytes>(__new(size, idof<Bytes>()));
    memory.fill(changetype<usize>(bytes), 0, size);
    return bytes;
  }

  /** The text in UTF-8; a lone surrogate becomes U+FFFD. Do it once, in a `const` of the module, for text that is always the same. */
  static of(text: string): Bytes {
    const from = changetype<usize>(text);
    const bytes = changetype<Bytes>(__new(utf8Length(from, text.length), idof<Bytes>()));
    encodeUtf8(changetype<usize>(text), text.length, changetype<usize>(bytes));
    return bytes;
  }

  /** A copy of a buffer of the standard library. */
  static fromBuffer(buffer: ArrayBuffer): Bytes {
    const bytes = Bytes.alloc(buffer.byteLength);
    memory.copy(changetype<usize>(bytes), changetype<usize>(buffer), <usize>buffer.byteLength);
    return bytes;
  }

  /** A copy of memory that the caller knows to be there; not for filters. */
  static copyOf(from: usize, length: usize): Bytes {
    const bytes = changetype<Bytes>(__new(length, idof<Bytes>()));
    memory.copy(changetype<usize>(bytes), from, length);
    return bytes;
  }

  /** The pieces one after the other. */
  static join(pieces: Bytes[], separator: Bytes = Bytes.alloc(0)): Bytes {
    let length = 0;
    for (let i = 0; i < pieces.length; i++) length += pieces[i].length + (i > 0 ? separator.length : 0);
    const joined = Bytes.alloc(length);
    let at = 0;
    for (let i = 0; i < pieces.length; i++) {
      if (i > 0) at = joined.put(at, separator);
      at = joined.put(at, pieces[i]);
    }
    return joined;
  }

  /** How many bytes there are. */
  get length(): i32 {
    // The size that the allocator keeps in front of every object.
    return load<i32>(changetype<usize>(this) - 4);
  }

  /** Whether there are none. */
  get isEmpty(): bool {
    return this.length == 0;
  }

  /** The byte there, or -1 outside. */
  at(index: i32): i32 {
    return <u32>index < <u32>this.length ? <i32>load<u8>(changetype<usize>(this) + <usize>index) : -1;
  }

  /** Puts a byte there; outside nothing happens. */
  setAt(index: i32, byte: i32): void {
    if (<u32>index < <u32>this.length) store<u8>(changetype<usize>(this) + <usize>index, <u8>byte);
  }

  /** Copies as much of `other` to `index` as there is room for; answers the index after it. */
  put(index: i32, other: Bytes): i32 {
    if (<u32>index > <u32>this.length) return index;
    const size = min(other.length, this.length - index);
    memory.copy(changetype<usize>(this) + <usize>index, changetype<usize>(other), <usize>size);
    return index + size;
  }

  /** A copy of the bytes from `start` up to `end`. */
  slice(start: i32, end: i32 = i32.MAX_VALUE): Bytes {
    const from = min(max(start, 0), this.length);
    const to = min(max(end, from), this.length);
    return Bytes.copyOf(changetype<usize>(this) + <usize>from, <usize>(to - from));
  }

  /** A new one: these bytes, then those of `other`. */
  concat(other: Bytes): Bytes {
    const joined = Bytes.alloc(this.length + other.length);
    joined.put(joined.put(0, this), other);
    return joined;
  }

  /** Whether both hold the same bytes. For secrets: `equalsConstantTime()`. */
  equals(other: Bytes): bool {
    const size = this.length;
    return size == other.length && sameMemory(changetype<usize>(this), changetype<usize>(other), <usize>size);
  }

  /** Equal in a time that depends on the lengths only: for secrets. */
  equalsConstantTime(other: Bytes): bool {
    const size = this.length;
    if (size != other.length) return false;
    let difference: u32 = 0;
    for (let i = 0; i < size; i++) {
      difference |=
        <u32>load<u8>(changetype<usize>(this) + <usize>i) ^ <u32>load<u8>(changetype<usize>(other) + <usize>i);
    }
    return difference == 0;
  }

  /** Equal but for the case of ASCII letters, as header names are. */
  equalsIgnoreCase(other: Bytes): bool {
    const size = this.length;
    if (size != other.length) return false;
    for (let i: usize = 0; i < <usize>size; i++) {
      if (lower(load<u8>(changetype<usize>(this) + i)) != lower(load<u8>(changetype<usize>(other) + i))) return false;
    }
    return true;
  }

  /** Whether it begins with these bytes; with none always. */
  startsWith(prefix: Bytes): bool {
    return (
      prefix.length <= this.length &&
      sameMemory(changetype<usize>(this), changetype<usize>(prefix), <usize>prefix.length)
    );
  }

  /** Whether it ends with these bytes; with none always. */
  endsWith(suffix: Bytes): bool {
    const at = this.length - suffix.length;
    return (
      at >= 0 && sameMemory(changetype<usize>(this) + <usize>at, changetype<usize>(suffix), <usize>suffix.length)
    );
  }

  /** Whether these bytes stand somewhere in it; none always do. */
  contains(needle: Bytes): bool {
    return this.indexOf(needle) >= 0;
  }

  /** Where the byte stands first, not before `from`; -1 if nowhere. */
  indexOfByte(byte: i32, from: i32 = 0): i32 {
    const base = changetype<usize>(this);
    const end = base + <usize>this.length;
    let at = base + <usize>max(from, 0);
    const pattern = ONES * <u64>(byte & 0xff);
    while (at + 8 <= end) {
      const found = zeroBytesOf(load<u64>(at) ^ pattern);
      // The lowest mark is never a false one.
      if (found) return <i32>(at + <usize>(ctz(found) >> 3) - base);
      at += 8;
    }
    while (at < end) {
      if (<i32>load<u8>(at) == (byte & 0xff)) return <i32>(at - base);
      at += 1;
    }
    return -1;
  }

  /** Where `needle` stands first, not before `from`; -1 if nowhere. The work is bounded by both lengths multiplied. */
  indexOf(needle: Bytes, from: i32 = 0): i32 {
    const size = needle.length;
    const start = max(from, 0);
    if (start > this.length - size) return -1;
    if (size == 0) return start;
    if (size == 1) return this.indexOfByte(needle.at(0), start);
    const base = changetype<usize>(this);
    const wanted = changetype<usize>(needle);
    const last = <usize>(size - 1);
    const end = base + <usize>this.length;
    const firstBytes = ONES * <u64>load<u8>(wanted);
    const lastBytes = ONES * <u64>load<u8>(wanted + last);
    let at = base + <usize>start;
    // Eight places at a time: those whose first and last byte are right are looked at closely.
    while (at + last + 8 <= end) {
      let places = zeroBytesOf(load<u64>(at) ^ firstBytes) & zeroBytesOf(load<u64>(at + last) ^ lastBytes);
      while (places) {
        const place = at + <usize>(ctz(places) >> 3);
        if (sameMemory(place, wanted, <usize>size)) return <i32>(place - base);
        places &= places - 1;
      }
      at += 8;
    }
    while (at + last < end) {
      if (load<u8>(at) == load<u8>(wanted) && sameMemory(at, wanted, <usize>size)) return <i32>(at - base);
      at += 1;
    }
    return -1;
  }

  /** The pieces between the places of a byte; one piece if it is nowhere. */
  split(byte: i32): Bytes[] {
    const pieces: Bytes[] = [];
    let start = 0;
    while (true) {
      const at = this.indexOfByte(byte, start);
      if (at < 0) break;
      pieces.push(this.slice(start, at));
      start = at + 1;
    }
    pieces.push(this.slice(start));
    return pieces;
  }

  /** Without the spaces and tabs at both ends. */
  trim(): Bytes {
    let start = 0;
    let end = this.length;
    while (start < end && (this.at(start) == 0x20 || this.at(start) == 9)) start += 1;
    while (end > start && (this.at(end - 1) == 0x20 || this.at(end - 1) == 9)) end -= 1;
    return start == 0 && end == this.length ? this : this.slice(start, end);
  }

  /** With ASCII letters in lower case. */
  toLowerCase(): Bytes {
    const copy = this.slice(0);
    for (let i: usize = 0; i < <usize>copy.length; i++) {
      const at = changetype<usize>(copy) + i;
      store<u8>(at, <u8>lower(load<u8>(at)));
    }
    return copy;
  }

  /** A number to spread by: FNV-1a over the bytes, 64 bits. Not for secrets. */
  hash(): u64 {
    let hash: u64 = 0xcbf29ce484222325;
    for (let i: usize = 0; i < <usize>this.length; i++) {
      hash = (hash ^ <u64>load<u8>(changetype<usize>(this) + i)) * 0x100000001b3;
    }
    return hash;
  }

  /** Whether it is well-formed UTF-8. */
  get isText(): bool {
    return isUtf8(changetype<usize>(this), <usize>this.length);
  }

  /** Its text, or null if it is not well-formed UTF-8. */
  text(): string | null {
    return decodeStrict(changetype<usize>(this), <usize>this.length);
  }

  /** Its text, with U+FFFD where it is not well-formed UTF-8. For people's eyes: what it shows may not be what it is. */
  textLossy(): string {
    return decodeLossy(changetype<usize>(this), <usize>this.length);
  }

  /** As `textLossy()`: what a template string shows. */
  toString(): string {
    return this.textLossy();
  }
}
