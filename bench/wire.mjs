/**
 * As much of protobuf as the bench's own xDS client needs, by hand: it must cost next to nothing beside the server that
 * it measures, and must not share code with it.
 */

const varintType = 0;
const bytesType = 2;
const longestVarint = 10;

/** @param {number} value a whole number below 2^53 */
function varint(value) {
  const bytes = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/**
 * A length-delimited field: text, or the bytes of a message.
 * @param {number} number
 * @param {string | Uint8Array} value
 */
export function field(number, value) {
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  return Buffer.concat([varint(number * 8 + bytesType), varint(bytes.length), bytes]);
}

/** @param {readonly Uint8Array[]} fields */
export function message(...fields) {
  return Buffer.concat(fields);
}

/**
 * Walks over the fields of a message. Length-delimited values are views of `bytes`, other values are left out.
 * @param {Buffer} bytes
 * @returns {Generator<{ number: number, value: Buffer }>}
 */
export function* fieldsOf(bytes) {
  let at = 0;
  const next = () => {
    let value = 0;
    for (let place = 0; place < longestVarint; place++) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error("the message ends inside a number");
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return value;
    }
    throw new Error("a number does not end");
  };
  while (at < bytes.length) {
    const tag = next();
    const type = tag % 8;
    if (type === bytesType) {
      const length = next();
      yield { number: Math.floor(tag / 8), value: bytes.subarray(at, at + length) };
      at += length;
    } else if (type === varintType) next();
    else at += type === 1 ? 8 : 4;
  }
}
