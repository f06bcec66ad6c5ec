import protobuf from "protobufjs";
import type { Fields } from "./encoder.js";

/** How protobufjs decodes a 64-bit integer. */
interface Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
  toNumber(): number;
  toString(): string;
}

export function isLong(value: unknown): value is Long {
  return typeof value === "object" && value !== null && "low" in value && "high" in value && "unsigned" in value;
}

/**
 * A decoded message without protobufjs in it: plain objects that hold the fields that were on the wire and nothing else.
 * 64-bit integers become numbers, or text where a number would lose digits.
 */
export function plain(message: Fields): Fields {
  const result: Fields = {};
  for (const name of Object.keys(message)) {
    const value = message[name];
    // protobufjs starts every message with empty arrays and maps; on the wire an empty one is an absent one.
    if (!isEmptyCollection(value)) setOwn(result, name, plainValue(value));
  }
  return result;
}

/** Sets a map's entry even where its key is `__proto__`. */
function setOwn(target: Fields, name: string, value: unknown): void {
  if (name === "__proto__") Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
  else target[name] = value;
}

function isEmptyCollection(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof protobuf.Message || value instanceof Uint8Array) return false;
  return Object.keys(value).length === 0;
}

function plainValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Uint8Array) return value;
  return isLong(value) ? shortest(value) : plain(value as Fields);
}

function shortest(value: Long): number | string {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : value.toString();
}
