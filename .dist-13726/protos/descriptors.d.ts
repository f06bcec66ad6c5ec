import protobuf from "protobufjs";
import { type Fields } from "./encoder.js";
/** The type URL of a message type, as it stands in a google.protobuf.Any and in discovery requests. */
export declare function typeUrl(name: string): string;
/** The full name of the message type that a type URL names, whatever its host. */
export declare function messageName(url: string): string;
/** The registry's types by full name. Loading them takes some 100 ms, so it waits for the first use. */
export declare function registeredTypes(): ReadonlyMap<string, protobuf.Type>;
/** @throws ProtoError when the type is not in the registry */
export declare function registeredType(name: string, path?: string): protobuf.Type;
/**
 * The wire form of a message of this type.
 * @throws ProtoError when the type, or that of an Any in it, is not in the registry
 */
export declare function encodedAs(name: string, message: Fields): Uint8Array;
/** The field's name in the .proto file; the type declarations of protobufjs leave it out. */
export declare function protoName(field: protobuf.Field): string;
/** @throws ProtoError when the bytes are no message of this type */
export declare function decoded(type: protobuf.Type, bytes: Uint8Array): Fields;
