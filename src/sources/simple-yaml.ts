/**
 * The part of YAML that nearly all manifests keep to: maps and lists in block style, one entry a line, words, plain numbers,
 * quoted texts without escapes, and lists of these between brackets. It is read twenty times faster than the whole language. Whatever is not surely
 * of that part, errors included, is left to the reader of the whole; the tests hold this one to that one's answers.
 */
type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

interface Line {
  readonly indent: number;
  readonly content: string;
}

/** What the text says; `undefined` if it takes more to tell. */
export function simpleYaml(text: string): unknown {
  // Tabs, carriage returns and everything that is not ASCII have rules of their own.
  if (/[^\x20-\x7e\n]/.test(text)) return undefined;
  const lines = linesOf(text);
  return lines === undefined || lines[0]?.indent !== 0 ? undefined : new Reader(lines).whole();
}

/** YAML ends keys at 1024 characters, and nobody writes so deep. */
const longestLine = 1000;
const deepestIndent = 120;

function linesOf(text: string): Line[] | undefined {
  const lines: Line[] = [];
  let marked = false;
  for (const raw of text.split("\n")) {
    const line = raw.trimEnd();
    const content = line.trimStart();
    if (content === "" || content.startsWith("#")) continue;
    const indent = line.length - content.length;
    if (line === "---" && lines.length === 0 && !marked) marked = true;
    else if (line.length > longestLine || indent > deepestIndent) return undefined;
    else lines.push({ indent, content });
  }
  return lines;
}

const entry = /^([A-Za-z_][\w./-]*):(?: +(.*))?$/;

/** Each method reads from the current line on, and answers `undefined` for what it does not know. */
class Reader {
  readonly #lines: Line[];
  #at = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  whole(): Value | undefined {
    const value = this.#block(0);
    // A line in an unexpected column ends every block that it is not of, and is left over.
    return this.#at === this.#lines.length ? value : undefined;
  }

  #block(indent: number): Value | undefined {
    return this.#lines[this.#at]?.content.startsWith("- ") ? this.#list(indent) : this.#map(indent);
  }

  #map(indent: number): Value | undefined {
    const map: { [name: string]: Value } = {};
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      const [, name, rest] = entry.exec(line.content) ?? [];
      if (name === undefined || name === "__proto__" || isReserved(name) || Object.hasOwn(map, name)) return undefined;
      this.#at++;
      const value = rest === undefined ? this.#below(indent) : scalar(rest);
      if (value === undefined) return undefined;
      map[name] = value;
    }
    return map;
  }

  /** The value of a name that has none on its line. */
  #below(indent: number): Value | undefined {
    const next = this.#lines[this.#at];
    if (next === undefined || next.indent < indent) return null;
    if (next.indent > indent) return this.#block(next.indent);
    return next.content.startsWith("- ") ? this.#list(indent) : null;
  }

  #list(indent: number): Value | undefined {
    const list: Value[] = [];
    for (let line = this.#lines[this.#at]; line?.indent === indent; line = this.#lines[this.#at]) {
      if (!line.content.startsWith("- ")) break;
      const value = this.#item(line.content.slice(2), indent + 2);
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  }

  #item(content: string, indent: number): Value | undefined {
    if (content.startsWith("- ") || entry.test(content)) {
      // What stands behind the dash is the first line of a block in that column.
      this.#lines[this.#at] = { indent, content };
      return indent > deepestIndent ? undefined : this.#block(indent);
    }
    this.#at++;
    return scalar(content);
  }
}

/** Words that are no texts, in any spelling. */
function isReserved(word: string): boolean {
  return /^(?:y|yes|n|no|true|false|on|off|null)$/i.test(word);
}

const exact: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const words = /^[A-Za-z_/](?:[\w./@+=*,-]|:(?=[\w/])| (?=[\w/]))*$/;
const wholeNumber = /^(?:0|[1-9]\d{0,14})$/;
const addressOrDuration = /^\d+(?:(?:\.\d+){3}(?:\/\d+)?|ms|s|m|h)$/;
const quoted = /^(?:"[^"\\]*"|'[^']*')$/;

function scalar(text: string): Value | undefined {
  if (words.test(text)) return isReserved(text) ? exact.get(text) : text;
  if (quoted.test(text)) return text.slice(1, -1);
  if (wholeNumber.test(text)) return Number(text);
  if (addressOrDuration.test(text)) return text;
  if (text === "{}") return {};
  if (text === "[]") return [];
  return text.startsWith("[") && text.endsWith("]") ? listOfScalars(text.slice(1, -1)) : undefined;
}

/** `[a, "b", 1]`. Where a comma is part of a quoted text, no half of that text is a scalar. */
function listOfScalars(inside: string): Value | undefined {
  const list: Value[] = [];
  for (const item of inside.split(",")) {
    const value = /^ *[[{]/.test(item) ? undefined : scalar(item.trim());
    if (value === undefined) return undefined;
    list.push(value);
  }
  return list;
}
