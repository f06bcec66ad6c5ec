import { Bytes } from "@waymark/proxy-wasm";
import { Fields } from "@waymark/proxy-wasm/config";
import { Pattern } from "@waymark/proxy-wasm/pattern";
import { FieldPath, PATH } from "./field-path";
import { Output } from "./output";

/** What happens to a value that is longer than we look at. */
export enum Beyond {
  Mask = 0,
  Pass = 1,
  Refuse = 2,
}

@final
export class MaskedField {
  constructor(
    readonly path: FieldPath,
    readonly replacement: Bytes,
    /** How many characters of the end stay. */
    readonly keepLast: i32,
  ) {}
}

/** A pattern and what stands in the place of what it finds. */
@final
export class MaskedPattern {
  constructor(
    readonly pattern: Pattern,
    readonly replacement: Bytes,
  ) {}

  /** The text without what the pattern finds; the very same object if it finds nothing. */
  masked(text: Bytes): Bytes {
    if (!this.pattern.find(text)) return text;
    const out = new Output(text.length);
    let from = 0;
    while (this.pattern.start >= 0) {
      const start = this.pattern.start;
      const end = this.pattern.end;
      out.addPart(text, from, start);
      // A pattern that finds nothing but a place has nothing to hide.
      if (end > start) out.addAll(this.replacement);
      else if (start < text.length) out.add(text.at(start));
      from = end > start ? end : start + 1;
      if (from > text.length || !this.pattern.find(text, from)) break;
    }
    out.addPart(text, from, text.length);
    return out.taken();
  }
}

@final
export class MaskedHeader {
  constructor(
    readonly name: string,
    readonly nameBytes: Bytes,
    readonly pattern: MaskedPattern | null,
    readonly replacement: Bytes,
  ) {}
}

/** What the plugin is told; `schema.json` says the same to people and to `waymark validate`. */
@final
export class Config {
  fields: MaskedField[] = [];
  patterns: MaskedPattern[] = [];
  headers: MaskedHeader[] = [];
  replacement: Bytes = Bytes.alloc(0);
  /** Bytes of a value, or of a line of text, that are kept until it can be judged. */
  maxValueBytes: i32 = 0;
  beyond: Beyond = Beyond.Mask;
  passesUnreadable: bool = false;
  passesOthers: bool = true;
  plainRequests: bool = true;

  static from(fields: Fields): Config {
    const config = new Config();
    const replacement = fields.text("replacement", "***");
    config.replacement = Bytes.of(replacement);
    config.maxValueBytes = <i32>fields.integer("maxValueBytes", 8192, 64, 1_048_576);
    const beyond = fields.choice("beyond", ["mask", "pass", "refuse"], "mask");
    config.beyond = beyond == "mask" ? Beyond.Mask : beyond == "pass" ? Beyond.Pass : Beyond.Refuse;
    config.passesUnreadable = fields.choice("unreadable", ["refuse", "pass"], "refuse") == "pass";
    config.passesOthers = fields.choice("otherTypes", ["pass", "refuse"], "pass") == "pass";
    config.plainRequests = fields.bool("plainRequests", true);
    config.readFields(fields.objects("fields"), replacement);
    const patterns = fields.objects("patterns");
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i].pattern("pattern");
      const by = Bytes.of(patterns[i].text("replacement", replacement));
      if (pattern !== null) config.patterns.push(new MaskedPattern(pattern, by));
      else if (!patterns[i].has("pattern")) patterns[i].refuse("pattern", "a regular expression");
    }
    config.readHeaders(fields.objects("headers"), replacement);
    return config;
  }

  get looksAtBodies(): bool {
    return this.fields.length > 0 || this.patterns.length > 0;
  }

  /** The text without what any pattern finds; the very same object if none finds anything. */
  masked(text: Bytes): Bytes {
    let left = text;
    for (let i = 0; i < this.patterns.length; i++) left = this.patterns[i].masked(left);
    return left;
  }

  private readFields(all: Fields[], replacement: string): void {
    for (let i = 0; i < all.length; i++) {
      const text = all[i].text("path", "");
      const path = FieldPath.read(text);
      const value = all[i].value("path");
      // A value of another kind has been noted already.
      if (path === null && (value === null || value.isString)) all[i].refuse("path", PATH);
      const by = Bytes.of(all[i].text("replacement", replacement));
      const keepLast = <i32>all[i].integer("keepLast", 0, 0, 16);
      if (path !== null) this.fields.push(new MaskedField(path, by, keepLast));
    }
  }

  private readHeaders(all: Fields[], replacement: string): void {
    for (let i = 0; i < all.length; i++) {
      const name = all[i].requiredText("name");
      if (!isName(name)) all[i].refuse("name", "the name of a header");
      const by = Bytes.of(all[i].text("replacement", replacement));
      const pattern = all[i].pattern("pattern");
      let masked: MaskedPattern | null = null;
      if (pattern !== null) masked = new MaskedPattern(pattern, by);
      this.headers.push(new MaskedHeader(name, Bytes.of(name), masked, by));
    }
  }
}

function isName(text: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const alphanumeric = (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
    if (!alphanumeric && code != 0x2d && code != 0x2e && code != 0x5f) return false;
  }
  return true;
}
