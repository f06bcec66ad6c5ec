/** Lists of pairs as they cross the boundary: the count, the lengths, then every string with a zero behind it. */
import type { HeaderMap } from "./header-map.js";

export type Pairs = readonly (readonly [name: string, value: string])[];

const mostPairs = 1024;
const mostBytes = 1024 * 1024;

/** The pairs of a header map, as byte string. */
export function serializedHeaders(map: HeaderMap): string {
  if (map.size === 0) return "";
  let sizes = word(map.size);
  let texts = "";
  for (let at = 0; at < map.size; at += 1) {
    const name = map.nameAt(at);
    const value = map.valueAt(at);
    sizes += word(name.length) + word(value.length);
    texts += `${name}\0${value}\0`;
  }
  return sizes + texts;
}

/** Reads pairs that a module wrote. Too many, too large or malformed are no pairs at all: Envoy does not say so either. */
export function pairsOf(bytes: string): Pairs {
  if (bytes.length > mostBytes || bytes.length < 4) return [];
  const count = wordAt(bytes, 0);
  if (count > mostPairs || 4 + count * 8 > bytes.length) return [];
  const pairs: (readonly [string, string])[] = [];
  let at = 4 + count * 8;
  for (let index = 0; index < count; index += 1) {
    const nameEnd = at + wordAt(bytes, 4 + index * 8);
    const valueEnd = nameEnd + 1 + wordAt(bytes, 8 + index * 8);
    if (valueEnd + 1 > bytes.length || bytes[nameEnd] !== "\0" || bytes[valueEnd] !== "\0") return [];
    pairs.push([bytes.slice(at, nameEnd), bytes.slice(nameEnd + 1, valueEnd)]);
    at = valueEnd + 1;
  }
  return at === bytes.length ? pairs : [];
}

function word(value: number): string {
  return String.fromCharCode(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
}

function wordAt(bytes: string, at: number): number {
  const byte = (offset: number): number => bytes.charCodeAt(at + offset);
  return (byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24)) >>> 0;
}
