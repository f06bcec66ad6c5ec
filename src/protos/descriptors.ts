/** Loads the descriptors and teaches protobufjs the two things it lacks: map entries in order, and Any in place. */
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
import { registry } from "../../generated/envoy.js";
import { ProtoError } from "./proto-error.js";

export type Fields = Record<string, unknown>;

const urlPrefix = "type.googleapis.com/";

/** The type URL of a message type, as it stands in a google.protobuf.Any and in discovery requests. */
export function typeUrl(name: string): string {
  return urlPrefix + name;
}

/** The full name of the message type that a type URL names, whatever its host. */
export function messageName(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

let loaded: ReadonlyMap<string, protobuf.Type> | undefined;

/** The registry's types by full name. Loading them takes some 100 ms, so it waits for the first use. */
export function registeredTypes(): ReadonlyMap<string, protobuf.Type> {
  loaded ??= loadTypes();
  return loaded;
}

/** @throws ProtoError when the type is not in the registry */
export function registeredType(name: string, path = ""): protobuf.Type {
  const type = registeredTypes().get(name);
  if (type === undefined) throw new ProtoError(path, `unknown message type ${JSON.stringify(name)}`);
  return type;
}

/** The field's name in the .proto file; the type declarations of protobufjs leave it out. */
export function protoName(field: protobuf.Field): string {
  return (field as unknown as { readonly protoName?: string }).protoName ?? field.name;
}

/** @throws ProtoError when the bytes are no message of this type */
export function decoded(type: protobuf.Type, bytes: Uint8Array): Fields {
  try {
    return type.decode(bytes) as unknown as Fields;
  } catch (error) {
    if (error instanceof ProtoError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProtoError("", `these bytes are no ${type.fullName.slice(1)} (${reason})`, { cause: error });
  }
}

function loadTypes(): ReadonlyMap<string, protobuf.Type> {
  const root = protobuf.Root.fromJSON(descriptors()).resolveAll();
  for (const type of messageTypesIn(root)) {
    if (type.fieldsArray.some((field) => field.map)) writeMapsInOrder(type);
  }
  const types = new Map(registry.map((name) => [name as string, root.lookupType(name)]));
  nestAnyInPlace(root.lookupType("google.protobuf.Any"), types);
  return types;
}

function descriptors(): protobuf.INamespace {
  const file = new URL("../../generated/envoy.json", import.meta.url);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as protobuf.INamespace;
  } catch (error) {
    throw new Error("generated/envoy.json cannot be read: run `npm run setup` first", { cause: error });
  }
}

function messageTypesIn(namespace: protobuf.NamespaceBase): protobuf.Type[] {
  return namespace.nestedArray.flatMap((nested) => [
    ...(nested instanceof protobuf.Type ? [nested] : []),
    ...(nested instanceof protobuf.Namespace ? messageTypesIn(nested) : []),
  ]);
}

/** protobufjs writes map entries as they were inserted; bytes must not depend on that. */
function writeMapsInOrder(type: protobuf.Type): void {
  const maps = type.fieldsArray.filter((field) => field.map).map((field) => field.name);
  let write: protobuf.Type["encode"] | undefined;
  const writeInOrder: protobuf.Type["encode"] = (message, writer) => {
    if (write === undefined) {
      write = type.setup().encode; // replaces type.encode, too
      type.encode = writeInOrder;
    }
    let ordered = message as Fields;
    for (const name of maps) {
      const entries = ordered[name];
      if (entries !== undefined && entries !== null && Object.keys(entries).length > 1) {
        ordered = { ...ordered, [name]: sortedByKey(entries as Fields) };
      }
    }
    return write.call(type, ordered, writer);
  };
  type.encode = writeInOrder;
}

function sortedByKey(entries: Fields): Fields {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface AnyFields {
  readonly type?: string;
  readonly value?: Fields;
  readonly bytes?: Uint8Array;
}

/** The bytes of values that cannot change any more: the same part stands in the listeners of a thousand services. */
const constants = new WeakMap<Fields, { readonly type: string; readonly bytes: Uint8Array }>();

function bytesOf(type: string, value: Fields): Uint8Array {
  const known = constants.get(value);
  if (known?.type === type) return known.bytes;
  const bytes = registeredType(type).encode(value).finish();
  if (Object.isFrozen(value)) constants.set(value, { type, bytes });
  return bytes;
}

/** Lets an Any be `{ type, value }` on either side of the wire, however deep it stands. */
function nestAnyInPlace(any: protobuf.Type, types: ReadonlyMap<string, protobuf.Type>): void {
  const { decode: read } = any.setup();
  any.encode = (message, writer = protobuf.Writer.create()) => {
    const { type, value, bytes } = message as AnyFields;
    if (type === undefined || (value === undefined) === (bytes === undefined)) {
      throw new ProtoError("", "an Any needs a type, and either a value or bytes");
    }
    writer.uint32(10).string(typeUrl(type));
    const inner = bytes ?? bytesOf(type, value ?? {});
    return inner.length === 0 ? writer : writer.uint32(18).bytes(inner);
  };
  any.decode = (reader, length) => {
    const { typeUrl: url, value } = read.call(any, reader, length) as unknown as { typeUrl: string; value: Uint8Array };
    const name = messageName(url);
    const type = types.get(name);
    return (type === undefined ? { type: name, bytes: value } : { type: name, value: type.decode(value) }) as never;
  };
}
