import { Bytes } from "./bytes";
import { decodeStrict } from "./utf8";

// What the host accepts; a larger map arrives there as an empty one, without a word (proxy-wasm-cpp-host).
const MOST_PAIRS = 1024;
const MOST_BYTES = 1 << 20;

// Lazy: what a filter does not use is not in it either.
// @ts-ignore: decorator
@lazy const COOKIE = Bytes.of("cookie");
const EQUALS: i32 = 0x3d;
const SEMICOLON: i32 = 0x3b;

// @ts-ignore: decorator
@lazy const none = Bytes.alloc(0);
// @ts-ignore: decorator
@lazy const noPairs = Bytes.alloc(4);

/**
 * Headers to send: of a local reply, a callout, gRPC metadata, or in place of all headers of a message. Names may come
 * several times and keep their order.
 */
export class Headers {
  private parts: Bytes[] = [];

  /** One header; more with `add()`. */
  static of(name: string, value: string): Headers {
    return new Headers().add(name, value);
  }

  /** One more header, behind those that are there; gives the headers themselves, so that calls follow each other. */
  add(name: string, value: string): Headers {
    return this.addBytes(Bytes.of(name), Bytes.of(value));
  }

  /** As `add()` for a name and a value of any bytes. */
  addBytes(name: Bytes, value: Bytes): Headers {
    this.parts.push(name);
    this.parts.push(value);
    return this;
  }

  /** How many headers there are. */
  get size(): i32 {
    return this.parts.length >> 1;
  }

  /** In the form of the ABI; null if the host would not take it: more than 1,024 headers or more than 1 MiB. */
  serialized(): Bytes | null {
    const count = this.parts.length;
    if (count == 0) return noPairs;
    let size = 4 + count * 4;
    for (let i = 0; i < count; i++) {
      size += this.parts[i].length + 1;
      if (size > MOST_BYTES) return null;
    }
    if (count > MOST_PAIRS * 2) return null;
    const all = Bytes.alloc(size);
    const base = changetype<usize>(all);
    store<u32>(base, <u32>(count >> 1));
    let at = 4 + count * 4;
    for (let i = 0; i < count; i++) {
      store<u32>(base + 4 + (<usize>i << 2), <u32>this.parts[i].length);
      at = all.put(at, this.parts[i]) + 1;
    }
    return all;
  }
}

/**
 * All headers of a message as they were when it was taken, in their order, pseudo headers (`:path`, ...) first. One host
 * call brings all of them: cheaper than asking for three or more by name (bench/README.md). Names are in lower case.
 */
export class HeaderMap {
  constructor(private readonly pairs: Bytes) {}

  /** How many headers there are. */
  get size(): i32 {
    const most = (this.pairs.length - 4) >> 3;
    return most < 0 ? 0 : min(load<i32>(changetype<usize>(this.pairs)), most);
  }

  /** The name of the header at `index`, below `size`; null outside, or if it is not UTF-8. */
  name(index: i32): string | null {
    return this.text(index, false);
  }

  /** The value of the header at `index`, below `size`; null outside, or if it is not UTF-8. */
  value(index: i32): string | null {
    return this.text(index, true);
  }

  /** As `name()`, whatever its bytes; empty outside. */
  nameBytes(index: i32): Bytes {
    return this.bytes(index, false);
  }

  /** As `value()`, whatever its bytes; empty outside. */
  valueBytes(index: i32): Bytes {
    return this.bytes(index, true);
  }

  /** Whether there is a header of that name, whatever its case. */
  has(name: string): bool {
    return this.find(Bytes.of(name)) >= 0;
  }

  /** The first value of that name; null if there is none or it is not UTF-8. */
  get(name: string): string | null {
    return this.value(this.find(Bytes.of(name)));
  }

  /** The first value of that name; null if there is none. */
  getBytes(name: Bytes): Bytes | null {
    const index = this.find(name);
    return index < 0 ? null : this.bytes(index, true);
  }

  /** All values of that name, in their order. */
  getAllBytes(name: Bytes): Bytes[] {
    const values: Bytes[] = [];
    for (let index = this.find(name); index >= 0; index = this.find(name, index + 1)) {
      values.push(this.bytes(index, true));
    }
    return values;
  }

  /** The values of all cookies of that name in the `cookie` headers of a request, in their order; a request may have several. */
  getCookies(name: Bytes): Bytes[] {
    const values: Bytes[] = [];
    const lists = this.getAllBytes(COOKIE);
    for (let i = 0; i < lists.length; i++) {
      const pairs = lists[i].split(SEMICOLON);
      for (let j = 0; j < pairs.length; j++) {
        const pair = pairs[j].trim();
        const equals = pair.indexOfByte(EQUALS);
        if (equals == name.length && pair.startsWith(name)) values.push(pair.slice(equals + 1));
      }
    }
    return values;
  }

  /** The index of the first header of that name (whatever its case) from `start` on, or -1. */
  find(name: Bytes, start: i32 = 0): i32 {
    const base = changetype<usize>(this.pairs);
    const size = this.size;
    const wanted = name.length;
    let at: usize = 4 + (<usize>size << 3);
    for (let index = 0; index < size; index++) {
      const length = load<i32>(base + 4 + (<usize>index << 3));
      if (index >= start && length == wanted && at + <usize>length <= <usize>this.pairs.length) {
        let same = true;
        for (let i: usize = 0; i < <usize>wanted; i++) {
          let byte = <u32>load<u8>(changetype<usize>(name) + i);
          if (byte - 0x41 < 26) byte |= 0x20;
          if (byte != load<u8>(base + at + i)) {
            same = false;
            break;
          }
        }
        if (same) return index;
      }
      at += <usize>length + <usize>load<u32>(base + 8 + (<usize>index << 3)) + 2;
    }
    return -1;
  }

  private text(index: i32, value: bool): string | null {
    const start = this.startOf(index, value);
    if (start == 0) return null;
    return decodeStrict(changetype<usize>(this.pairs) + start, this.lengthOf(index, value));
  }

  private bytes(index: i32, value: bool): Bytes {
    const start = this.startOf(index, value);
    return start == 0 ? none : Bytes.copyOf(changetype<usize>(this.pairs) + start, this.lengthOf(index, value));
  }

  private lengthOf(index: i32, value: bool): usize {
    return <usize>load<u32>(changetype<usize>(this.pairs) + 4 + (<usize>index << 3) + (value ? 4 : 0));
  }

  /** Offset in the pairs; 0 if there is no such header. */
  private startOf(index: i32, value: bool): usize {
    const size = this.size;
    if (<u32>index >= <u32>size) return 0;
    const base = changetype<usize>(this.pairs);
    let at: usize = 4 + (<usize>size << 3);
    for (let i = 0; i < index; i++) {
      at += <usize>load<u32>(base + 4 + (<usize>i << 3)) + <usize>load<u32>(base + 8 + (<usize>i << 3)) + 2;
    }
    if (value) at += this.lengthOf(index, false) + 1;
    return at + this.lengthOf(index, value) <= <usize>this.pairs.length ? at : 0;
  }
}
