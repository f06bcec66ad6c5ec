/**
 * ProtoJSON with paths in its errors and the registry behind its Anys. Values, ranges and the well-known types are
 * judged by protobufjs's own ProtoJSON, field by field; the walk through messages is here.
 */
import protobuf from "protobufjs";
import protojson from "protobufjs/ext/protojson.js";
import { decoded, messageName, protoName, registeredType, typeUrl } from "./descriptors.js";
import { isLong, plain } from "./plain.js";
import { ProtoError } from "./proto-error.js";
/** Messages whose JSON is not an object of their fields (ProtoJSON, "Well-known types"); Any is one more. */
const ownForm = new Set([
    ...["Duration", "Timestamp", "FieldMask", "Struct", "Value", "ListValue"],
    ...["DoubleValue", "FloatValue", "Int64Value", "UInt64Value", "Int32Value", "UInt32Value"],
    ...["BoolValue", "StringValue", "BytesValue"],
].map((name) => `.google.protobuf.${name}`));
const forms = new WeakMap();
function formOf(type) {
    let form = forms.get(type);
    if (form === undefined) {
        const name = type.fullName;
        form = name === ".google.protobuf.Any" ? "any" : ownForm.has(name) ? "own" : "fields";
        forms.set(type, form);
    }
    return form;
}
// --- reading ---
export function messageFromJson(type, json, path) {
    const form = formOf(type);
    if (form === "any")
        return anyFromJson(json, path);
    if (form === "own")
        return judged(type, json, path);
    const result = {};
    const setIn = new Map();
    for (const [key, value] of Object.entries(objectAt(json, path, type))) {
        const field = fieldNamed(type, key);
        if (field === undefined)
            throw new ProtoError(path, unknownField(type, key));
        const at = path === "" ? key : `${path}.${key}`;
        if (Object.hasOwn(result, field.name))
            throw new ProtoError(at, "the field is given twice");
        if (value === null && field.resolvedType?.fullName !== ".google.protobuf.Value")
            continue;
        if (field.partOf) {
            const rival = setIn.get(field.partOf);
            if (rival !== undefined)
                throw new ProtoError(at, `only one of ${rival} and ${key} can be set`);
            setIn.set(field.partOf, key);
        }
        const read = fieldFromJson(field, value, at);
        if (read !== undefined)
            result[field.name] = read;
    }
    return result;
}
function objectAt(json, path, wanted) {
    if (typeof json === "object" && json !== null && !Array.isArray(json))
        return json;
    const what = typeof wanted === "string" ? wanted : `an object (${wanted.fullName.slice(1)})`;
    throw new ProtoError(path, `expected ${what}, found ${describe(json)}`);
}
function describe(json) {
    if (Array.isArray(json))
        return "a list";
    return typeof json === "object" && json !== null ? "an object" : JSON.stringify(json);
}
function fieldFromJson(field, json, path) {
    const message = field.resolvedType instanceof protobuf.Type ? field.resolvedType : undefined;
    if (field instanceof protobuf.MapField) {
        const entries = objectAt(json, path, "an object of keys and values");
        if (message === undefined)
            return judgedField(field, json, path);
        const read = Object.entries(entries).map(([key, value]) => {
            return [key, messageFromJson(message, value, `${path}[${JSON.stringify(key)}]`)];
        });
        return read.length === 0 ? undefined : Object.fromEntries(read);
    }
    if (!field.repeated) {
        return message === undefined ? judgedField(field, json, path) : messageFromJson(message, json, path);
    }
    if (!Array.isArray(json))
        throw new ProtoError(path, `expected a list, found ${describe(json)}`);
    if (json.length === 0)
        return undefined;
    return json.map((item, index) => {
        const at = `${path}[${index}]`;
        if (message !== undefined)
            return messageFromJson(message, item, at);
        return judgedField(field, [item], at)[0];
    });
}
/** A scalar or enum field (or a map or a list of them), by protobufjs's rules. Undefined for an implicit default. */
function judgedField(field, json, path) {
    if (field.parent === null)
        throw new Error(`${field.name} belongs to no message`);
    return judged(field.parent, { [field.name]: json }, path)[field.name];
}
function judged(type, json, path) {
    try {
        return plain(protojson.fromJson(type, json));
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new ProtoError(path, message.replace(/^\.?[\w.]+: /, ""), { cause: error });
    }
}
/**
 * An Any of a registered type. Its other members are the message's fields, or `value` for a type with a JSON form of its
 * own (ProtoJSON, "Any").
 */
function anyFromJson(json, path) {
    const { "@type": url, ...members } = objectAt(json, path, 'an object with "@type"');
    if (typeof url !== "string")
        throw new ProtoError(path, '"@type" is missing');
    const name = messageName(url);
    const type = registeredType(name, `${path}["@type"]`);
    if (formOf(type) === "fields")
        return { type: name, value: messageFromJson(type, members, path) };
    const { value, ...others } = members;
    const other = Object.keys(others)[0];
    if (other !== undefined)
        throw new ProtoError(path, unknownField(type, other));
    if (value === undefined)
        throw new ProtoError(path, `a ${name} in an Any is written as "value"`);
    return { type: name, value: messageFromJson(type, value, `${path}.value`) };
}
const fieldIndexes = new WeakMap();
function fieldNamed(type, key) {
    let index = fieldIndexes.get(type);
    if (index === undefined) {
        const fields = type.fieldsArray.map((field) => field.resolve());
        index = new Map(fields.flatMap((field) => [protoName(field), field.name].map((name) => [name, field])));
        fieldIndexes.set(type, index);
    }
    return index.get(key);
}
function unknownField(type, key) {
    const names = type.fieldsArray.map(protoName);
    const listed = names.length === 0 ? "has no fields" : names.length > 12 ? "has no such field" : `has ${names.join(", ")}`;
    return `unknown field ${JSON.stringify(key)}: ${type.fullName.slice(1)} ${listed}`;
}
// --- writing ---
/** `message` as protobufjs decoded it (or plain): the fields in their declared order, map entries by key. */
function messageToJson(type, message) {
    const form = formOf(type);
    if (form === "any")
        return anyToJson(message);
    if (form === "own")
        return protojson.toJson(type, message);
    const result = {};
    for (const field of type.fieldsArray) {
        const value = Object.hasOwn(message, field.name) ? message[field.name] : undefined;
        if (value === undefined || value === null || isEmpty(value, field))
            continue;
        result[protoName(field)] = fieldToJson(field.resolve(), value);
    }
    return result;
}
function isEmpty(value, field) {
    if (field instanceof protobuf.MapField)
        return Object.keys(value).length === 0;
    return field.repeated && value.length === 0;
}
function fieldToJson(field, value) {
    if (field instanceof protobuf.MapField) {
        const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
        return Object.fromEntries(entries.map(([key, item]) => [keyToJson(field, key), singularToJson(field, item)]));
    }
    return field.repeated
        ? value.map((item) => singularToJson(field, item))
        : singularToJson(field, value);
}
/** protobufjs keys a map of 64-bit integers by their eight bytes. */
function keyToJson(field, key) {
    return field.keyType.endsWith("64") ? String(protobuf.util.longFromHash(key, field.keyType.startsWith("u"))) : key;
}
function singularToJson(field, value) {
    if (field.resolvedType instanceof protobuf.Type)
        return messageToJson(field.resolvedType, value);
    if (field.resolvedType instanceof protobuf.Enum) {
        return field.resolvedType.valuesById[value] ?? value;
    }
    if (value instanceof Uint8Array)
        return Buffer.from(value).toString("base64");
    if (typeof value === "number" && !Number.isFinite(value))
        return String(value);
    return isLong(value) || field.type.endsWith("64") ? String(value) : value;
}
function anyToJson({ type: name, value, bytes }) {
    const url = typeUrl(String(name));
    if (bytes instanceof Uint8Array)
        return { "@type": url, value: Buffer.from(bytes).toString("base64") };
    const type = registeredType(String(name));
    const json = messageToJson(type, value);
    return formOf(type) === "own" ? { "@type": url, value: json } : { "@type": url, ...json };
}
/** The JSON of a message on the wire. */
export function bytesToJson(type, bytes) {
    return messageToJson(type, decoded(type, bytes));
}
//# sourceMappingURL=json.js.map