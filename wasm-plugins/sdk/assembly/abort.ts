// What a `throw`, a failed `assert` or an access out of range comes to: the message with its file and line at level
// critical, then a trap. Envoy answers 503 and deals with the VM as its failure policy says (docs/wasm/memory.md).
//
// This file stands alone on purpose: the compiler weaves the hook into everything that may throw, also into the
// initialisers of globals. It therefore uses no global with an initialiser, allocates nothing and cannot throw.

import { proxy_log } from "./abi";

const CAPACITY: i32 = 512;
const CRITICAL: i32 = 5;

// @ts-ignore: decorator
@inline
function appended(to: usize, at: i32, text: string | null): i32 {
  if (text === null) return at;
  const units = text.length;
  for (let i = 0; i < units && at < CAPACITY; i++) {
    const unit = load<u16>(changetype<usize>(text) + (<usize>i << 1));
    // Messages are the author's own; what is not ASCII in them is of no use in a log line cut at a length.
    store<u8>(to + at, unit < 0x80 && unit >= 0x20 ? <u8>unit : 0x3f);
    at += 1;
  }
  return at;
}

/** The compiler's hook (`--use abort=waymark_abort`), see `build.mjs`. */
// @ts-ignore: decorator
@global
export function waymark_abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const text = memory.data(CAPACITY + 16);
  let length = appended(text, 0, message === null ? "abort" : message);
  length = appended(text, length, " at ");
  length = appended(text, length, file);
  store<u8>(text + length, 0x3a);
  length += 1;
  let divisor: u32 = 1;
  while (line / divisor >= 10) divisor *= 10;
  for (; divisor > 0; divisor /= 10) {
    store<u8>(text + length, <u8>(0x30 + ((line / divisor) % 10)));
    length += 1;
  }
  proxy_log(CRITICAL, text, length);
  unreachable();
}
