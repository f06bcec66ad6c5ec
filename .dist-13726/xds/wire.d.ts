/**
 * The few protobuf bytes this room writes itself: a resource is encoded once and shared by every subscriber, so the
 * envelope around it must be put together from ready bytes, which a message encoder cannot do.
 */
/** Size of a length-delimited field (number < 16) whose payload has this length. */
export declare function fieldLength(payloadLength: number): number;
/** Writes tag and length of a length-delimited field; the payload belongs at the position returned. */
export declare function writeFieldHead(into: Uint8Array, at: number, head: {
    field: number;
    length: number;
}): number;
/** A length-delimited field holding UTF-8 text. */
export declare function textField(field: number, value: string): Uint8Array;
/** The parts one behind the other: fields of one message may be concatenated (protobuf encoding, "Message structure"). */
export declare function joined(parts: readonly Uint8Array[]): Uint8Array;
