/**
 * Messages to bytes. protobufjs compiles an encoder for each type, which asks a message for each of the sixty fields a
 * Cluster may have; ours looks only at the fields that a message has. It writes map entries by key, and an Any in place.
 */
import protobuf from "protobufjs";
export type Fields = Record<string, unknown>;
/** Finds the types that an Any names. */
export type TypeNamed = (name: string) => protobuf.Type;
/**
 * The wire form: fields by number, map entries by key. Unset and (where the field has no presence) default values are left out.
 * @throws ProtoError for an Any without a type, or with neither or both of value and bytes
 */
export declare function encoded(type: protobuf.Type, message: Fields, typeNamed: TypeNamed): Uint8Array;
