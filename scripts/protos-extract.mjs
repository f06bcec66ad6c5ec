/**
 * The Envoy binary carries its own API: the C++ protobuf runtime embeds the serialized FileDescriptorProto of every
 * .proto file it was built from. This reads them back, with the proto-constraint rules (validate.proto) that Envoy
 * itself applies to what it receives.
 */
import protobuf from "protobufjs";
import "protobufjs/ext/descriptor.js";

const suffix = Buffer.from(".proto");
const longestName = 255;

/** Field number -> wire type of FileDescriptorProto; `syntax` (12) and `edition` (14) come last in these files. */
const wireTypes = new Map([
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 12].map((field) => [field, 2]),
  ...[10, 11, 14].map((field) => [field, 0]),
]);

/** What it takes to read a descriptor together with its validation rules. */
const descriptorSchema = [
  "google/protobuf/descriptor.proto",
  "google/protobuf/duration.proto",
  "google/protobuf/timestamp.proto",
  "validate/validate.proto",
];

/**
 * @param {Buffer} binary an Envoy executable
 * @returns {Map<string, object>} file name -> FileDescriptorProto as a plain message, options extended by `.validate.rules`
 */
export function fileDescriptorsIn(binary) {
  const serialized = serializedFilesIn(binary);
  const absent = descriptorSchema.filter((name) => !serialized.has(name));
  if (absent.length > 0) throw new Error(`the binary holds no ${absent.join(", ")}: it is no Envoy`);
  const extended = protobuf.Root.fromDescriptor({
    file: descriptorSchema.map((name) => protobuf.descriptor.FileDescriptorProto.decode(serialized.get(name))),
  }).lookupType("google.protobuf.FileDescriptorProto");
  const files = new Map();
  for (const name of [...serialized.keys()].sort()) files.set(name, extended.decode(serialized.get(name)));
  const missing = [...new Set([...files.values()].flatMap((file) => file.dependency))].filter((it) => !files.has(it));
  if (missing.length > 0)
    throw new Error(`the descriptors found import files that were not found: ${missing.join(", ")}`);
  return files;
}

/**
 * A serialized descriptor starts with its own file name: 0x0A, a length, a path that ends in `.proto`. The name also
 * occurs elsewhere (in logs, in other files' import lists), hence the walk, the decoding and the comparison of names.
 */
function serializedFilesIn(binary) {
  const found = new Map();
  for (let at = binary.indexOf(suffix); at !== -1; at = binary.indexOf(suffix, at + 1)) {
    const start = startOfName(binary, at + suffix.length);
    if (start === undefined) continue;
    const bytes = binary.subarray(start, endOfDescriptor(binary, start));
    const name = binary.toString("latin1", start + tagAndLength(binary, start), at + suffix.length);
    const longest = found.get(name);
    if ((longest === undefined || longest.length < bytes.length) && describes(bytes, name)) found.set(name, bytes);
  }
  return found;
}

function describes(bytes, name) {
  try {
    const file = protobuf.descriptor.FileDescriptorProto.decode(bytes);
    const defines = file.messageType.length + file.enumType.length + file.service.length + file.extension.length;
    return file.name === name && defines + file.dependency.length > 0;
  } catch {
    return false; // a name that is followed by something else
  }
}

/** One tag byte and a varint of one byte, or of two from 128 on. */
function tagAndLength(binary, start) {
  return binary[start + 1] < 128 ? 2 : 3;
}

function startOfName(binary, end) {
  for (let length = suffix.length + 1; length <= longestName; length++) {
    const nameStart = end - length;
    if (!isPathCharacter(binary[nameStart])) return undefined;
    const start = nameStart - (length < 128 ? 2 : 3);
    if (start < 0 || binary[start] !== 0x0a) continue;
    if (varintAt(binary, start + 1)?.value === length) return start;
  }
  return undefined;
}

function isPathCharacter(byte) {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x2d && byte <= 0x39) || // digits, and - . /
    byte === 0x5f
  );
}

function endOfDescriptor(binary, start) {
  let at = start;
  let last = 0;
  for (;;) {
    const tag = varintAt(binary, at);
    if (tag === undefined) return at;
    const field = tag.value >>> 3;
    // Fields are written in ascending order, so a smaller number is another descriptor (or something else altogether).
    if (field < last || (field === 1 && last === 1) || wireTypes.get(field) !== (tag.value & 7)) return at;
    const value = varintAt(binary, tag.next);
    if (value === undefined) return at;
    const next = (tag.value & 7) === 2 ? value.next + value.value : value.next;
    if (next > binary.length) return at;
    at = next;
    last = field;
  }
}

function varintAt(binary, at) {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = binary[at + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}
