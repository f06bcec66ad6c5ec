/** A module's memory. Its buffer is replaced whenever it grows, so nobody keeps a view of it. */

export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  #bytes: Buffer;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#bytes = Buffer.from(memory.buffer);
  }

  /** Pages of 64 KiB. */
  get pages(): number {
    return this.#memory.buffer.byteLength / 65_536;
  }

  /** The bytes at an address as byte string; undefined if they are not all there. */
  read(address: number, length: number): string | undefined {
    const from = address >>> 0;
    const to = from + (length >>> 0);
    const bytes = this.#fresh();
    return to > bytes.length ? undefined : bytes.toString("latin1", from, to);
  }

  /** A copy of the bytes at an address; undefined if they are not all there. */
  copy(address: number, length: number): Buffer | undefined {
    const from = address >>> 0;
    const to = from + (length >>> 0);
    const bytes = this.#fresh();
    return to > bytes.length ? undefined : Buffer.from(bytes.subarray(from, to));
  }

  /** Writes a byte string or bytes; false if they do not fit. */
  write(address: number, value: string | Uint8Array): boolean {
    const from = address >>> 0;
    const bytes = this.#fresh();
    if (from + value.length > bytes.length) return false;
    if (typeof value === "string") bytes.write(value, from, "latin1");
    else bytes.set(value, from);
    return true;
  }

  word(address: number): number | undefined {
    const from = address >>> 0;
    const bytes = this.#fresh();
    return from + 4 > bytes.length ? undefined : bytes.readUInt32LE(from);
  }

  /** Writes 32 bits; false if the address is outside. */
  setWord(address: number, value: number): boolean {
    const from = address >>> 0;
    const bytes = this.#fresh();
    if (from + 4 > bytes.length) return false;
    bytes.writeUInt32LE(value >>> 0, from);
    return true;
  }

  /** Writes 64 bits; false if the address is outside. */
  setLong(address: number, value: bigint): boolean {
    const from = address >>> 0;
    const bytes = this.#fresh();
    if (from + 8 > bytes.length) return false;
    bytes.writeBigUInt64LE(BigInt.asUintN(64, value), from);
    return true;
  }

  #fresh(): Buffer {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = Buffer.from(this.#memory.buffer);
    return this.#bytes;
  }
}
