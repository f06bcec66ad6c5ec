/**
 * The few protobuf bytes this room writes itself: a resource is encoded once and shared by every subscriber, so the
 * envelope around it must be put together from ready bytes, which a message encoder cannot do.
 */
const text = new TextEncoder();
/** Bytes a base-128 varint of this value takes. */
function varintLength(value) {
    let length = 1;
    for (let rest = value; rest >= 128; rest = Math.floor(rest / 128))
        length++;
    return length;
}
function writeVarint(into, at, value) {
    let position = at;
    let rest = value;
    while (rest >= 128) {
        into[position++] = (rest % 128) + 128;
        rest = Math.floor(rest / 128);
    }
    into[position++] = rest;
    return position;
}
/** Size of a length-delimited field (number < 16) whose payload has this length. */
export function fieldLength(payloadLength) {
    return 1 + varintLength(payloadLength) + payloadLength;
}
/** Writes tag and length of a length-delimited field; the payload belongs at the position returned. */
export function writeFieldHead(into, at, head) {
    into[at] = head.field * 8 + 2;
    return writeVarint(into, at + 1, head.length);
}
/** A length-delimited field holding UTF-8 text. */
export function textField(field, value) {
    const payload = text.encode(value);
    const out = new Uint8Array(fieldLength(payload.length));
    out.set(payload, writeFieldHead(out, 0, { field, length: payload.length }));
    return out;
}
/** The parts one behind the other: fields of one message may be concatenated (protobuf encoding, "Message structure"). */
export function joined(parts) {
    return Buffer.concat(parts);
}
//# sourceMappingURL=wire.js.map