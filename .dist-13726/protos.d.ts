/**
 * The only door to protobufjs: messages to bytes and back for the hot path, ProtoJSON for what people read and write.
 *
 * A message is a plain object of the interfaces in `generated/envoy.js`. A google.protobuf.Any is `{ type, value }`, or
 * `{ type, bytes }` where the message was encoded before or its type is not in the registry (`scripts/protos-registry.mjs`).
 * The interfaces catch what protobufjs lets pass in silence: a misspelt field, an enum by its name. Two members of one
 * oneof they allow; `fromJson` refuses them, and on the wire the last one wins.
 */
import type { MessageName, MessageTypes } from "../generated/envoy.js";
import { type ConstraintViolation } from "./protos/constraints.js";
import { type JsonValue } from "./protos/json.js";
export type { AnyMessage, google, MessageName, MessageTypes } from "../generated/envoy.js";
export { envoy, registry } from "../generated/envoy.js";
export type { ConstraintViolation } from "./protos/constraints.js";
export { messageName, typeUrl } from "./protos/descriptors.js";
export type { JsonValue } from "./protos/json.js";
export { ProtoError } from "./protos/proto-error.js";
/** Whether messages of this type can be encoded, decoded and put into an Any. */
export declare function isMessageName(name: string): name is MessageName;
/** Loads the message types, some 200 ms of work, before the first message needs them: while something else is waited for. */
export declare function loadMessageTypes(): void;
/**
 * The wire form. Same value, same bytes: fields go by number, map entries by key.
 * @throws ProtoError for an Any of a type that is not in the registry: a bug of the caller
 */
export declare function encode<N extends MessageName>(name: N, value: MessageTypes[N]): Uint8Array;
/**
 * The message as a plain object; every Any of a registered type is decoded in place. 64-bit integers beyond 2^53 are
 * text. Wire fields that the descriptors do not know are dropped, and so is the host of an Any's type URL.
 * @throws ProtoError when the bytes are no such message
 */
export declare function decode<N extends MessageName>(name: N, bytes: Uint8Array): MessageTypes[N];
/**
 * Canonical ProtoJSON with the field names of the .proto files (snake_case, as in Envoy's own documentation and YAML).
 * An Any of an unregistered type shows as `{ "@type": url, value: base64 }`, which `fromJson` refuses.
 */
export declare function toJson<N extends MessageName>(name: N, message: MessageTypes[N] | Uint8Array): JsonValue;
/**
 * Reads ProtoJSON, with field names of either spelling.
 * @throws ProtoError with the path of the first thing that is wrong: an unknown field, type or enum value, a value of
 * another type or out of range, a field given twice, two members of one oneof
 */
export declare function fromJson<N extends MessageName>(name: N, json: JsonValue): MessageTypes[N];
/**
 * The constraints of the Envoy API that this message breaks; Envoy would refuse it, and a whole discovery response with
 * it. Nested messages are looked at, and Anys given as `{ type, value }`; bytes are not.
 */
export declare function constraintViolations<N extends MessageName>(name: N, message: MessageTypes[N]): readonly ConstraintViolation[];
