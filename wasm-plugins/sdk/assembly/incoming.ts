// Memory on its way from the host, which asks our allocator for room in the middle of a call. What becomes a string passes
// through static memory; everything else is received as a `Bytes` right away, without a copy, held by a global until the
// call that waits for it takes it.

import { Bytes } from "./bytes";
import { Status } from "./types";
import { decodeLossy, decodeStrict } from "./utf8";

const SCRATCH_SIZE: usize = 4096;
const scratch = memory.data(4096, 8);

/** Where host calls put the address and the length of what they answer, and a third result. */
export const answerAt = memory.data(16, 8);
export const answerSize = answerAt + 4;
export const answerMore = answerAt + 8;

let toScratch: bool = false;
let received: Bytes | null = null;
let latest: Status = Status.Ok;

/** How the latest host call went. */
export function lastStatus(): Status {
  return latest;
}

/** Remembers how a host call went; answers whether it went well. */
export function succeeded(status: i32): bool {
  latest = status;
  return status == 0;
}

/** The host's allocator (`proxy_on_memory_allocate`), called within host calls only. */
export function allocateForHost(size: usize): usize {
  if (toScratch && size <= SCRATCH_SIZE) return scratch;
  const room = changetype<Bytes>(__new(size, idof<Bytes>()));
  received = room;
  return changetype<usize>(room);
}

/** To be called right before a host call whose answer is wanted as text. */
// @ts-ignore: decorator
@inline
export function expectText(): void {
  toScratch = true;
  store<u64>(answerAt, 0);
}

/** To be called right before a host call whose answer is wanted as it is. */
// @ts-ignore: decorator
@inline
export function expectBytes(): void {
  store<u64>(answerAt, 0);
}

/** The answer as text; null if the call failed or the answer is not well-formed UTF-8. */
export function answeredText(status: i32): string | null {
  toScratch = false;
  if (!succeeded(status)) return null;
  const text = decodeStrict(<usize>load<u32>(answerAt), <usize>load<u32>(answerSize));
  received = null;
  return text;
}

/** The answer as text with U+FFFD where it is not well-formed UTF-8; null if the call failed. */
export function answeredTextLossy(status: i32): string | null {
  toScratch = false;
  if (!succeeded(status)) return null;
  const text = decodeLossy(<usize>load<u32>(answerAt), <usize>load<u32>(answerSize));
  received = null;
  return text;
}

/** The answer as it is; null if the call failed. */
export function answeredBytes(status: i32): Bytes | null {
  const answer = received;
  received = null;
  if (!succeeded(status)) return null;
  const size = load<u32>(answerSize);
  const at = <usize>load<u32>(answerAt);
  if (answer !== null && changetype<usize>(answer) == at && answer.length == size) return answer;
  return Bytes.copyOf(at, size == 0 ? 0 : <usize>size);
}
