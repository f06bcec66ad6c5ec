import { LAST_POINT, Ranges } from "./ranges";

/** What a part of a regular expression is. */
export enum NodeKind {
  Empty = 0,
  Set = 1,
  Sequence = 2,
  Choice = 3,
  Repeat = 4,
  Start = 5,
  End = 6,
  Boundary = 7,
  NoBoundary = 8,
}

/** A part of a regular expression; which fields count depends on its kind. */
@final
export class Node {
  parts: Node[] = [];
  set: StaticArray<u32> | null = null;
  least: i32 = 0;
  /** -1 for any number. */
  most: i32 = -1;
  greedy: bool = true;

  constructor(readonly kind: NodeKind) {}
}

const LONGEST = 2048;
const DEEPEST = 64;
// The same as RE2.
const MOST_REPEATS = 1000;

/** Reads a regular expression of the RE2 kind; `problem` is not empty if it is none, or none that is supported. */
@final
export class PatternParser {
  problem: string = "";
  private at: i32 = 0;
  private depth: i32 = 0;
  private anyCase: bool = false;
  private dotAll: bool = false;

  constructor(private readonly text: string) {}

  parse(): Node {
    if (this.text.length > LONGEST) return this.wrong("it is longer than 2,048 characters");
    const node = this.choice();
    if (this.problem.length == 0 && this.at < this.text.length) return this.wrong("there is a ) too many");
    return node;
  }

  private wrong(what: string): Node {
    if (this.problem.length == 0) this.problem = what;
    this.at = this.text.length;
    return new Node(NodeKind.Empty);
  }

  /** The code point at hand, -1 at the end. */
  private peek(): i32 {
    return this.at < this.text.length ? this.text.codePointAt(this.at) : -1;
  }

  private take(): i32 {
    const point = this.peek();
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private takeIf(char: i32): bool {
    if (this.peek() != char) return false;
    this.at += 1;
    return true;
  }

  private choice(): Node {
    const first = this.sequence();
    if (this.peek() != 0x7c) return first;
    const node = new Node(NodeKind.Choice);
    node.parts.push(first);
    while (this.takeIf(0x7c)) node.parts.push(this.sequence());
    return node;
  }

  private sequence(): Node {
    const node = new Node(NodeKind.Sequence);
    while (true) {
      const point = this.peek();
      if (point < 0 || point == 0x7c || point == 0x29) return node;
      node.parts.push(this.repeated());
    }
  }

  private repeated(): Node {
    const start = this.at;
    let node = this.atom();
    let times = 0;
    while (true) {
      const before = this.at;
      const repeat = new Node(NodeKind.Repeat);
      if (!this.quantifier(repeat)) return node;
      if (before == start) return this.wrong("there is nothing to repeat");
      times += 1;
      if (times > 1) return this.wrong("a repetition of a repetition needs parentheses");
      repeat.greedy = !this.takeIf(0x3f);
      repeat.parts.push(node);
      node = repeat;
    }
  }

  private quantifier(repeat: Node): bool {
    const point = this.peek();
    if (point == 0x2a) repeat.least = 0;
    else if (point == 0x2b) repeat.least = 1;
    else if (point == 0x3f) repeat.most = 1;
    else return point == 0x7b && this.counted(repeat);
    this.at += 1;
    return true;
  }

  /** `{2}`, `{2,}`, `{2,5}`; anything else is a brace that stands for itself. */
  private counted(repeat: Node): bool {
    const start = this.at;
    this.at += 1;
    const least = this.digits();
    let most = least;
    if (least >= 0 && this.takeIf(0x2c)) most = this.peek() == 0x7d ? -2 : this.digits();
    if (least < 0 || most == -1 || !this.takeIf(0x7d)) {
      this.at = start;
      return false;
    }
    repeat.least = least;
    repeat.most = most == -2 ? -1 : most;
    if (least > MOST_REPEATS || most > MOST_REPEATS) this.wrong("a repetition of more than 1,000 times");
    else if (most >= 0 && most < least) this.wrong("a repetition that ends before it starts");
    return true;
  }

  /** -1 if there are none. */
  private digits(): i32 {
    let value = -1;
    while (true) {
      const digit = this.peek() - 0x30;
      if (digit < 0 || digit > 9) return value;
      value = min(max(value, 0) * 10 + digit, 100_000);
      this.at += 1;
    }
  }

  private atom(): Node {
    const point = this.take();
    switch (point) {
      case 0x28:
        return this.group();
      case 0x5b:
        return this.bracket();
      case 0x2e: {
        const any = new Ranges();
        if (!this.dotAll) any.add(0x0a, 0x0a);
        return this.setNode(any, true);
      }
      case 0x5e:
        return new Node(NodeKind.Start);
      case 0x24:
        return new Node(NodeKind.End);
      case 0x5c:
        return this.escaped();
      case 0x2a:
      case 0x2b:
      case 0x3f:
        return this.wrong("there is nothing to repeat");
      default:
        return this.pointNode(point);
    }
  }

  private pointNode(point: i32): Node {
    const one = new Ranges();
    one.add(point, point);
    return this.setNode(one, false);
  }

  private setNode(ranges: Ranges, negated: bool): Node {
    if (this.anyCase) ranges.foldCase();
    const node = new Node(NodeKind.Set);
    node.set = ranges.settled(negated);
    return node;
  }

  private group(): Node {
    this.depth += 1;
    if (this.depth > DEEPEST) return this.wrong("it is nested too deep");
    const anyCase = this.anyCase;
    const dotAll = this.dotAll;
    let node = new Node(NodeKind.Empty);
    if (this.takeIf(0x3f) && !this.groupKind()) {
      // `(?i)`: the flags hold up to the end of the group around it.
      this.depth -= 1;
      return node;
    }
    if (this.problem.length > 0) return node;
    node = this.choice();
    if (!this.takeIf(0x29)) return this.wrong("a ) is missing");
    this.anyCase = anyCase;
    this.dotAll = dotAll;
    this.depth -= 1;
    return node;
  }

  /** What follows `(?`; false if that was all of it. */
  private groupKind(): bool {
    if (this.takeIf(0x3a)) return true;
    if (this.takeIf(0x50) || this.peek() == 0x3c) return this.groupName();
    let on = true;
    while (true) {
      const flag = this.take();
      if (flag == 0x69) this.anyCase = on;
      else if (flag == 0x73) this.dotAll = on;
      else if (flag == 0x2d && on) on = false;
      else if (flag == 0x3a) return true;
      else if (flag == 0x29) return false;
      else {
        this.wrong("a group of a kind that is not supported");
        return true;
      }
    }
  }

  private groupName(): bool {
    const start = this.at + 1;
    if (!this.takeIf(0x3c)) this.wrong("a group of a kind that is not supported");
    while (isWord(this.peek())) this.at += 1;
    if (this.at == start || !this.takeIf(0x3e)) this.wrong("a group of a kind that is not supported");
    return true;
  }

  private escaped(): Node {
    const point = this.take();
    switch (point) {
      case 0x41:
        return new Node(NodeKind.Start);
      case 0x7a:
        return new Node(NodeKind.End);
      case 0x62:
        return new Node(NodeKind.Boundary);
      case 0x42:
        return new Node(NodeKind.NoBoundary);
      default: {
        const named = namedSet(point);
        if (named !== null) return this.setNode(named, isCapital(point));
        const one = this.escapedPoint(point);
        return one < 0 ? this.wrong("an escape that is not supported") : this.pointNode(one);
      }
    }
  }

  /** The character that an escape stands for; -1 if there is no such escape. */
  private escapedPoint(point: i32): i32 {
    switch (point) {
      case 0x6e:
        return 0x0a;
      case 0x72:
        return 0x0d;
      case 0x74:
        return 0x09;
      case 0x66:
        return 0x0c;
      case 0x76:
        return 0x0b;
      case 0x61:
        return 0x07;
      case 0x78:
        return this.hexadecimal();
      default:
        // What is neither letter nor digit stands for itself.
        return point >= 0x80 || point < 0 || isWord(point) ? (point == 0x5f ? point : -1) : point;
    }
  }

  private hexadecimal(): i32 {
    const braced = this.takeIf(0x7b);
    const most = braced ? 6 : 2;
    let value = 0;
    let digits = 0;
    while (digits < most) {
      const digit = hexDigit(this.peek());
      if (digit < 0) break;
      value = value * 16 + digit;
      digits += 1;
      this.at += 1;
    }
    if (digits == 0 || (braced ? !this.takeIf(0x7d) : digits != 2)) return -1;
    return value <= <i32>LAST_POINT ? value : -1;
  }

  private bracket(): Node {
    const ranges = new Ranges();
    const negated = this.takeIf(0x5e);
    let first = true;
    while (true) {
      if (this.peek() < 0) return this.wrong("a ] is missing");
      if (!first && this.takeIf(0x5d)) break;
      first = false;
      if (!this.bracketItem(ranges)) return new Node(NodeKind.Empty);
    }
    return this.setNode(ranges, negated);
  }

  private bracketItem(ranges: Ranges): bool {
    if (this.peek() == 0x5b && this.at + 1 < this.text.length && this.text.charCodeAt(this.at + 1) == 0x3a) {
      return this.posix(ranges);
    }
    let low = this.take();
    if (low == 0x5c) {
      const letter = this.take();
      const named = namedSet(letter);
      if (named !== null) {
        if (isCapital(letter)) addComplement(ranges, named);
        else ranges.addAll(named);
        return true;
      }
      low = this.escapedPoint(letter);
    }
    let high = low;
    if (low >= 0 && this.peek() == 0x2d && this.at + 1 < this.text.length && this.text.charCodeAt(this.at + 1) != 0x5d) {
      this.at += 1;
      high = this.take();
      if (high == 0x5c) high = this.escapedPoint(this.take());
    }
    if (low < 0 || high < low) {
      this.wrong(low < 0 ? "an escape that is not supported" : "a range that ends before it starts");
      return false;
    }
    ranges.add(low, high);
    return true;
  }

  private posix(ranges: Ranges): bool {
    const end = this.text.indexOf(":]", this.at + 2);
    const name = end < 0 ? "" : this.text.slice(this.at + 2, end);
    if (name == "digit") ranges.add(0x30, 0x39);
    else if (name == "space") {
      ranges.add(9, 13);
      ranges.add(0x20, 0x20);
    } else if (name == "alpha" || name == "alnum" || name == "word" || name == "upper" || name == "lower") {
      if (name != "lower") ranges.add(0x41, 0x5a);
      if (name != "upper") ranges.add(0x61, 0x7a);
      if (name == "alnum" || name == "word") ranges.add(0x30, 0x39);
      if (name == "word") ranges.add(0x5f, 0x5f);
    } else if (name == "xdigit") {
      ranges.add(0x30, 0x39);
      ranges.add(0x41, 0x46);
      ranges.add(0x61, 0x66);
    } else {
      this.wrong("a class that is not supported");
      return false;
    }
    this.at = end + 2;
    return true;
  }
}

/** Whether it is a letter, a digit or an underscore, ASCII only. */
export function isWord(point: i32): bool {
  const letter = point | 0x20;
  return (letter >= 0x61 && letter <= 0x7a && point < 0x80) || (point >= 0x30 && point <= 0x39) || point == 0x5f;
}

function isCapital(point: i32): bool {
  return point >= 0x41 && point <= 0x5a;
}

function hexDigit(point: i32): i32 {
  if (point >= 0x30 && point <= 0x39) return point - 0x30;
  const letter = point | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** `\d`, `\s`, `\w` and their negations, which the caller sees by the capital; null for other letters. */
function namedSet(letter: i32): Ranges | null {
  const ranges = new Ranges();
  switch (letter | 0x20) {
    case 0x64:
      ranges.add(0x30, 0x39);
      return ranges;
    case 0x73:
      ranges.add(9, 10);
      ranges.add(12, 13);
      ranges.add(0x20, 0x20);
      return ranges;
    case 0x77:
      ranges.add(0x30, 0x39);
      ranges.add(0x41, 0x5a);
      ranges.add(0x5f, 0x5f);
      ranges.add(0x61, 0x7a);
      return ranges;
    default:
      return null;
  }
}

function addComplement(to: Ranges, set: Ranges): void {
  const others = set.settled(true);
  for (let i = 0; i < others.length; i += 2) to.add(others[i], others[i + 1]);
}
