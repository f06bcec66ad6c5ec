/**
 * ProtoJSON with paths in its errors and the registry behind its Anys. Values, ranges and the well-known types are
 * judged by protobufjs's own ProtoJSON, field by field; the walk through messages is here.
 */
import protobuf from "protobufjs";
import type { Fields } from "./encoder.js";
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | {
    readonly [key: string]: JsonValue;
};
export declare function messageFromJson(type: protobuf.Type, json: JsonValue, path: string): Fields;
/** The JSON of a message on the wire. */
export declare function bytesToJson(type: protobuf.Type, bytes: Uint8Array): JsonValue;
