// Traps two functions deep when it sees a request: how a trace reads is the test.
export function proxy_abi_version_0_2_1(): void {}
export function malloc(size: usize): usize {
  return heap.alloc(size);
}
export function proxy_on_request_headers(context: u32, count: u32, end: u32): u32 {
  return limitOf(count);
}
function limitOf(count: u32): u32 {
  return count == 0 ? 0 : divided(100, count - count);
}
// @ts-ignore: decorator
@inline
function divided(total: u32, by: u32): u32 {
  return total / by;
}
