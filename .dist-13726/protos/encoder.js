/**
 * Messages to bytes. protobufjs compiles an encoder for each type, which asks a message for each of the sixty fields a
 * Cluster may have; ours looks only at the fields that a message has. It writes map entries by key, and an Any in place.
 */
import protobuf from "protobufjs";
import { ProtoError } from "./proto-error.js";
const plans = new WeakMap();
const lengthDelimited = 2;
/** Wire types by scalar: all, those that may be packed, and those of map keys. */
const basic = protobuf.types.basic;
const packable = protobuf.types.packed;
const keys = protobuf.types.mapKey;
const anyTypeField = 10; // field 1, length-delimited
const anyValueField = 18; // field 2, length-delimited
/**
 * The wire form: fields by number, map entries by key. Unset and (where the field has no presence) default values are left out.
 * @throws ProtoError for an Any without a type, or with neither or both of value and bytes
 */
export function encoded(type, message, typeNamed) {
    const writer = protobuf.Writer.create();
    if (isAny(type))
        writeAny(message, writer, typeNamed);
    else
        writeMessage(planOf(type, typeNamed), message, writer);
    return writer.finish();
}
function writeMessage(plan, message, writer) {
    const present = [];
    let inOrder = true;
    let last = 0;
    for (const name in message) {
        const field = plan.get(name);
        const value = message[name];
        if (field === undefined || value === undefined || value === null)
            continue;
        inOrder &&= field.id > last;
        last = field.id;
        present.push({ field, value });
    }
    if (!inOrder)
        present.sort((a, b) => a.field.id - b.field.id);
    for (const { field, value } of present)
        field.write(value, writer);
}
function planOf(type, typeNamed) {
    const known = plans.get(type);
    if (known !== undefined)
        return known;
    const plan = new Map();
    plans.set(type, plan); // before its fields: messages may contain themselves
    for (const field of type.fieldsArray) {
        field.resolve();
        plan.set(field.name, { id: field.id, write: writeOf(field, typeNamed) });
    }
    return plan;
}
function writeOf(field, typeNamed) {
    if (field instanceof protobuf.MapField)
        return mapWrite(field, typeNamed);
    if (field.repeated)
        return field.packed && isPackable(field) ? packedWrite(field) : repeatedWrite(field, typeNamed);
    const one = oneWrite(field, typeNamed);
    if (field.hasPresence || field.resolvedType instanceof protobuf.Type)
        return one;
    return (value, writer) => {
        if (!isDefault(value))
            one(value, writer);
    };
}
function isDefault(value) {
    if (typeof value === "object")
        return value instanceof Uint8Array ? value.length === 0 : isZeroLong(value);
    return value === "" || value === false || Object.is(value, 0);
}
function isZeroLong(value) {
    const { low, high } = value;
    return low === 0 && high === 0;
}
/** One value with its tag. */
function oneWrite(field, typeNamed) {
    const payload = payloadWrite(field, typeNamed);
    const tag = tagOf(field.id, wireTypeOf(field));
    return (value, writer) => payload(value, writer.uint32(tag));
}
function repeatedWrite(field, typeNamed) {
    const one = oneWrite(field, typeNamed);
    return (values, writer) => {
        for (const value of values)
            one(value, writer);
    };
}
function packedWrite(field) {
    const scalar = scalarWrite(scalarOf(field));
    const tag = tagOf(field.id, lengthDelimited);
    return (values, writer) => {
        const list = values;
        if (list.length === 0)
            return;
        writer.uint32(tag).fork();
        for (const value of list)
            scalar(value, writer);
        writer.ldelim();
    };
}
function mapWrite(field, typeNamed) {
    const entry = tagOf(field.id, lengthDelimited);
    const keyTag = tagOf(1, keys[field.keyType] ?? lengthDelimited);
    const key = scalarWrite(field.keyType);
    const read = keyReading(field.keyType);
    const payload = payloadWrite(field, typeNamed);
    const valueTag = tagOf(2, wireTypeOf(field));
    return (entries, writer) => {
        const map = entries;
        for (const name of Object.keys(map).sort()) {
            writer.uint32(entry).fork().uint32(keyTag);
            key(read(name), writer);
            payload(map[name], writer.uint32(valueTag));
            writer.ldelim();
        }
    };
}
/** The keys of a JavaScript object are text. */
function keyReading(keyType) {
    if (keyType === "string" || keyType.endsWith("64"))
        return (name) => name;
    return keyType === "bool" ? (name) => name === "true" : Number;
}
function payloadWrite(field, typeNamed) {
    const { resolvedType } = field;
    if (!(resolvedType instanceof protobuf.Type))
        return scalarWrite(scalarOf(field));
    if (isAny(resolvedType)) {
        return (value, writer) => void writeAny(value, writer.fork(), typeNamed).ldelim();
    }
    // Looked up at the first use: plans are made for what is written, and not for all that could be.
    let plan;
    return (value, writer) => {
        plan ??= planOf(resolvedType, typeNamed);
        writeMessage(plan, value, writer.fork());
        writer.ldelim();
    };
}
function isAny(type) {
    return type.fullName === ".google.protobuf.Any";
}
function writeAny({ type, value, bytes }, writer, typeNamed) {
    if (type === undefined || (value === undefined) === (bytes === undefined)) {
        throw new ProtoError("", "an Any needs a type, and either a value or bytes");
    }
    writer.uint32(anyTypeField).string(`type.googleapis.com/${type}`);
    const known = bytes ?? (value !== undefined && Object.isFrozen(value) ? constantBytes(type, value, typeNamed) : undefined);
    if (known !== undefined)
        return known.length === 0 ? writer : writer.uint32(anyValueField).bytes(known);
    const start = writer.pos;
    writer.uint32(anyValueField).fork();
    const body = writer.pos;
    writeMessage(planOf(typeNamed(type), typeNamed), value ?? {}, writer);
    if (writer.pos > body)
        return writer.ldelim();
    writer.reset();
    writer.pos = start;
    return writer;
}
/** The bytes of values that cannot change any more: the same part stands in the listeners of a thousand services. */
const constants = new WeakMap();
function constantBytes(type, value, typeNamed) {
    const known = constants.get(value);
    if (known?.type === type)
        return known.bytes;
    const bytes = encoded(typeNamed(type), value, typeNamed);
    constants.set(value, { type, bytes });
    return bytes;
}
function scalarWrite(scalar) {
    return (value, writer) => void writer[scalar]?.(value);
}
function scalarOf(field) {
    return field.resolvedType instanceof protobuf.Enum ? "int32" : field.type;
}
function isPackable(field) {
    return packable[scalarOf(field)] !== undefined;
}
function wireTypeOf(field) {
    return field.resolvedType instanceof protobuf.Type ? lengthDelimited : (basic[scalarOf(field)] ?? lengthDelimited);
}
function tagOf(id, wireType) {
    return ((id << 3) | wireType) >>> 0;
}
//# sourceMappingURL=encoder.js.map