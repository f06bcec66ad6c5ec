// The memory of a filter: an allocator and a collector for programs that live in short callbacks. See docs/wasm/memory.md
// for the reasons and the measurements.
//
// Nothing is collected while a callback runs, so whatever a callback holds, even in a raw pointer, stays where it is until
// the callback ends. `endOfCallback()` collects if enough was allocated since the last time: it marks from the globals and
// puts every object that was not reached back into the list of its size. Blocks are never split or joined, so both a new
// object and a dead one cost a few instructions, and memory settles at the peak of what was alive at once.
//
// What stands before an object follows the compiler's layout: four bytes that only the collector uses, then the same two
// words as in the compiler's own runtimes, then class id and size.

const HEADER: usize = 20;
const GRAY: usize = 20;
const NEXT: usize = 16;
const STATE: usize = 12;
const CLASS: usize = 8;
const SIZE: usize = 4;

const COLOUR: u32 = 3;
const LARGEST: usize = 1 << 29;
/** Below this much new memory a collection is not worth its while. */
const LEAST_THRESHOLD: usize = 96 * 1024;

/** Heads of the lists of free blocks, by size class. */
// @ts-ignore: decorator
@lazy const freeLists: usize = memory.data(4 * 128, 8);
// @ts-ignore: decorator
@lazy let top: usize = ((__heap_base + 7) & ~7) + 4;
// @ts-ignore: decorator
@lazy let objects: usize = 0;
// @ts-ignore: decorator
@lazy let grays: usize = 0;
// @ts-ignore: decorator
@lazy let colour: u32 = 1;
// @ts-ignore: decorator
@lazy let sinceLast: usize = 0;
// @ts-ignore: decorator
@lazy let threshold: usize = LEAST_THRESHOLD;

/** Size class: 16 bytes apart up to 256, from there on four steps to each power of two. */
// @ts-ignore: decorator
@inline
function classOf(size: usize): u32 {
  if (size <= 256) return <u32>((size + 15) >> 4);
  const bits = 31 - clz<u32>(<u32>(size - 1));
  return 17 + (bits - 8) * 4 + ((<u32>(size - 1) >> (bits - 2)) & 3);
}

// @ts-ignore: decorator
@inline
function roomOf(sizeClass: u32): usize {
  if (sizeClass <= 16) return <usize>(sizeClass << 4);
  const step = sizeClass - 17;
  return (<usize>(5 + (step & 3))) << ((step >> 2) + 6);
}

/** A block of that size with its class noted; from the list of the dead, or else from the end of memory. */
function taken(size: usize): usize {
  const sizeClass = classOf(size);
  const list = freeLists + (<usize>sizeClass << 2);
  const first = <usize>load<u32>(list);
  if (first) {
    store<u32>(list, load<u32>(first - NEXT));
    sinceLast += roomOf(sizeClass) + HEADER;
    return first;
  }
  return fresh(size, sizeClass);
}

function fresh(size: usize, sizeClass: u32): usize {
  if (size > LARGEST) throw new Error("allocation too large");
  const room = (roomOf(sizeClass) + HEADER + 7) & ~7;
  const start = top;
  top = start + room;
  const end = <usize>memory.size() << 16;
  if (top > end) {
    // A quarter more than there is, so that growing stays rare and the last growth does not double a large memory.
    const missing = <i32>((top - end + 0xffff) >> 16);
    if (memory.grow(max(missing, memory.size() >> 2)) < 0 && memory.grow(missing) < 0) throw new Error("out of memory");
  }
  sinceLast += room;
  store<u32>(start + HEADER - STATE, sizeClass << 2);
  return start + HEADER;
}

function released(pointer: usize): void {
  const list = freeLists + (<usize>(load<u32>(pointer - STATE) >> 2) << 2);
  store<u32>(pointer - NEXT, load<u32>(list));
  store<u32>(list, <u32>pointer);
}

// @ts-ignore: decorator
@global @unsafe
function __new(size: usize, id: u32): usize {
  const pointer = taken(size);
  store<u32>(pointer - NEXT, <u32>objects);
  store<u32>(pointer - STATE, (load<u32>(pointer - STATE) & ~COLOUR) | colour);
  store<u32>(pointer - CLASS, id);
  store<u32>(pointer - SIZE, <u32>size);
  objects = pointer;
  // The compiler counts on it only if it was not told that this runtime is of the simple kind (`transform.mjs`).
  if (ASC_RUNTIME == 2) memory.fill(pointer, 0, size);
  return pointer;
}

// @ts-ignore: decorator
@global @unsafe
function __renew(old: usize, size: usize): usize {
  if (old >= __heap_base && size <= roomOf(load<u32>(old - STATE) >> 2)) {
    store<u32>(old - SIZE, <u32>size);
    return old;
  }
  const pointer = __new(size, load<u32>(old - CLASS));
  memory.copy(pointer, old, min(size, <usize>load<u32>(old - SIZE)));
  return pointer;
}

// @ts-ignore: decorator
@global @unsafe
function __link(_parent: usize, _child: usize, _several: bool): void {}

// @ts-ignore: decorator
@global @unsafe
function __visit(pointer: usize, _cookie: u32): void {
  if (!pointer) return;
  const state = load<u32>(pointer - STATE);
  if ((state & COLOUR) == colour) return;
  store<u32>(pointer - STATE, (state & ~COLOUR) | colour);
  store<u32>(pointer - GRAY, <u32>grays);
  grays = pointer;
}

/** Collects at once. Only where no callback is running: nothing looks at what callbacks hold. */
// @ts-ignore: decorator
@global @unsafe
function __collect(): void {
  colour ^= COLOUR;
  __visit_globals(0);
  while (grays) {
    const pointer = grays;
    grays = <usize>load<u32>(pointer - GRAY);
    __visit_members(pointer, 0);
  }
  let alive: usize = 0;
  let kept: usize = 0;
  let pointer = objects;
  while (pointer) {
    const next = <usize>load<u32>(pointer - NEXT);
    const state = load<u32>(pointer - STATE);
    if ((state & COLOUR) == colour) {
      store<u32>(pointer - NEXT, <u32>kept);
      kept = pointer;
      alive += roomOf(state >> 2) + HEADER;
    } else released(pointer);
    pointer = next;
  }
  objects = kept;
  sinceLast = 0;
  // As much again as is alive: what marking costs is spread over as many bytes of new objects.
  threshold = max(LEAST_THRESHOLD, alive);
}

// @ts-ignore: decorator
@global @unsafe
function waymark_end_of_callback(): void {
  if (sinceLast >= threshold) __collect();
}

/** Collects and counts what is left: for tests of memory, which see by it whether a stream leaves something behind. Only where no callback is running. */
// @ts-ignore: decorator
@global @unsafe
function waymark_live_objects(): u32 {
  __collect();
  let count: u32 = 0;
  for (let pointer = objects; pointer; pointer = <usize>load<u32>(pointer - NEXT)) count += 1;
  return count;
}

// @ts-ignore: decorator
@global @unsafe
function __alloc(size: usize): usize {
  return taken(size);
}

// @ts-ignore: decorator
@global @unsafe
function __free(pointer: usize): void {
  released(pointer);
}

// @ts-ignore: decorator
@global @unsafe
function __realloc(old: usize, size: usize): usize {
  const room = roomOf(load<u32>(old - STATE) >> 2);
  if (size <= room) return old;
  const pointer = taken(size);
  memory.copy(pointer, old, room);
  released(old);
  return pointer;
}
