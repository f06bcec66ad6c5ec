/**
 * ProtoJSON with paths in its errors and the registry behind its Anys. Values, ranges and the well-known types are
 * judged by protobufjs's own ProtoJSON, field by field; the walk through messages is here.
 */
import protobuf from "protobufjs";
import protojson from "protobufjs/ext/protojson.js";
import { decoded, messageName, protoName, registeredType, typeUrl } from "./descriptors.js";
import type { Fields } from "./encoder.js";
import { isLong, plain } from "./plain.js";
import { ProtoError } from "./proto-error.js";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

type JsonObject = { readonly [key: string]: JsonValue };

/** Messages whose JSON is not an object of their fields (ProtoJSON, "Well-known types"); Any is one more. */
const ownForm = new Set(
  [
    ...["Duration", "Timestamp", "FieldMask", "Struct", "Value", "ListValue"],
    ...["DoubleValue", "FloatValue", "Int64Value", "UInt64Value", "Int32Value", "UInt32Value"],
    ...["BoolValue", "StringValue", "BytesValue"],
  ].map((name) => `.google.protobuf.${name}`),
);

type Form = "any" | "own" | "fields";

const forms = new WeakMap<protobuf.Type, Form>();

function formOf(type: protobuf.Type): Form {
  let form = forms.get(type);
  if (form === undefined) {
    const name = type.fullName;
    form = name === ".google.protobuf.Any" ? "any" : ownForm.has(name) ? "own" : "fields";
    forms.set(type, form);
  }
  return form;
}

// --- reading ---

export function messageFromJson(type: protobuf.Type, json: JsonValue, path: string): Fields {
  const form = formOf(type);
  if (form === "any") return anyFromJson(json, path);
  if (form === "own") return judged(type, json, path);
  const result: Fields = {};
  const setIn = new Map<protobuf.OneOf, string>();
  for (const [key, value] of Object.entries(objectAt(json, path, type))) {
    const field = fieldNamed(type, key);
    if (field === undefined) throw new ProtoError(path, unknownField(type, key));
    const at = path === "" ? key : `${path}.${key}`;
    if (Object.hasOwn(result, field.name)) throw new ProtoError(at, "the field is given twice");
    if (value === null && field.resolvedType?.fullName !== ".google.protobuf.Value") continue;
    if (field.partOf) {
      const rival = setIn.get(field.partOf);
      if (rival !== undefined) throw new ProtoError(at, `only one of ${rival} and ${key} can be set`);
      setIn.set(field.partOf, key);
    }
    const read = fieldFromJson(field, value, at);
    if (read !== undefined) result[field.name] = read;
  }
  return result;
}

function objectAt(json: JsonValue, path: string, wanted: string | protobuf.Type): JsonObject {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as JsonObject;
  const what = typeof wanted === "string" ? wanted : `an object (${wanted.fullName.slice(1)})`;
  throw new ProtoError(path, `expected ${what}, found ${describe(json)}`);
}

function describe(json: JsonValue): string {
  if (Array.isArray(json)) return "a list";
  return typeof json === "object" && json !== null ? "an object" : JSON.stringify(json);
}

function fieldFromJson(field: protobuf.Field, json: JsonValue, path: string): unknown {
  const message = field.resolvedType instanceof protobuf.Type ? field.resolvedType : undefined;
  if (field instanceof protobuf.MapField) {
    const entries = objectAt(json, path, "an object of keys and values");
    if (message === undefined) return judgedField(field, json, path);
    const read = Object.entries(entries).map(([key, value]) => {
      return [key, messageFromJson(message, value, `${path}[${JSON.stringify(key)}]`)] as const;
    });
    return read.length === 0 ? undefined : Object.fromEntries(read);
  }
  if (!field.repeated) {
    return message === undefined ? judgedField(field, json, path) : messageFromJson(message, json, path);
  }
  if (!Array.isArray(json)) throw new ProtoError(path, `expected a list, found ${describe(json)}`);
  if (json.length === 0) return undefined;
  return (json as readonly JsonValue[]).map((item, index) => {
    const at = `${path}[${index}]`;
    if (message !== undefined) return messageFromJson(message, item, at);
    return (judgedField(field, [item], at) as unknown[])[0];
  });
}

/** A scalar or enum field (or a map or a list of them), by protobufjs's rules. Undefined for an implicit default. */
function judgedField(field: protobuf.Field, json: JsonValue, path: string): unknown {
  if (field.parent === null) throw new Error(`${field.name} belongs to no message`);
  return judged(field.parent as protobuf.Type, { [field.name]: json }, path)[field.name];
}

function judged(type: protobuf.Type, json: JsonValue, path: string): Fields {
  try {
    return plain(protojson.fromJson(type, json) as unknown as Fields);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ProtoError(path, message.replace(/^\.?[\w.]+: /, ""), { cause: error });
  }
}

/**
 * An Any of a registered type. Its other members are the message's fields, or `value` for a type with a JSON form of its
 * own (ProtoJSON, "Any").
 */
function anyFromJson(json: JsonValue, path: string): Fields {
  const { "@type": url, ...members } = objectAt(json, path, 'an object with "@type"');
  if (typeof url !== "string") throw new ProtoError(path, '"@type" is missing');
  const name = messageName(url);
  const type = registeredType(name, `${path}["@type"]`);
  if (formOf(type) === "fields") return { type: name, value: messageFromJson(type, members, path) };
  const { value, ...others } = members;
  const other = Object.keys(others)[0];
  if (other !== undefined) throw new ProtoError(path, unknownField(type, other));
  if (value === undefined) throw new ProtoError(path, `a ${name} in an Any is written as "value"`);
  return { type: name, value: messageFromJson(type, value, `${path}.value`) };
}

const fieldIndexes = new WeakMap<protobuf.Type, ReadonlyMap<string, protobuf.Field>>();

function fieldNamed(type: protobuf.Type, key: string): protobuf.Field | undefined {
  let index = fieldIndexes.get(type);
  if (index === undefined) {
    const fields = type.fieldsArray.map((field) => field.resolve());
    index = new Map(fields.flatMap((field) => [protoName(field), field.name].map((name) => [name, field] as const)));
    fieldIndexes.set(type, index);
  }
  return index.get(key);
}

function unknownField(type: protobuf.Type, key: string): string {
  const names = type.fieldsArray.map(protoName);
  const listed =
    names.length === 0 ? "has no fields" : names.length > 12 ? "has no such field" : `has ${names.join(", ")}`;
  return `unknown field ${JSON.stringify(key)}: ${type.fullName.slice(1)} ${listed}`;
}

// --- writing ---

/** `message` as protobufjs decoded it (or plain): the fields in their declared order, map entries by key. */
function messageToJson(type: protobuf.Type, message: Fields): JsonValue {
  const form = formOf(type);
  if (form === "any") return anyToJson(message);
  if (form === "own") return protojson.toJson(type, message) as JsonValue;
  const result: Record<string, JsonValue> = {};
  for (const field of type.fieldsArray) {
    const value = Object.hasOwn(message, field.name) ? message[field.name] : undefined;
    if (value === undefined || value === null || isEmpty(value, field)) continue;
    result[protoName(field)] = fieldToJson(field.resolve(), value);
  }
  return result;
}

function isEmpty(value: unknown, field: protobuf.Field): boolean {
  if (field instanceof protobuf.MapField) return Object.keys(value as Fields).length === 0;
  return field.repeated && (value as unknown[]).length === 0;
}

function fieldToJson(field: protobuf.Field, value: unknown): JsonValue {
  if (field instanceof protobuf.MapField) {
    const entries = Object.entries(value as Fields).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [keyToJson(field, key), singularToJson(field, item)]));
  }
  return field.repeated
    ? (value as unknown[]).map((item) => singularToJson(field, item))
    : singularToJson(field, value);
}

/** protobufjs keys a map of 64-bit integers by their eight bytes. */
function keyToJson(field: protobuf.MapField, key: string): string {
  return field.keyType.endsWith("64") ? String(protobuf.util.longFromHash(key, field.keyType.startsWith("u"))) : key;
}

function singularToJson(field: protobuf.Field, value: unknown): JsonValue {
  if (field.resolvedType instanceof protobuf.Type) return messageToJson(field.resolvedType, value as Fields);
  if (field.resolvedType instanceof protobuf.Enum) {
    return field.resolvedType.valuesById[value as number] ?? (value as number);
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return isLong(value) || field.type.endsWith("64") ? String(value) : (value as JsonValue);
}

function anyToJson({ type: name, value, bytes }: Fields): JsonValue {
  const url = typeUrl(String(name));
  if (bytes instanceof Uint8Array) return { "@type": url, value: Buffer.from(bytes).toString("base64") };
  const type = registeredType(String(name));
  const json = messageToJson(type, value as Fields);
  return formOf(type) === "own" ? { "@type": url, value: json } : { "@type": url, ...(json as JsonObject) };
}

/** The JSON of a message on the wire. */
export function bytesToJson(type: protobuf.Type, bytes: Uint8Array): JsonValue {
  return messageToJson(type, decoded(type, bytes));
}
