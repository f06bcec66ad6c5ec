import { Bytes } from "@waymark/proxy-wasm";
import { DEEPEST, JsonReader, JsonToken } from "@waymark/proxy-wasm/json";
import { Beyond, Config, MaskedField } from "./config";
import { Masker } from "./masker";
import { Output, quoted } from "./output";

enum Wanted {
  Value = 0,
  ValueOrEnd = 1,
  Name = 2,
  NameOrEnd = 3,
  Colon = 4,
  CommaOrEnd = 5,
}

enum Inside {
  Nothing = 0,
  Name = 1,
  String = 2,
  /** A number, true, false or null. */
  Scalar = 3,
}

/** What happens to the value at hand. */
enum Treatment {
  Pass = 0,
  /** It has been replaced; its bytes are left out. */
  Drop = 1,
  /** It is kept until it is complete. */
  Hold = 2,
}

// The longest name of a path, if every character of it is an escape.
const LONGEST_NAME: i32 = 1024;
const QUOTE: i32 = 0x22;
const BACKSLASH: i32 = 0x5c;
const none = Bytes.alloc(0);

/**
 * Reads JSON byte by byte, remembering no more than where in the document it is and the value at hand, and writes it on
 * without what is to be masked. Several documents one after the other (JSON lines) are fine.
 */
@final
export class JsonMasker extends Masker {
  private wanted: Wanted = Wanted.Value;
  private inside: Inside = Inside.Nothing;
  private treatment: Treatment = Treatment.Pass;
  private escaped: bool = false;
  private hasEscapes: bool = false;
  private depth: i32 = 0;
  /** For each level whether it is an object; for lists the number of the element. */
  private readonly objects: StaticArray<bool> = new StaticArray<bool>(DEEPEST);
  private readonly elements: StaticArray<i32> = new StaticArray<i32>(DEEPEST);
  /** For each level how far each path has come, and one level more for the value at hand. */
  private states: StaticArray<u64>;
  /** The level at which an object or a list began that is left out as a whole; -1 for none. */
  private mutedAt: i32 = -1;
  private field: MaskedField | null = null;
  private readonly held: Output = new Output(64);
  private readonly name: Output = new Output(64);
  private out: Output = new Output(16);

  constructor(private readonly config: Config) {
    super();
    const paths = config.fields;
    this.states = new StaticArray<u64>(paths.length * 4);
    for (let i = 0; i < paths.length; i++) this.states[i] = paths[i].path.start;
  }

  get kept(): Bytes {
    return this.held.taken();
  }

  push(piece: Bytes): Bytes {
    this.out = new Output(piece.length + 64);
    let at = 0;
    while (at < piece.length && this.problem.length == 0) {
      if (this.inside == Inside.String || this.inside == Inside.Name) at = this.inQuotes(piece, at);
      else if (this.inside == Inside.Scalar) at = this.inScalar(piece, at);
      else at = this.between(piece, at);
    }
    return this.out.taken();
  }

  finish(): Bytes {
    this.out = new Output(this.held.length + 64);
    if (this.inside == Inside.Scalar) this.endScalar();
    // A document that ends in the middle: what was kept of a value is not shown.
    if (this.inside != Inside.Nothing || this.depth > 0) this.fail("the body ends in the middle");
    return this.out.taken();
  }

  private fail(problem: string): void {
    if (this.problem.length == 0) this.problem = problem;
  }

  private emit(byte: i32): void {
    if (this.mutedAt < 0) this.out.add(byte);
  }

  private between(piece: Bytes, at: i32): i32 {
    const byte = piece.at(at);
    if (byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09) {
      this.emit(byte);
      return at + 1;
    }
    switch (this.wanted) {
      case Wanted.Colon:
        if (byte != 0x3a) this.fail("it is no JSON");
        this.emit(byte);
        this.wanted = Wanted.Value;
        return at + 1;
      case Wanted.Name:
      case Wanted.NameOrEnd:
        return this.nameOrEnd(byte, at);
      case Wanted.CommaOrEnd:
        return this.commaOrEnd(byte, at);
      default:
        if (byte == 0x5d && this.wanted == Wanted.ValueOrEnd) return this.close(byte, at);
        return this.beginValue(byte, at);
    }
  }

  private nameOrEnd(byte: i32, at: i32): i32 {
    if (byte == 0x7d && this.wanted == Wanted.NameOrEnd) return this.close(byte, at);
    if (byte != QUOTE) this.fail("it is no JSON");
    this.emit(byte);
    this.inside = Inside.Name;
    this.hasEscapes = false;
    this.name.clear();
    this.name.add(byte);
    return at + 1;
  }

  private commaOrEnd(byte: i32, at: i32): i32 {
    if (byte != 0x2c) return this.close(byte, at);
    this.emit(byte);
    const object = this.objects[this.depth - 1];
    this.wanted = object ? Wanted.Name : Wanted.Value;
    if (!object) {
      this.elements[this.depth - 1] += 1;
      this.enterElement();
    }
    return at + 1;
  }

  private close(byte: i32, at: i32): i32 {
    if (this.depth == 0 || byte != (this.objects[this.depth - 1] ? 0x7d : 0x5d)) {
      this.fail("it is no JSON");
      return at;
    }
    this.depth -= 1;
    if (this.mutedAt < 0) this.out.add(byte);
    else if (this.mutedAt == this.depth) this.mutedAt = -1;
    this.afterValue();
    return at + 1;
  }

  private afterValue(): void {
    this.wanted = this.depth == 0 ? Wanted.Value : Wanted.CommaOrEnd;
  }

  private beginValue(byte: i32, at: i32): i32 {
    this.field = this.mutedAt < 0 ? this.fieldHere() : null;
    const container = byte == 0x7b || byte == 0x5b;
    if (container) return this.open(byte, at);
    const text = byte == QUOTE;
    if (!text && byte != 0x2d && !(byte >= 0x30 && byte <= 0x39) && byte != 0x74 && byte != 0x66 && byte != 0x6e) {
      this.fail("it is no JSON");
      return at;
    }
    const field = this.field;
    if (this.mutedAt >= 0) this.treatment = text ? Treatment.Drop : Treatment.Hold;
    else if (field !== null && field.keepLast == 0 && text) {
      this.out.addAll(quoted(field.replacement));
      this.treatment = Treatment.Drop;
    } else if (!text || field !== null || this.config.patterns.length > 0) this.treatment = Treatment.Hold;
    else this.treatment = Treatment.Pass;
    this.held.clear();
    this.inside = text ? Inside.String : Inside.Scalar;
    this.hasEscapes = false;
    if (!text) return at;
    if (this.treatment == Treatment.Hold) this.held.add(byte);
    else if (this.treatment == Treatment.Pass) this.out.add(byte);
    return at + 1;
  }

  private open(byte: i32, at: i32): i32 {
    if (this.depth == DEEPEST) {
      this.fail("it is nested too deep");
      return at;
    }
    const field = this.field;
    if (this.mutedAt < 0) {
      if (field === null) this.out.add(byte);
      else {
        this.out.addAll(quoted(field.replacement));
        this.mutedAt = this.depth;
      }
    }
    const object = byte == 0x7b;
    this.objects[this.depth] = object;
    this.elements[this.depth] = 0;
    this.depth += 1;
    this.wanted = object ? Wanted.NameOrEnd : Wanted.ValueOrEnd;
    if (!object) this.enterElement();
    return at + 1;
  }

  /** Quotes that were opened: to the end of them or of the piece. */
  private inQuotes(piece: Bytes, from: i32): i32 {
    let at = from;
    let closed = false;
    while (at < piece.length && !closed) {
      const byte = piece.at(at);
      if (this.escaped) this.escaped = false;
      else if (byte == BACKSLASH) {
        this.escaped = true;
        this.hasEscapes = true;
      } else if (byte == QUOTE) closed = true;
      if (byte < 0x20) {
        this.fail("it is no JSON");
        return at;
      }
      at += 1;
    }
    if (this.inside == Inside.Name) this.inName(piece, from, at, closed);
    else this.inString(piece, from, at, closed);
    return at;
  }

  private inName(piece: Bytes, from: i32, to: i32, closed: bool): void {
    if (this.mutedAt < 0) {
      this.out.addPart(piece, from, to);
      // One that is longer cannot be in a path.
      if (this.name.length <= LONGEST_NAME) this.name.addPart(piece, from, min(to, from + LONGEST_NAME + 1));
    }
    if (!closed) return;
    this.inside = Inside.Nothing;
    this.wanted = Wanted.Colon;
    if (this.mutedAt >= 0) return;
    let name = none;
    if (this.name.length <= LONGEST_NAME) {
      const raw = this.name.taken();
      name = raw.slice(1, raw.length - 1);
      if (this.hasEscapes) {
        const reader = new JsonReader(raw);
        if (reader.next() == JsonToken.String) name = reader.stringBytes();
        else this.fail("it is no JSON");
      }
    }
    this.enterMember(name);
  }

  private inString(piece: Bytes, from: i32, to: i32, closed: bool): void {
    this.keep(piece, from, to);
    if (!closed) return;
    if (this.treatment == Treatment.Hold) this.judgeString();
    this.held.clear();
    this.inside = Inside.Nothing;
    this.afterValue();
  }

  /** A part of the value at hand, by its treatment. */
  private keep(piece: Bytes, from: i32, to: i32): void {
    if (this.treatment == Treatment.Pass) return this.out.addPart(piece, from, to);
    if (this.treatment == Treatment.Drop) return;
    if (this.held.length + (to - from) <= this.config.maxValueBytes) return this.held.addPart(piece, from, to);
    const field = this.field;
    if (this.inside == Inside.Scalar) this.fail("a number is longer than maxValueBytes");
    else if (field !== null || this.config.beyond == Beyond.Mask) {
      this.out.addAll(quoted(field === null ? this.config.replacement : field.replacement));
      this.treatment = Treatment.Drop;
    } else if (this.config.beyond == Beyond.Refuse) this.fail("a value is longer than maxValueBytes");
    else {
      this.out.addAll(this.held.taken());
      this.out.addPart(piece, from, to);
      this.treatment = Treatment.Pass;
    }
    this.held.clear();
  }

  private judgeString(): void {
    const raw = this.held.taken();
    const reader = new JsonReader(raw);
    const readable = reader.next() == JsonToken.String;
    const field = this.field;
    if (field !== null) {
      this.out.addAll(quoted(readable ? shortened(reader.stringBytes(), field) : field.replacement));
      return;
    }
    // What we cannot read, somebody else perhaps can.
    if (!readable) return this.out.addAll(quoted(this.config.replacement));
    const text = reader.stringBytes();
    const masked = this.config.masked(text);
    this.out.addAll(masked === text ? raw : quoted(masked));
  }

  private inScalar(piece: Bytes, from: i32): i32 {
    let at = from;
    while (at < piece.length && isScalarByte(piece.at(at))) at += 1;
    this.keep(piece, from, at);
    if (at < piece.length && this.problem.length == 0) this.endScalar();
    return at;
  }

  private endScalar(): void {
    const raw = this.held.taken();
    this.held.clear();
    this.inside = Inside.Nothing;
    const reader = new JsonReader(raw);
    const token = reader.next();
    if (token == JsonToken.Error || reader.next() != JsonToken.End) return this.fail("it is no JSON");
    this.afterValue();
    if (this.mutedAt >= 0) return;
    const field = this.field;
    if (field !== null) {
      this.out.addAll(quoted(token == JsonToken.Number ? shortened(raw, field) : field.replacement));
      return;
    }
    const masked = token == JsonToken.Number ? this.config.masked(raw) : raw;
    this.out.addAll(masked === raw ? raw : quoted(masked));
  }

  private enterMember(name: Bytes): void {
    const fields = this.config.fields;
    this.makeRoom();
    const from = (this.depth - 1) * fields.length;
    for (let i = 0; i < fields.length; i++) {
      this.states[from + fields.length + i] = fields[i].path.intoMember(this.states[from + i], name);
    }
  }

  private enterElement(): void {
    if (this.mutedAt >= 0) return;
    const fields = this.config.fields;
    this.makeRoom();
    const from = (this.depth - 1) * fields.length;
    const index = this.elements[this.depth - 1];
    for (let i = 0; i < fields.length; i++) {
      this.states[from + fields.length + i] = fields[i].path.intoElement(this.states[from + i], index);
    }
  }

  private makeRoom(): void {
    const needed = (this.depth + 1) * this.config.fields.length;
    if (needed <= this.states.length) return;
    const larger = new StaticArray<u64>(needed * 2);
    for (let i = 0; i < this.states.length; i++) larger[i] = this.states[i];
    this.states = larger;
  }

  private fieldHere(): MaskedField | null {
    const fields = this.config.fields;
    for (let i = 0; i < fields.length; i++) {
      if (fields[i].path.ends(this.states[this.depth * fields.length + i])) return fields[i];
    }
    return null;
  }
}

function isScalarByte(byte: i32): bool {
  const alphanumeric = (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
  return alphanumeric || byte == 0x2d || byte == 0x2b || byte == 0x2e;
}

/** The replacement, and the last characters if at least as many are hidden. */
function shortened(text: Bytes, field: MaskedField): Bytes {
  if (field.keepLast == 0) return field.replacement;
  let characters = 0;
  let start = text.length;
  for (let i = text.length - 1; i >= 0; i--) {
    // Not in the middle of a character.
    if ((text.at(i) & 0xc0) == 0x80) continue;
    characters += 1;
    if (characters == field.keepLast) start = i;
  }
  return characters < field.keepLast * 2 ? field.replacement : field.replacement.concat(text.slice(start));
}
