/** Loads the descriptors and teaches protobufjs to read an Any in place. */
import { readFileSync } from "node:fs";
import protobuf from "protobufjs";
import { registry } from "../../generated/envoy.js";
import { encoded } from "./encoder.js";
import { ProtoError } from "./proto-error.js";
const urlPrefix = "type.googleapis.com/";
/** The type URL of a message type, as it stands in a google.protobuf.Any and in discovery requests. */
export function typeUrl(name) {
    return urlPrefix + name;
}
/** The full name of the message type that a type URL names, whatever its host. */
export function messageName(url) {
    return url.slice(url.lastIndexOf("/") + 1);
}
let loaded;
/** The registry's types by full name. Loading them takes some 100 ms, so it waits for the first use. */
export function registeredTypes() {
    loaded ??= loadTypes();
    return loaded;
}
/** @throws ProtoError when the type is not in the registry */
export function registeredType(name, path = "") {
    const type = registeredTypes().get(name);
    if (type === undefined)
        throw new ProtoError(path, `unknown message type ${JSON.stringify(name)}`);
    return type;
}
/**
 * The wire form of a message of this type.
 * @throws ProtoError when the type, or that of an Any in it, is not in the registry
 */
export function encodedAs(name, message) {
    return encoded(registeredType(name), message, registeredType);
}
/** The field's name in the .proto file; the type declarations of protobufjs leave it out. */
export function protoName(field) {
    return field.protoName ?? field.name;
}
/** @throws ProtoError when the bytes are no message of this type */
export function decoded(type, bytes) {
    try {
        return type.decode(bytes);
    }
    catch (error) {
        if (error instanceof ProtoError)
            throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new ProtoError("", `these bytes are no ${type.fullName.slice(1)} (${reason})`, { cause: error });
    }
}
function loadTypes() {
    const root = protobuf.Root.fromJSON(descriptors()).resolveAll();
    const types = new Map(registry.map((name) => [name, root.lookupType(name)]));
    readAnyInPlace(root.lookupType("google.protobuf.Any"), types);
    return types;
}
function descriptors() {
    const file = new URL("../../generated/envoy.json", import.meta.url);
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    }
    catch (error) {
        throw new Error("generated/envoy.json cannot be read: run `npm run setup` first", { cause: error });
    }
}
/** Lets an Any be read as `{ type, value }`, however deep it stands; `encoder.ts` writes it so. */
function readAnyInPlace(any, types) {
    const { decode: read } = any.setup();
    any.decode = (reader, length) => {
        const { typeUrl: url, value } = read.call(any, reader, length);
        const name = messageName(url);
        const type = types.get(name);
        return (type === undefined ? { type: name, bytes: value } : { type: name, value: type.decode(value) });
    };
}
//# sourceMappingURL=descriptors.js.map