// A plugin that does what its configuration says; compiled for tests of delivery. `VERSION` is replaced before.
@external("env", "proxy_add_header_map_value")
declare function addHeader(map: i32, name: usize, nameSize: usize, value: usize, valueSize: usize): i32;
@external("env", "proxy_get_header_map_value")
declare function getHeader(map: i32, name: usize, nameSize: usize, value: usize, valueSize: usize): i32;
@external("env", "proxy_get_buffer_bytes")
declare function getBuffer(type: i32, from: i32, size: i32, value: usize, valueSize: usize): i32;

const marks = memory.data<u8>([0x78, 0x2d, 0x6d, 0x61, 0x72, 0x6b, 0x73]); // x-marks
const trap = memory.data<u8>([0x78, 0x2d, 0x74, 0x72, 0x61, 0x70]); // x-trap
const version = memory.data<u8>([0x56]);
const out = memory.data(16);
const value = memory.data(2);
let requests = 0;
let trapsAt = 0;

export function proxy_abi_version_0_2_1(): void {}
export function malloc(size: usize): usize {
  return heap.alloc(size);
}
export function proxy_on_context_create(context: u32, parent: u32): void {}

/** Version T traps at once. */
export function proxy_on_vm_start(context: u32, size: u32): u32 {
  if (load<u8>(version) == 0x54) unreachable();
  return 1;
}

/**
 * {"mark":"a"}; {"mark":"!"} is refused, {"mark":"?"} traps, {"mark":"3"} traps on the third request, {"mark":"K"} on the
 * thousandth, {"mark":"L"} never ends where others trap.
 */
export function proxy_on_configure(context: u32, size: u32): u32 {
  if (getBuffer(7, 0, size, out, out + 4) != 0) return 1;
  const text = load<u32>(out);
  const mark = size > 9 ? load<u8>(text + 9) : 0x2d;
  if (mark == 0x21) return 0;
  if (mark == 0x3f) unreachable();
  if (mark >= 0x31 && mark <= 0x39) trapsAt = mark - 0x30;
  if (mark == 0x4b) trapsAt = 1000;
  store<u8>(value, mark);
  store<u8>(value + 1, load<u8>(version));
  return 1;
}

export function proxy_on_request_headers(context: u32, count: u32, end: u32): u32 {
  requests += 1;
  const told = getHeader(0, trap, 6, out, out + 4) == 0;
  while (told && load<u8>(value) == 0x4c) store<u8>(out, load<u8>(out) + 1);
  if (requests == trapsAt || told) unreachable();
  addHeader(0, marks, 7, value, 2);
  return 0;
}
