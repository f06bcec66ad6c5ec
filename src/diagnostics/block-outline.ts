/**
 * Where the fields of a YAML document stand, told by indentation alone: a hundredth of the work of parsing it, which is
 * what most of the time went into when many findings were placed. Whatever is not plainly written, block style with
 * plain names as nearly all manifests are, is left to the parser, and so are values.
 */
import type { FieldPath } from "./origin.js";

/** The lines of one field, or of one entry of a list. */
export interface Piece {
  /** Offsets of the name (or the dash), and behind the last line. */
  readonly start: number;
  readonly end: number;
  /** Counted from 0. */
  readonly column: number;
  /** How many steps of the path lead to it. */
  readonly depth: number;
}

/** Offsets; the second one is behind the last character. */
export type Range = readonly [start: number, end: number];

/** A field or an entry; `value`: the offset behind the colon or the dash. */
interface Entry {
  readonly start: number;
  readonly column: number;
  readonly value: number;
  end: number;
}

type Entries = ReadonlyMap<string | number, Entry>;

/** The last line of a block that ends where its last value does: not with a comment, a blank line or an empty value. */
const plainEnd = /\n[^\n#]*[^\s#:-]\r?\n?$/;

const nothing: Entries = new Map();

/** A value of one word, or in quotes and without escapes, and nothing else but blanks and comments. */
const plainLine =
  /^([ ]+)([\w./](?:[\w./:@%+=,-]*[\w./@%+=,-])?|"[^"\\\n]*"|'[^'\n]*')[ \t]*(?:[ \t]#.*)?(?:\r?\n *(?:#.*)?)*$/;

/** Of one text; every part of it is looked at once at most, however often it is asked for. */
export class BlockOutline {
  readonly #text: string;
  readonly #below = new Map<Entry | "root", Entries>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The smallest piece on the way along `path` that can be told; undefined if not even its first step can be. */
  piece(path: FieldPath): Piece | undefined {
    const way = this.#way(path);
    const last = way.at(-1);
    return last && { start: last.start, end: last.end, column: last.column, depth: way.length };
  }

  /**
   * Where the value of the field at `path` is, or its name if that is meant or if what is asked for below it is not
   * there. Undefined where that takes a parser.
   */
  range(path: FieldPath, part?: "name"): Range | undefined {
    const way = this.#way(path);
    const last = way.at(-1);
    if (last === undefined) return undefined;
    const missing = path[way.length];
    if (missing !== undefined && !this.#surelyLacks(last, missing)) return undefined;
    const isNamed = this.#text[last.start] !== "-";
    if (isNamed && (missing !== undefined || part === "name")) return [last.start, last.value - 1];
    return this.#valueRange(last);
  }

  #way(path: FieldPath): readonly Entry[] {
    const way: Entry[] = [];
    for (const step of path) {
      const entry = isPlain(step) ? this.#entriesBelow(way.at(-1) ?? "root").get(step) : undefined;
      if (entry === undefined) break;
      way.push(entry);
    }
    return way;
  }

  #surelyLacks(entry: Entry, step: string | number): boolean {
    const [first] = this.#entriesBelow(entry).keys();
    return isPlain(step) && typeof first === typeof step;
  }

  #valueRange(entry: Entry): Range | undefined {
    const text = this.#text.slice(entry.value, entry.end);
    const line = plainLine.exec(text);
    if (line !== null) {
      const [, blanks = "", value = ""] = line;
      const start = entry.value + blanks.length;
      return [start, start + value.length];
    }
    const [first] = this.#entriesBelow(entry).values();
    return first === undefined || !plainEnd.test(text) ? undefined : [first.start, entry.end];
  }

  #entriesBelow(entry: Entry | "root"): Entries {
    const known = this.#below.get(entry);
    if (known !== undefined) return known;
    const block = entry === "root" ? rootBlock(this.#text) : blockOf(this.#text, entry);
    const entries = block === undefined ? nothing : entriesOf(this.#text, block);
    this.#below.set(entry, entries);
    return entries;
  }
}

/** Names that YAML 1.1 reads as something else are found under another text than they are written with. */
function isPlain(step: string | number): boolean {
  return typeof step === "number" || !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(step);
}

/** A list or a mapping: where its first entry begins, in which column all of them do, and where it ends. */
type Block = Pick<Entry, "start" | "column" | "end">;

/** Blank lines, comments and directives above the document, and the `---` it may begin with. */
const preamble = /^(?:[ \t]*(?:#.*)?\r?\n|%.*\n)*(?:---[ \t]*(?:#.*)?\r?\n)?/;

function rootBlock(text: string): Block | undefined {
  const lead = preamble.exec(text)?.[0].length ?? 0;
  return firstLineBlock(text, lead, text.length);
}

/** What stands below `entry`, if that is a block. */
function blockOf(text: string, { value, end, start, column }: Entry): Block | undefined {
  const isItem = text[start] === "-";
  const inline = /[ \t]*(?:#.*)?(?:\r?\n|$)/y;
  inline.lastIndex = value;
  if (inline.test(text)) {
    const below = firstLineBlock(text, inline.lastIndex, end);
    if (below === undefined || below.column > column) return below;
    return !isItem && below.column === column && isDash(text, below.start) ? below : undefined;
  }
  if (!isItem) return undefined;
  const first = / +/y;
  first.lastIndex = value;
  if (!first.test(text)) return undefined;
  return { start: first.lastIndex, column: column + first.lastIndex - start, end };
}

function firstLineBlock(text: string, from: number, end: number): Block | undefined {
  for (const { line, at } of linesIn(text, from, end)) return { start: at, column: at - line, end };
  return undefined;
}

/** Nothing, where a line is not plainly one of the block. */
function entriesOf(text: string, { start, column, end }: Block): Entries {
  const isList = isDash(text, start);
  const entries = new Map<string | number, Entry>();
  let last: Entry | undefined;
  for (const { line, at } of linesIn(text, start - column, end)) {
    // What stands before the first entry in its line is dashes of lists around it.
    const begin = last === undefined ? start : at;
    if (begin - line > column || isListBelow(text, begin, { isList, last })) continue;
    const name = isList ? dashAt(text, begin) : nameAt(text, begin);
    if (begin - line < column || name === undefined) return nothing;
    if (last !== undefined) last.end = line;
    last = { start: begin, column, value: begin + name.length + (isList ? 0 : 1), end };
    const key = isList ? entries.size : name;
    // Two fields of one name are an error of the document, and the first of them is meant.
    if (!entries.has(key)) entries.set(key, last);
  }
  return entries;
}

/** A list may stand in the column of the name that it belongs to. */
function isListBelow(
  text: string,
  at: number,
  { isList, last }: { readonly isList: boolean; readonly last: Entry | undefined },
): boolean {
  return !isList && last !== undefined && isDash(text, at);
}

/** The lines that say anything, each with the offset of what it says. */
function* linesIn(text: string, from: number, end: number): Generator<{ readonly line: number; readonly at: number }> {
  for (let line = from; line < end; line = nextLine(text, line)) {
    const at = contentOf(text, line);
    if (at !== undefined) yield { line, at };
  }
}

/** The offset of what a line says; nothing for blank lines and comments. */
function contentOf(text: string, line: number): number | undefined {
  let at = line;
  while (text[at] === " ") at++;
  const first = text[at];
  return first === undefined || first === "\n" || first === "#" || /\s/.test(first) ? undefined : at;
}

function nextLine(text: string, line: number): number {
  const at = text.indexOf("\n", line);
  return at === -1 ? text.length : at + 1;
}

function isDash(text: string, at: number): boolean {
  return dashAt(text, at) !== undefined;
}

function dashAt(text: string, at: number): string | undefined {
  const next = text[at + 1];
  return text[at] === "-" && (next === undefined || next === " " || next === "\n" || next === "\r") ? "-" : undefined;
}

function nameAt(text: string, at: number): string | undefined {
  const name = /([A-Za-z_][\w./-]*):(?=\s|$)/y;
  name.lastIndex = at;
  return name.exec(text)?.[1];
}
