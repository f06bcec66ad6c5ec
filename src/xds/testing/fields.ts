/** The length-delimited fields of a message, by number: enough to read responses without knowing what they carry. */
export function fields(bytes: Uint8Array): ReadonlyMap<number, readonly Uint8Array[]> {
  const found = new Map<number, Uint8Array[]>();
  let at = 0;
  while (at < bytes.length) {
    const [tag, afterTag] = varint(bytes, at);
    if (tag % 8 !== 2) throw new Error(`field ${Math.floor(tag / 8)} is not length-delimited`);
    const [length, start] = varint(bytes, afterTag);
    const number = Math.floor(tag / 8);
    const values = found.get(number) ?? [];
    values.push(bytes.subarray(start, start + length));
    found.set(number, values);
    at = start + length;
  }
  if (at !== bytes.length) throw new Error("truncated message");
  return found;
}

/** The field as text; empty if absent. */
export function textOf(message: ReadonlyMap<number, readonly Uint8Array[]>, field: number): string {
  return Buffer.from(message.get(field)?.at(-1) ?? []).toString();
}

function varint(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0;
  for (let at = from, scale = 1; ; at++, scale *= 128) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error("truncated varint");
    value += (byte % 128) * scale;
    if (byte < 128) return [value, at + 1];
  }
}
