/** Properties: what a module may ask about the request, the connection and itself, in the bytes that Envoy would send. */
import { status } from "../abi.js";
import { bufferOf, byteString } from "./byte-string.js";
import type { HeaderMap } from "./header-map.js";
import { serializedHeaders } from "./pairs.js";

/**
 * A property's value. Text and bytes are sent as they are, numbers as 64-bit integers (little endian), booleans as one
 * byte, dates as nanoseconds since 1970.
 */
export type PropertyValue = string | Uint8Array | number | bigint | boolean | Date | PropertyTree;

/** The host's own values: headers are read as they are at the moment. */
export interface KnownTree {
  readonly [name: string]: PropertyValue | HeaderMap | KnownTree | undefined;
}

/** Values by name: `{ source: { address: "10.0.0.1:4711" } }`. */
export interface PropertyTree {
  readonly [name: string]: PropertyValue | undefined;
}

/** Where a context's properties come from. */
export interface PropertySource {
  /** The value at a path, as byte string; a status if it cannot be told, undefined if there is none. */
  property(path: readonly string[]): string | number | undefined;
  /** Stores a value under the plugin's own name space; false where there is nothing to store it with. */
  setProperty(path: string, value: string): boolean;
}

/** The bytes of the value at a path, as byte string. */
export function propertyAt(tree: KnownTree, path: readonly string[]): string | number | undefined {
  let value: KnownTree[string] = tree;
  for (const name of path) {
    if (isHeaders(value)) value = headerValue(value, name);
    else if (isTree(value)) value = Object.hasOwn(value, name) ? value[name] : undefined;
    else return undefined;
    if (value === undefined) return undefined;
  }
  return serialized(value);
}

function headerValue(map: HeaderMap, name: string): Uint8Array | undefined {
  const raw = map.raw(name);
  return raw === undefined ? undefined : bufferOf(raw);
}

function serialized(value: NonNullable<KnownTree[string]>): string | number {
  if (typeof value === "string" || value instanceof Uint8Array) return byteString(value);
  if (typeof value === "boolean") return value ? "\x01" : "\0";
  if (typeof value === "number") return long(BigInt(Math.trunc(value)));
  if (typeof value === "bigint") return long(value);
  if (value instanceof Date) return long(BigInt(value.getTime()) * 1_000_000n);
  if (isHeaders(value)) return serializedHeaders(value);
  // A whole tree: Envoy cannot list its names.
  return status.serializationFailure;
}

function long(value: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return bytes.toString("latin1");
}

function isHeaders(value: KnownTree[string]): value is HeaderMap {
  return typeof value === "object" && "raw" in value && typeof value.raw === "function";
}

function isTree(value: KnownTree[string]): value is KnownTree {
  return typeof value === "object" && !(value instanceof Uint8Array) && !(value instanceof Date);
}
