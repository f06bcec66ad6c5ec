// The smallest filter that does something: one header more on each way.
@external("env", "proxy_add_header_map_value")
declare function proxy_add_header_map_value(map: i32, kp: usize, kn: usize, vp: usize, vn: usize): i32;

const name = memory.data<u8>([0x78, 0x2d, 0x73, 0x65, 0x65, 0x6e]); // x-seen
const value = memory.data<u8>([0x31]); // 1

export function proxy_abi_version_0_2_1(): void {}
export function malloc(size: usize): usize {
  return heap.alloc(size);
}
export function proxy_on_context_create(context: u32, parent: u32): void {}
export function proxy_on_request_headers(context: u32, count: u32, end: u32): u32 {
  proxy_add_header_map_value(0, name, 6, value, 1);
  return 0;
}
export function proxy_on_response_headers(context: u32, count: u32, end: u32): u32 {
  proxy_add_header_map_value(2, name, 6, value, 1);
  return 0;
}
export function proxy_on_log(context: u32): void {}
export function proxy_on_done(context: u32): u32 {
  return 1;
}
export function proxy_on_delete(context: u32): void {}
