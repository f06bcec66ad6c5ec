/** Bytes on their way through the filters: one chunk, or what was buffered of a body. */

export class ByteQueue {
  #bytes: Buffer;

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#bytes.length;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Takes all bytes out of `other` and appends them. */
  moveFrom(other: ByteQueue): void {
    if (other.length === 0) return;
    this.#bytes = this.#bytes.length === 0 ? other.#bytes : Buffer.concat([this.#bytes, other.#bytes]);
    other.#bytes = Buffer.alloc(0);
  }

  /** Takes all bytes out. */
  taken(): Buffer {
    const bytes = this.#bytes;
    this.#bytes = Buffer.alloc(0);
    return bytes;
  }

  /** Puts bytes in the place of the first `length` ones. */
  replaceFront(length: number, bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([bytes, this.#bytes.subarray(Math.min(length, this.#bytes.length))]);
  }

  append(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
  }
}
