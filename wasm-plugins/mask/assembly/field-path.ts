import { Bytes } from "@waymark/proxy-wasm";

enum StepKind {
  Name = 0,
  /** An element by its number. */
  Index = 1,
  /** Any member or element. */
  Any = 2,
  /** Any way down, also none. */
  AnyDepth = 3,
}

@final
class Step {
  constructor(
    readonly kind: StepKind,
    readonly name: Bytes,
    readonly index: i32,
  ) {}
}

/** What `FieldPath.read()` takes, in messages. */
export const PATH = "a path such as user.email, items[*].card['no.'] or **.password, up to 120 characters";

const nameless = Bytes.alloc(0);

/**
 * Where in a document: `user.email`, `items[*].no`, `items[0]`, `*.no`, `**.password`, `['a.b']`. Followed step by step: a
 * bit for every number of steps that have been taken.
 */
@final
export class FieldPath {
  private steps: Step[] = [];

  /** Null if it is no path. */
  static read(text: string): FieldPath | null {
    if (text.length == 0 || text.length > 120) return null;
    const path = new FieldPath();
    let at = 0;
    while (at < text.length) {
      if (text.charCodeAt(at) == 0x5b) {
        const end = path.readBracket(text, at);
        if (end < 0) return null;
        at = end;
        continue;
      }
      if (at > 0) {
        if (text.charCodeAt(at) != 0x2e) return null;
        at += 1;
      }
      const end = endOfName(text, at);
      if (!path.addName(text.slice(at, end))) return null;
      at = end;
    }
    return path;
  }

  /** At the root of a document. */
  get start(): u64 {
    return this.closed(1);
  }

  /** One member down. */
  intoMember(states: u64, name: Bytes): u64 {
    return this.into(states, name, -1);
  }

  /** One element down. */
  intoElement(states: u64, index: i32): u64 {
    return this.into(states, nameless, index);
  }

  /** Whether the path ends here. */
  ends(states: u64): bool {
    return (states & ((<u64>1) << (<u64>this.steps.length))) != 0;
  }

  private into(states: u64, name: Bytes, index: i32): u64 {
    let next: u64 = 0;
    for (let i = 0; i < this.steps.length; i++) {
      const bit = (<u64>1) << (<u64>i);
      if ((states & bit) == 0) continue;
      const step = this.steps[i];
      if (step.kind == StepKind.AnyDepth) next |= bit;
      else if (step.kind == StepKind.Any) next |= bit << 1;
      else if (step.kind == StepKind.Index) next |= index >= 0 && step.index == index ? bit << 1 : 0;
      else if (index < 0 && step.name.equals(name)) next |= bit << 1;
    }
    return this.closed(next);
  }

  private closed(states: u64): u64 {
    let all = states;
    for (let i = 0; i < this.steps.length; i++) {
      const bit = (<u64>1) << (<u64>i);
      if ((all & bit) != 0 && this.steps[i].kind == StepKind.AnyDepth) all |= bit << 1;
    }
    return all;
  }

  private addName(name: string): bool {
    if (name.length == 0) return false;
    if (name == "*") this.steps.push(new Step(StepKind.Any, nameless, -1));
    else if (name == "**") this.steps.push(new Step(StepKind.AnyDepth, nameless, -1));
    else if (name.includes("*") || name.includes("]")) return false;
    else this.steps.push(new Step(StepKind.Name, Bytes.of(name), -1));
    return true;
  }

  /** Where it goes on behind a step in brackets; -1 if it is none. */
  private readBracket(text: string, at: i32): i32 {
    if (text.charCodeAt(at + 1) == 0x27) {
      const end = text.indexOf("'", at + 2);
      if (end <= at + 2 || text.charCodeAt(end + 1) != 0x5d) return -1;
      this.steps.push(new Step(StepKind.Name, Bytes.of(text.slice(at + 2, end)), -1));
      return end + 2;
    }
    const end = text.indexOf("]", at);
    if (end < 0) return -1;
    const inner = text.slice(at + 1, end);
    if (inner == "*") this.steps.push(new Step(StepKind.Any, nameless, -1));
    else {
      if (inner.length == 0 || inner.length > 9) return -1;
      let index = 0;
      for (let i = 0; i < inner.length; i++) {
        const digit = inner.charCodeAt(i) - 0x30;
        if (<u32>digit > 9) return -1;
        index = index * 10 + digit;
      }
      this.steps.push(new Step(StepKind.Index, nameless, index));
    }
    return end + 1;
  }
}

function endOfName(text: string, from: i32): i32 {
  let at = from;
  while (at < text.length && text.charCodeAt(at) != 0x2e && text.charCodeAt(at) != 0x5b) at += 1;
  return at;
}
