import { violationsIn } from "./protos/constraints.js";
import { decoded, encodedAs, registeredType, registeredTypes } from "./protos/descriptors.js";
import { bytesToJson, messageFromJson } from "./protos/json.js";
import { plain } from "./protos/plain.js";
export { envoy, registry } from "../generated/envoy.js";
export { messageName, typeUrl } from "./protos/descriptors.js";
export { ProtoError } from "./protos/proto-error.js";
/** Whether messages of this type can be encoded, decoded and put into an Any. */
export function isMessageName(name) {
    return registeredTypes().has(name);
}
/** Loads the message types, some 200 ms of work, before the first message needs them: while something else is waited for. */
export function loadMessageTypes() {
    registeredTypes();
}
/**
 * The wire form. Same value, same bytes: fields go by number, map entries by key.
 * @throws ProtoError for an Any of a type that is not in the registry: a bug of the caller
 */
export function encode(name, value) {
    return encodedAs(name, value);
}
/**
 * The message as a plain object; every Any of a registered type is decoded in place. 64-bit integers beyond 2^53 are
 * text. Wire fields that the descriptors do not know are dropped, and so is the host of an Any's type URL.
 * @throws ProtoError when the bytes are no such message
 */
export function decode(name, bytes) {
    return plain(decoded(registeredType(name), bytes));
}
/**
 * Canonical ProtoJSON with the field names of the .proto files (snake_case, as in Envoy's own documentation and YAML).
 * An Any of an unregistered type shows as `{ "@type": url, value: base64 }`, which `fromJson` refuses.
 */
export function toJson(name, message) {
    // By way of the bytes, so that what is shown is what is sent.
    return bytesToJson(registeredType(name), message instanceof Uint8Array ? message : encode(name, message));
}
/**
 * Reads ProtoJSON, with field names of either spelling.
 * @throws ProtoError with the path of the first thing that is wrong: an unknown field, type or enum value, a value of
 * another type or out of range, a field given twice, two members of one oneof
 */
export function fromJson(name, json) {
    return messageFromJson(registeredType(name), json, "");
}
/**
 * The constraints of the Envoy API that this message breaks; Envoy would refuse it, and a whole discovery response with
 * it. Nested messages are looked at, and Anys given as `{ type, value }`; bytes are not.
 */
export function constraintViolations(name, message) {
    return violationsIn(registeredType(name), message, "");
}
//# sourceMappingURL=protos.js.map