import { decimalText } from "./decimal";
import { Bytes } from "./bytes";
import { JsonValue, JsonKind, parseJson } from "./json/value";
import { logError } from "./log";
import { compilePattern, Pattern, patternProblem } from "./pattern/pattern";

/**
 * The fields of a configuration object, read one by one into a class of the plugin's own. Whatever is wrong is noted with the
 * path of the field, what was expected and what was there; reading goes on with the default, so that one look shows all
 * mistakes. A field that nobody asked for is a mistake, too.
 *
 *     class Config {
 *       header: string = "";
 *       percent: i64 = 0;
 *       static from(fields: Fields): Config {
 *         const config = new Config();
 *         config.header = fields.requiredText("header");
 *         config.percent = fields.integer("percent", 100, 0, 100);
 *         return config;
 *       }
 *     }
 *
 *     // in onConfigure():
 *     const fields = Fields.of(this.getPluginConfiguration());
 *     const config = Config.from(fields);
 *     if (!fields.accepted()) return false;
 */
@final
export class Fields {
  private asked: Set<string> = new Set<string>();
  private inner: Fields[] = [];

  private constructor(
    private readonly json: JsonValue,
    private readonly path: string,
    private readonly noted: string[],
  ) {}

  /** The fields of a JSON document; of an empty one (no configuration) none. */
  static of(json: Bytes): Fields {
    const noted: string[] = [];
    const nothing = new JsonValue(JsonKind.Object);
    if (json.trim().isEmpty) return new Fields(nothing, "", noted);
    const parsed = parseJson(json);
    const value = parsed.value;
    if (value !== null && value.isObject) return new Fields(value, "", noted);
    noted.push(
      value === null
        ? "the configuration is no JSON: " + parsed.error
        : "the configuration: expected an object, got " + value.described,
    );
    return new Fields(nothing, "", noted);
  }

  /** Where these fields are: "rules[2]", empty at the top. */
  get at(): string {
    return this.path;
  }

  /** Whether there is such a field, even if it is null. */
  has(name: string): bool {
    this.asked.add(name);
    return this.json.get(name) !== null;
  }

  /** The names of all fields there are, for objects that are maps. All of them count as asked for. */
  names(): string[] {
    const names: string[] = [];
    for (let i = 0; i < this.json.length; i++) {
      names.push(this.json.nameAt(i));
      this.asked.add(this.json.nameAt(i));
    }
    return names;
  }

  /** The value as it is; null if there is none. */
  value(name: string): JsonValue | null {
    this.asked.add(name);
    return this.json.get(name);
  }

  /** A text, empty or not; `otherwise` if there is none. */
  text(name: string, otherwise: string): string {
    const value = this.value(name);
    if (value === null) return otherwise;
    if (value.isString) return value.asText();
    this.mistaken(name, "a text", value);
    return otherwise;
  }

  /** A text that must be there and not be empty. */
  requiredText(name: string): string {
    const value = this.value(name);
    if (value !== null && value.isString && value.asText().length > 0) return value.asText();
    this.mistaken(name, "a text that is not empty", value);
    return "";
  }

  /** The name of a header or a cookie (a token of RFC 9110); `otherwise` if there is none. */
  name(name: string, otherwise: string): string {
    return this.has(name) ? this.requiredName(name) : otherwise;
  }

  /** The name of a header or a cookie, which must be there. */
  requiredName(name: string): string {
    const text = this.requiredText(name);
    if (text.length > 0 && !isToken(text)) this.refuse(name, "a name without spaces and separators");
    return text;
  }

  /** One of a few words. */
  choice(name: string, allowed: string[], otherwise: string): string {
    const value = this.value(name);
    if (value === null) return otherwise;
    if (value.isString && allowed.includes(value.asText())) return value.asText();
    this.mistaken(name, "one of " + allowed.join(", "), value);
    return otherwise;
  }

  /** True or false; `otherwise` if there is none. */
  bool(name: string, otherwise: bool): bool {
    const value = this.value(name);
    if (value === null) return otherwise;
    if (value.kind == JsonKind.Bool) return value.asBool();
    this.mistaken(name, "true or false", value);
    return otherwise;
  }

  /** A whole number from `least` to `most`; `otherwise` if there is none. */
  integer(name: string, otherwise: i64, least: i64, most: i64): i64 {
    const value = this.value(name);
    if (value === null) return otherwise;
    if (value.isInteger && value.asI64() >= least && value.asI64() <= most) return value.asI64();
    this.mistaken(name, "a whole number from " + decimalText(least) + " to " + decimalText(most), value);
    return otherwise;
  }

  /** A whole number from `least` to `most`, which must be there. */
  requiredInteger(name: string, least: i64, most: i64): i64 {
    if (!this.has(name)) this.mistaken(name, "a whole number from " + decimalText(least) + " to " + decimalText(most), null);
    return this.integer(name, least, least, most);
  }

  /** A number from `least` to `most`. */
  number(name: string, otherwise: f64, least: f64, most: f64): f64 {
    const value = this.value(name);
    if (value === null) return otherwise;
    if (value.isNumber && value.asF64() >= least && value.asF64() <= most) return value.asF64();
    this.mistaken(name, "a number from " + shownNumber(least) + " to " + shownNumber(most), value);
    return otherwise;
  }

  /** A list of texts; empty if there is none. */
  texts(name: string): string[] {
    const texts: string[] = [];
    const list = this.listOf(name, "a list of texts");
    if (list === null) return texts;
    for (let i = 0; i < list.length; i++) {
      const item = list.at(i) as JsonValue;
      if (item.isString) texts.push(item.asText());
      else this.mistaken(name + "[" + decimalText(i) + "]", "a text", item);
    }
    return texts;
  }

  /** The fields of an object; null if there is none. */
  object(name: string): Fields | null {
    const value = this.value(name);
    if (value === null) return null;
    if (value.isObject) return this.nested(name, value);
    this.mistaken(name, "an object", value);
    return null;
  }

  /**
   * The names that lead to a claim or to another property, for `propertyPath()`: a text or a list of texts, at least one,
   * none of them empty.
   */
  steps(name: string): string[] {
    const steps = this.texts(name);
    const value = this.value(name);
    if (value === null || (value.isArray && value.length == 0)) this.refuse(name, "the names that lead to the claim");
    for (let i = 0; i < steps.length; i++) {
      // An empty step or a NUL would make another path of it.
      if (steps[i].length > 0 && !steps[i].includes("\0")) continue;
      this.refuse(name, "names that are not empty");
      break;
    }
    return steps;
  }

  /** The fields of each object in a list; empty if there is none. */
  objects(name: string): Fields[] {
    const objects: Fields[] = [];
    const list = this.listOf(name, "a list of objects");
    if (list === null) return objects;
    for (let i = 0; i < list.length; i++) {
      const item = list.at(i) as JsonValue;
      const place = name + "[" + decimalText(i) + "]";
      if (item.isObject) objects.push(this.nested(place, item));
      else this.mistaken(place, "an object", item);
    }
    return objects;
  }

  /** A regular expression (see `compilePattern()`); null if there is none. */
  pattern(name: string): Pattern | null {
    const value = this.value(name);
    if (value === null) return null;
    const pattern = value.isString ? compilePattern(value.asText()) : null;
    if (pattern === null) {
      const why = value.isString ? " (" + patternProblem() + ")" : "";
      this.mistaken(name, "a regular expression" + why, value);
    }
    return pattern;
  }

  /** Notes a mistake that only the plugin can see: `fields.refuse("from", "a time before `to`")`. */
  refuse(name: string, expected: string): void {
    this.mistaken(name, expected, this.value(name));
  }

  /** Everything that is wrong so far, also with fields that nobody asked for: "rules[2].percent: expected …, got …". */
  problems(): string[] {
    const all = this.noted.slice(0);
    this.addUnknown(all);
    return all;
  }

  /**
   * Whether nothing is wrong; otherwise writes a line for each mistake to the log, as an error (`proxy_log`). Ask when all
   * is read.
   */
  accepted(): bool {
    const problems = this.problems();
    for (let i = 0; i < problems.length; i++) logError("configuration refused: " + problems[i]);
    return problems.length == 0;
  }

  private listOf(name: string, expected: string): JsonValue | null {
    const value = this.value(name);
    if (value === null || value.isArray) return value;
    this.mistaken(name, expected, value);
    return null;
  }

  private nested(place: string, value: JsonValue): Fields {
    const fields = new Fields(value, this.placeOf(place), this.noted);
    this.inner.push(fields);
    return fields;
  }

  private placeOf(name: string): string {
    return this.path.length == 0 ? name : this.path + "." + name;
  }

  private mistaken(name: string, expected: string, got: JsonValue | null): void {
    this.noted.push(
      this.placeOf(name) + ": expected " + expected + ", got " + (got === null ? "nothing" : got.described),
    );
  }

  private addUnknown(to: string[]): void {
    const seen = new Set<string>();
    for (let i = 0; i < this.json.length; i++) {
      const name = this.json.nameAt(i);
      if (seen.has(name)) to.push(this.placeOf(name) + ": there more than once");
      else if (!this.asked.has(name)) to.push(this.placeOf(name) + ": there is no such field");
      seen.add(name);
    }
    for (let i = 0; i < this.inner.length; i++) this.inner[i].addUnknown(to);
  }
}

/** Letters and digits, and of other characters these. */
function consistsOf(text: string, others: string): bool {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const alphanumeric = (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
    if (!alphanumeric && others.indexOf(String.fromCharCode(code)) < 0) return false;
  }
  return true;
}

function isToken(text: string): bool {
  return consistsOf(text, "!#$%&'*+-.^_`|~");
}

/** Whether it can name something of the plugin's own: 1 to 63 letters, digits, `.`, `_` and `-`, so that it needs no quotes in a header, a log or JSON. */
export function isLabel(text: string): bool {
  return text.length > 0 && text.length <= 63 && consistsOf(text, "._-");
}

/** What `isLabel()` asks for, for `Fields.refuse()`. */
export const LABEL = "1 to 63 letters, digits, '.', '_' and '-'";

function shownNumber(value: f64): string {
  const text = value.toString();
  return text.endsWith(".0") ? text.slice(0, text.length - 2) : text;
}
