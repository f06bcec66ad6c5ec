// Memory on its way to the host. The host reads during the call only, but to answer it may call our allocator in the
// middle of it, and an allocation may collect: a pointer that is the only trace of an object would then point at something
// else. So there are three kinds of pointers only, each with its length in the four bytes before it:
//
//   - a `Bytes` that the caller holds as an argument: a managed local, which the collector sees;
//   - text that stands in the program: encoded once and kept for ever, found by the address of the literal;
//   - any other text: encoded into a ring of static memory, or, when long, into a `Bytes` that a global holds.

import { Bytes } from "./bytes";
import { encodeUtf8, utf8Length } from "./utf8";

// No call takes more than four texts, so a ring of six times the longest never overtakes itself within a call.
const LONGEST_IN_RING: usize = 1024;
const RING_SIZE: usize = 6 * 1024;
const RING_START = memory.data(6 * 1024, 8);
let ringAt: usize = 0;

const MEMO_SLOTS: usize = 256;
const MEMO_PROBES: usize = 8;
const memo = memory.data(2048, 8);

let long0: Bytes | null = null;
let long1: Bytes | null = null;
let long2: Bytes | null = null;
let long3: Bytes | null = null;

/** Bytes behind a pointer of `outgoing()` or of a `Bytes`. */
// @ts-ignore: decorator
@inline
export function lengthAt(pointer: usize): usize {
  return <usize>load<u32>(pointer - 4);
}

/** Address of the text in UTF-8, good until three more texts were passed. */
export function outgoing(text: string): usize {
  return changetype<usize>(text) < __heap_base ? literal(text) : encoded(text);
}

function literal(text: string): usize {
  const key = changetype<usize>(text);
  let slot = (key >> 4) & (MEMO_SLOTS - 1);
  for (let probe: usize = 0; probe < MEMO_PROBES; probe++) {
    const entry = memo + (slot << 3);
    const known = <usize>load<u32>(entry);
    if (known == key) return <usize>load<u32>(entry + 4);
    if (known == 0) {
      const length = utf8Length(key, text.length);
      // Never freed: there are as many of them as literals in the program, and no more.
      const block = heap.alloc(length + 4);
      store<u32>(block, <u32>length);
      encodeUtf8(key, text.length, block + 4);
      store<u32>(entry, <u32>key);
      store<u32>(entry + 4, <u32>(block + 4));
      return block + 4;
    }
    slot = (slot + 1) & (MEMO_SLOTS - 1);
  }
  return encoded(text);
}

function encoded(text: string): usize {
  const units = <usize>text.length;
  if (units * 3 > LONGEST_IN_RING) return changetype<usize>(held(Bytes.of(text)));
  if (ringAt + 4 + units * 3 > RING_SIZE) ringAt = 0;
  const start = RING_START + ringAt;
  const length = encodeUtf8(changetype<usize>(text), <i32>units, start + 4);
  store<u32>(start, <u32>length);
  ringAt = (ringAt + 4 + length + 3) & ~3;
  return start + 4;
}

function held(bytes: Bytes): Bytes {
  long3 = long2;
  long2 = long1;
  long1 = long0;
  long0 = bytes;
  return bytes;
}
