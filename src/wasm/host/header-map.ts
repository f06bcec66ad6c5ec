/** Header maps as Envoy keeps them: lower-case names, pseudo headers first, values of most names side by side. */
import { bufferOf, byteString, type Octets, textOf } from "./byte-string.js";
import { type HeaderMapKind, singleHeaders } from "./single-headers.js";

/** Headers as an author writes them: an array as value means several headers of that name. */
export type HeadersInit =
  | Readonly<Record<string, Octets | readonly Octets[]>>
  | readonly (readonly [name: string, value: Octets])[];

/** What authors read of headers. */
export interface Headers {
  /** The first value of a name, whatever its case; undefined if there is none. What is no UTF-8 reads as U+FFFD. */
  get(name: string): string | undefined;
  /** The first value's bytes. */
  bytes(name: string): Uint8Array | undefined;
  /** All values of a name. */
  all(name: string): readonly string[];
  has(name: string): boolean;
  /** In the order in which a filter sees them. */
  entries(): readonly (readonly [name: string, value: string])[];
  /** Names with their values, joined by a comma and a blank as HTTP allows. */
  toJSON(): Readonly<Record<string, string>>;
}

// ASCII only: other bytes of a name stay as they are.
const upperCase = /[A-Z]/g;

/** A header map of one stream, with byte strings in it. Mutable: it travels from filter to filter. */
export class HeaderMap implements Headers {
  readonly kind: HeaderMapKind;
  #names: string[] = [];
  #values: string[] = [];
  #pseudo = 0;

  constructor(kind: HeaderMapKind, init: HeadersInit = []) {
    this.kind = kind;
    const entries = isList(init) ? init : Object.entries(init);
    for (const [name, value] of entries) {
      const lower = this.#key(byteString(name));
      if (typeof value === "string" || value instanceof Uint8Array) this.#insert(lower, byteString(value));
      else for (const one of value) this.#insert(lower, byteString(one));
    }
  }

  get size(): number {
    return this.#names.length;
  }

  /** Bytes of all names and values. */
  get byteSize(): number {
    let size = 0;
    for (let at = 0; at < this.#names.length; at += 1) size += this.nameAt(at).length + this.valueAt(at).length;
    return size;
  }

  nameAt(index: number): string {
    return this.#names[index] ?? "";
  }

  valueAt(index: number): string {
    return this.#values[index] ?? "";
  }

  /** The first value as a byte string. */
  raw(name: string): string | undefined {
    return this.#values[this.#names.indexOf(this.#key(name))];
  }

  /** Adds an entry; of a name that Envoy keeps in one slot, it grows the value instead. */
  add(name: string, value: string): void {
    this.#insert(this.#key(name), value);
  }

  /** Puts one value in the place of all values of a name. */
  set(name: string, value: string): void {
    const key = this.#key(name);
    const at = this.#names.indexOf(key);
    // One value keeps its place; several make way for a new one at the end.
    if (at >= 0 && at === this.#names.lastIndexOf(key)) this.#values[at] = value;
    else {
      this.remove(key);
      this.#insert(key, value);
    }
  }

  remove(name: string): void {
    const key = this.#key(name);
    for (let at = this.#names.length - 1; at >= 0; at -= 1) if (this.#names[at] === key) this.#drop(at);
  }

  clear(): void {
    this.#names = [];
    this.#values = [];
    this.#pseudo = 0;
  }

  copy(): HeaderMap {
    const other = new HeaderMap(this.kind);
    other.#names = [...this.#names];
    other.#values = [...this.#values];
    other.#pseudo = this.#pseudo;
    return other;
  }

  get(name: string): string | undefined {
    const raw = this.raw(byteString(name));
    return raw === undefined ? undefined : textOf(raw);
  }

  bytes(name: string): Uint8Array | undefined {
    const raw = this.raw(byteString(name));
    return raw === undefined ? undefined : bufferOf(raw);
  }

  all(name: string): readonly string[] {
    const key = this.#key(byteString(name));
    return this.#values.filter((_, at) => this.#names[at] === key).map(textOf);
  }

  has(name: string): boolean {
    return this.#names.includes(this.#key(byteString(name)));
  }

  entries(): readonly (readonly [string, string])[] {
    return this.#names.map((name, at) => [textOf(name), textOf(this.valueAt(at))] as const);
  }

  toJSON(): Readonly<Record<string, string>> {
    const joined: Record<string, string> = {};
    for (const [name, value] of this.entries()) {
      const before = joined[name];
      joined[name] = before === undefined ? value : `${before}, ${value}`;
    }
    return joined;
  }

  #key(name: string): string {
    const lower = name.search(upperCase) >= 0 ? name.replace(upperCase, (letter) => letter.toLowerCase()) : name;
    return lower === "host" && this.kind === "request" ? ":authority" : lower;
  }

  #insert(key: string, value: string): void {
    const pseudo = key.startsWith(":");
    const at = pseudo || singleHeaders[this.kind].has(key) ? this.#names.indexOf(key) : -1;
    if (at >= 0) {
      this.#values[at] = `${this.valueAt(at)},${value}`;
    } else if (pseudo) {
      this.#names.splice(this.#pseudo, 0, key);
      this.#values.splice(this.#pseudo, 0, value);
      this.#pseudo += 1;
    } else {
      this.#names.push(key);
      this.#values.push(value);
    }
  }

  #drop(at: number): void {
    if (at < this.#pseudo) this.#pseudo -= 1;
    this.#names.splice(at, 1);
    this.#values.splice(at, 1);
  }
}

function isList(init: HeadersInit): init is readonly (readonly [string, Octets])[] {
  return Array.isArray(init);
}
