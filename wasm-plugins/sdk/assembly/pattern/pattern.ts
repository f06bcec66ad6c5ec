// Regular expressions in linear time: the expression becomes a list of instructions, and all ways through it are followed at
// once (Thompson 1968, Pike; see swtch.com/~rsc/regexp). No expression and no text makes it slow: the work is at most the
// length of the text times the length of the list.

import { Bytes } from "../bytes";
import { holds } from "./ranges";
import { isWord, Node, NodeKind, PatternParser } from "./syntax";

// Instructions, three words each: what, and one or two places or a set.
const SET: i32 = 0;
const SPLIT: i32 = 1;
const JUMP: i32 = 2;
const START: i32 = 3;
const END: i32 = 4;
const BOUNDARY: i32 = 5;
const NO_BOUNDARY: i32 = 6;
const MATCH: i32 = 7;

const MOST_INSTRUCTIONS = 4000;

let latestProblem: string = "";

/** Why the latest `compilePattern()` gave null. */
export function patternProblem(): string {
  return latestProblem;
}

/**
 * A regular expression in the syntax of RE2 (which Envoy uses, too), without `\p{…}`, `\C`, `\Q` and the flags m and U. Null if it is
 * none, or larger than 4,000 instructions: `patternProblem()` says why. Do it once, in `onConfigure()`.
 */
export function compilePattern(text: string): Pattern | null {
  latestProblem = "";
  const parser = new PatternParser(text);
  const node = parser.parse();
  if (parser.problem.length > 0) {
    latestProblem = parser.problem;
    return null;
  }
  const compiler = new Compiler();
  compiler.emit(node);
  compiler.add(MATCH, 0, 0);
  if (compiler.tooLarge) {
    latestProblem = "it is too large";
    return null;
  }
  return new Pattern(compiler.code, compiler.sets);
}

@final
class Compiler {
  code: i32[] = [];
  sets: StaticArray<u32>[] = [];
  tooLarge: bool = false;

  add(what: i32, a: i32, b: i32): i32 {
    const at = this.code.length / 3;
    if (at >= MOST_INSTRUCTIONS) {
      this.tooLarge = true;
      return 0;
    }
    this.code.push(what);
    this.code.push(a);
    this.code.push(b);
    return at;
  }

  emit(node: Node): void {
    if (this.tooLarge) return;
    switch (node.kind) {
      case NodeKind.Set: {
        this.sets.push(node.set as StaticArray<u32>);
        this.add(SET, this.sets.length - 1, 0);
        return;
      }
      case NodeKind.Sequence: {
        for (let i = 0; i < node.parts.length; i++) this.emit(node.parts[i]);
        return;
      }
      case NodeKind.Choice:
        return this.emitChoice(node);
      case NodeKind.Repeat:
        return this.emitRepeat(node);
      case NodeKind.Start:
        this.add(START, 0, 0);
        return;
      case NodeKind.End:
        this.add(END, 0, 0);
        return;
      case NodeKind.Boundary:
        this.add(BOUNDARY, 0, 0);
        return;
      case NodeKind.NoBoundary:
        this.add(NO_BOUNDARY, 0, 0);
        return;
      default:
        return;
    }
  }

  private get here(): i32 {
    return this.code.length / 3;
  }

  private emitChoice(node: Node): void {
    const ends: i32[] = [];
    const last = node.parts.length - 1;
    for (let i = 0; i < last; i++) {
      const split = this.add(SPLIT, this.here + 1, 0);
      this.emit(node.parts[i]);
      ends.push(this.add(JUMP, 0, 0));
      this.set(split, 2, this.here);
    }
    this.emit(node.parts[last]);
    for (let i = 0; i < ends.length; i++) this.set(ends[i], 1, this.here);
  }

  private emitRepeat(node: Node): void {
    const part = node.parts[0];
    for (let i = 0; i < node.least; i++) {
      const before = this.here;
      this.emit(part);
      // What emits nothing does so however often, and repeats of repeats of it would take for ever.
      if (this.tooLarge || this.here == before) return;
    }
    if (node.most < 0) {
      const split = this.add(SPLIT, 0, 0);
      this.emit(part);
      this.add(JUMP, split, 0);
      return this.aim(split, node.greedy, split + 1, this.here);
    }
    const splits: i32[] = [];
    for (let i = node.least; i < node.most; i++) {
      splits.push(this.add(SPLIT, 0, 0));
      this.emit(part);
      if (this.tooLarge) return;
    }
    for (let i = 0; i < splits.length; i++) this.aim(splits[i], node.greedy, splits[i] + 1, this.here);
  }

  private aim(split: i32, greedy: bool, into: i32, past: i32): void {
    this.set(split, 1, greedy ? into : past);
    this.set(split, 2, greedy ? past : into);
  }

  private set(instruction: i32, word: i32, value: i32): void {
    if (!this.tooLarge) this.code[instruction * 3 + word] = value;
  }
}

/** A compiled regular expression; see `compilePattern()`. */
@final
export class Pattern {
  /** Where the latest match of `find()` starts, in bytes. */
  start: i32 = -1;
  /** Where it ends. */
  end: i32 = -1;

  private readonly code: StaticArray<i32>;
  /** For each set and each ASCII character whether it is in: 128 bytes a set. */
  private readonly ascii: StaticArray<u8>;
  private readonly sets: StaticArray<u32>[];
  // The ways at hand in order of preference, where each began, and which are in the list already (by the step's number).
  private now: StaticArray<i32>;
  private nowStarts: StaticArray<i32>;
  private soon: StaticArray<i32>;
  private soonStarts: StaticArray<i32>;
  private readonly seen: StaticArray<i32>;
  private step: i32 = 0;
  private count: i32 = 0;
  private readonly stack: StaticArray<i32>;
  private readonly firsts: StaticArray<bool> | null;

  constructor(code: i32[], sets: StaticArray<u32>[]) {
    const size = code.length / 3;
    this.code = StaticArray.fromArray(code);
    this.sets = sets;
    this.ascii = asciiTable(sets);
    this.now = new StaticArray<i32>(size);
    this.nowStarts = new StaticArray<i32>(size);
    this.soon = new StaticArray<i32>(size);
    this.soonStarts = new StaticArray<i32>(size);
    this.seen = new StaticArray<i32>(size);
    this.stack = new StaticArray<i32>(size * 2 + 2);
    this.firsts = firstBytes(this.code, this.ascii);
  }

  /** Whether the whole of it matches. */
  matches(bytes: Bytes): bool {
    return this.run(bytes, 0, true, true);
  }

  /** As `matches()` for a text. */
  matchesText(text: string): bool {
    return this.matches(Bytes.of(text));
  }

  /** Whether some part of it matches. */
  contains(bytes: Bytes): bool {
    return this.run(bytes, 0, false, false);
  }

  /** As `contains()` for a text. */
  containsText(text: string): bool {
    return this.contains(Bytes.of(text));
  }

  /**
   * Looks for the leftmost match from `from` on, and of those that begin there the one that Perl and RE2 prefer; `start` and `end`
   * say where it is. Bytes that are no UTF-8 count as one U+FFFD each.
   */
  find(bytes: Bytes, from: i32 = 0): bool {
    this.start = -1;
    this.end = -1;
    return this.run(bytes, max(from, 0), false, true);
  }

  /** Whether there is a match; which one only if the preferred one is asked for. */
  private run(bytes: Bytes, from: i32, whole: bool, preferred: bool): bool {
    const length = bytes.length;
    let at = from;
    let matched = false;
    this.count = 0;
    this.renew();
    while (at <= length) {
      // A new way may begin here, the least preferred of all, unless one has matched already.
      if (!matched && (!whole || at == from)) {
        if (this.count == 0 && !whole) at = this.nextStart(bytes, at);
        this.follow(0, at, bytes, at);
      }
      if (this.count == 0 && (matched || whole)) return matched;
      const size = sizeAt(bytes, at);
      if (this.advance(bytes, at, size, whole)) {
        matched = true;
        if (!preferred) return true;
      }
      at += size;
    }
    return matched;
  }

  /** The next place where a match can begin; the end if there is none. */
  private nextStart(bytes: Bytes, from: i32): i32 {
    const firsts = this.firsts;
    if (firsts === null) return from;
    const base = changetype<usize>(bytes);
    const length = bytes.length;
    let at = from;
    while (at < length && !unchecked(firsts[load<u8>(base + <usize>at)])) at += 1;
    return at;
  }

  /** Takes every way at hand over the character at `at`; answers whether one of them is a match that ends before it. */
  private advance(bytes: Bytes, at: i32, size: i32, whole: bool): bool {
    const ways = this.count;
    const current = this.now;
    const starts = this.nowStarts;
    this.now = this.soon;
    this.nowStarts = this.soonStarts;
    this.soon = current;
    this.soonStarts = starts;
    this.count = 0;
    this.renew();
    const point = at < bytes.length ? pointAt(bytes, at, size) : -1;
    for (let i = 0; i < ways; i++) {
      const place = unchecked(current[i]);
      if (unchecked(this.code[place * 3]) == MATCH) {
        if (whole && point >= 0) continue;
        this.start = unchecked(starts[i]);
        this.end = at;
        // Those behind it are less preferred.
        return true;
      }
      if (point >= 0 && this.inSet(unchecked(this.code[place * 3 + 1]), point)) {
        this.follow(place + 1, at + size, bytes, unchecked(starts[i]));
      }
    }
    return false;
  }

  private renew(): void {
    this.step += 1;
    if (this.step != i32.MAX_VALUE) return;
    for (let i = 0; i < this.seen.length; i++) this.seen[i] = 0;
    this.step = 1;
  }

  private inSet(set: i32, point: i32): bool {
    if (point < 128) return unchecked(this.ascii[set * 128 + point]) != 0;
    return holds(this.sets[set], point);
  }

  /** Adds what can be reached from an instruction without reading on, in order of preference. */
  private follow(instruction: i32, at: i32, bytes: Bytes, start: i32): void {
    const stack = this.stack;
    const code = this.code;
    let top = 0;
    unchecked((stack[top++] = instruction));
    while (top > 0) {
      const place = unchecked(stack[--top]);
      if (unchecked(this.seen[place]) == this.step) continue;
      unchecked((this.seen[place] = this.step));
      const what = unchecked(code[place * 3]);
      if (what == SET || what == MATCH) {
        unchecked((this.now[this.count] = place));
        unchecked((this.nowStarts[this.count] = start));
        this.count += 1;
      } else if (what == SPLIT) {
        unchecked((stack[top++] = code[place * 3 + 2]));
        unchecked((stack[top++] = code[place * 3 + 1]));
      } else if (what == JUMP) {
        unchecked((stack[top++] = code[place * 3 + 1]));
      } else if (assertionHolds(what, bytes, at)) {
        unchecked((stack[top++] = place + 1));
      }
    }
  }
}

function asciiTable(sets: StaticArray<u32>[]): StaticArray<u8> {
  const table = new StaticArray<u8>(sets.length * 128);
  for (let i = 0; i < sets.length; i++) {
    for (let point = 0; point < 128; point++) table[i * 128 + point] = holds(sets[i], point) ? 1 : 0;
  }
  return table;
}

/** The bytes that a match can begin with; null if it can be empty or begin with an assertion. */
function firstBytes(code: StaticArray<i32>, ascii: StaticArray<u8>): StaticArray<bool> | null {
  const firsts = new StaticArray<bool>(256);
  const seen = new StaticArray<bool>(code.length / 3);
  const places: i32[] = [0];
  while (places.length > 0) {
    const place = places.pop();
    if (seen[place]) continue;
    seen[place] = true;
    const what = code[place * 3];
    if (what == SPLIT || what == JUMP) places.push(code[place * 3 + 1]);
    if (what == SPLIT) places.push(code[place * 3 + 2]);
    if (what > JUMP) return null;
    if (what != SET) continue;
    const set = code[place * 3 + 1];
    for (let byte = 0; byte < 128; byte++) if (ascii[set * 128 + byte]) firsts[byte] = true;
    // Beyond ASCII it is not worth the trouble.
    for (let byte = 128; byte < 256; byte++) firsts[byte] = true;
  }
  return firsts;
}

function assertionHolds(what: i32, bytes: Bytes, at: i32): bool {
  if (what == START) return at == 0;
  if (what == END) return at == bytes.length;
  const boundary = isWord(bytes.at(at - 1)) != isWord(bytes.at(at));
  return what == BOUNDARY ? boundary : !boundary;
}

function isContinuation(byte: i32, least: i32, most: i32): bool {
  return byte >= least && byte <= most;
}

/** Bytes of the character there; 1 for a byte that is no UTF-8. */
function sizeAt(bytes: Bytes, at: i32): i32 {
  const first = bytes.at(at);
  if (first < 0xc2 || first > 0xf4) return 1;
  const least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (!isContinuation(bytes.at(at + 1), least, most)) return 1;
  if (first < 0xe0) return 2;
  if (!isContinuation(bytes.at(at + 2), 0x80, 0xbf)) return 1;
  if (first < 0xf0) return 3;
  return isContinuation(bytes.at(at + 3), 0x80, 0xbf) ? 4 : 1;
}

function pointAt(bytes: Bytes, at: i32, size: i32): i32 {
  const first = bytes.at(at);
  if (size == 1) return first < 0x80 ? first : 0xfffd;
  let point = first & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) point = (point << 6) | (bytes.at(at + i) & 0x3f);
  return point;
}
