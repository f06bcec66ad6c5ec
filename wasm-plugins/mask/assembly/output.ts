import { Bytes } from "@waymark/proxy-wasm";

/** Bytes that become more. */
@final
export class Output {
  length: i32 = 0;
  private bytes: Bytes;

  constructor(room: i32) {
    this.bytes = Bytes.alloc(max(room, 16));
  }

  add(byte: i32): void {
    if (this.length == this.bytes.length) this.grow(1);
    this.bytes.setAt(this.length, byte);
    this.length += 1;
  }

  addAll(other: Bytes): void {
    this.addPart(other, 0, other.length);
  }

  /** Adds the bytes from `from` up to `to`, which must be there. */
  addPart(other: Bytes, from: i32, to: i32): void {
    const size = to - from;
    if (size <= 0) return;
    if (this.length + size > this.bytes.length) this.grow(size);
    memory.copy(changetype<usize>(this.bytes) + <usize>this.length, changetype<usize>(other) + <usize>from, <usize>size);
    this.length += size;
  }

  clear(): void {
    this.length = 0;
  }

  taken(): Bytes {
    return this.bytes.slice(0, this.length);
  }

  private grow(more: i32): void {
    const larger = Bytes.alloc(max(this.bytes.length * 2, this.length + more));
    larger.put(0, this.bytes);
    this.bytes = larger;
  }
}

/** The text as a JSON string, with quotes. */
export function quoted(text: Bytes): Bytes {
  const out = new Output(text.length + 8);
  out.add(0x22);
  for (let i = 0; i < text.length; i++) {
    const byte = text.at(i);
    if (byte == 0x22 || byte == 0x5c) {
      out.add(0x5c);
      out.add(byte);
    } else if (byte < 0x20) {
      out.addAll(CONTROL);
      out.add(byte >> 4 == 0 ? 0x30 : 0x31);
      const digit = byte & 15;
      out.add(digit < 10 ? digit + 0x30 : digit + 0x57);
    } else out.add(byte);
  }
  out.add(0x22);
  return out.taken();
}

const CONTROL = Bytes.of("\\u00");
