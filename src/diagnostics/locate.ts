import { createRequire } from "node:module";
import type { Node, Pair } from "yaml";
import { BlockOutline, type Range } from "./block-outline.js";
import type { FieldPath, Origin, SourceDocument } from "./origin.js";

/** A place in a file as editors count: lines and columns from 1, columns in UTF-16 code units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Behind the last character. */
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Where `origin` is in its file, or `undefined` if it did not come from one. The document is parsed again for this;
 * a field that is not there (a missing one, a default) is placed at the nearest one above that is.
 */
export function locate(origin: Origin): Location | undefined {
  const { document } = origin;
  if (document === undefined) return undefined;
  const known = located.get(origin);
  if (known !== undefined) return known;
  const found = placeOf(origin, document);
  located.set(origin, found);
  return found;
}

/** Origins do not change, and several renderers may ask for one. */
const located = new WeakMap<Origin, Location>();

/** Where `origin` is in the text of its source: offsets, the second one behind the last character. */
export function rangeInSource(origin: Origin): readonly [start: number, end: number] | undefined {
  const { document, path, part } = origin;
  return document && rangeOf(document, [...document.within, ...path], part);
}

function placeOf(origin: Origin, document: SourceDocument): Location {
  const [start, end] = rangeOf(document, [...document.within, ...origin.path], origin.part);
  const { file, text, firstLine = 1 } = document.source;
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, Math.max(end, start));
  return {
    file,
    line: from.line + firstLine - 1,
    column: from.column,
    endLine: to.line + firstLine - 1,
    endColumn: to.column,
  };
}

/** `orders.yaml:18:15`. */
export function locationText({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** Offsets in the text of the source. */
function rangeOf(document: SourceDocument, path: FieldPath, part: Origin["part"]): Range {
  const whole = firstCharacter(document);
  if (path.length === 0) return whole;
  const text = documentText(document);
  const range =
    outlineOf(text).range(path, part) ??
    rangeInPiece(text, path, part) ??
    rangeInDocument(syntaxOf(text).contents, path, part);
  return range === undefined ? whole : [document.start + range[0], document.start + range[1]];
}

/** The parser; most findings are placed without it. */
const yaml = once(() => createRequire(import.meta.url)("yaml") as typeof import("yaml"));

/** Parses no more of the document than it must; undefined if that does not do. */
function rangeInPiece(text: string, path: FieldPath, part: Origin["part"]): Range | undefined {
  const piece = outlineOf(text).piece(path);
  if (piece === undefined) return undefined;
  // In the columns that it stands in, as a document of its own.
  const parsed = syntaxOf(" ".repeat(piece.column) + text.slice(piece.start, piece.end));
  // It refers to what is elsewhere in the document, or is not what its first line looked like.
  if (parsed.errors.length > 0) return undefined;
  const [first, ...below] = path.slice(piece.depth - 1);
  const range = rangeInDocument(parsed.contents, [typeof first === "number" ? 0 : (first ?? ""), ...below], part);
  const moved = piece.start - piece.column;
  return range && [range[0] + moved, range[1] + moved];
}

function rangeInDocument(root: unknown, path: FieldPath, part: Origin["part"]): Range | undefined {
  const { isMap, isSeq } = yaml();
  let found: Range | undefined;
  let node = root;
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node)
      ? (node.items as Pair<unknown, unknown>[]).find(({ key }) => keyText(key) === step)
      : undefined;
    const next = isSeq(node) ? node.items[Number(step)] : pair?.value;
    const nameRange = pair === undefined ? undefined : visibleRange(pair.key);
    const isLast = depth === path.length - 1;
    if (pair === undefined && next === undefined) break;
    found = (isLast && part === "name" ? nameRange : undefined) ?? visibleRange(next) ?? nameRange ?? found;
    // Something below this field is missing: its name says more than the first line of a long value.
    if (!isLast && !hasStep(next, path[depth + 1])) return nameRange ?? found;
    node = next;
  }
  return found;
}

function hasStep(node: unknown, step: string | number | undefined): boolean {
  const { isMap, isSeq } = yaml();
  if (isMap(node)) return (node.items as Pair<unknown, unknown>[]).some(({ key }) => keyText(key) === step);
  return isSeq(node) && node.items[Number(step)] !== undefined;
}

function keyText(key: unknown): string {
  const value: unknown = yaml().isNode(key) && "value" in key ? key.value : key;
  return String(value);
}

/** Without the blanks and comments behind it. An empty value has no range worth pointing at. */
function visibleRange(node: unknown): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range && range[1] > range[0] ? [range[0], range[1]] : undefined;
}

function documentText({ source, start, end }: SourceDocument): string {
  return source.text.slice(start, end);
}

/** Syntax trees are large: only those of the texts asked for last are kept. */
const syntaxOf = remembering((text) =>
  yaml().parseDocument(text, { version: "1.1", merge: true, prettyErrors: false, logLevel: "silent" }),
);

const outlineOf = remembering((text) => new BlockOutline(text));

const mostRecent = 16;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What `make` made of the last few texts is not made again. */
function remembering<T>(make: (text: string) => T): (text: string) => T {
  const recent = new Map<string, T>();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    const oldest = recent.size >= mostRecent ? recent.keys().next() : undefined;
    if (oldest?.done === false) recent.delete(oldest.value);
    recent.set(text, made);
    return made;
  };
}

/** The document as a whole is placed at its first line that says something. */
function firstCharacter({ source, start, end }: SourceDocument): Range {
  const lead = /^(?:\s+|#.*|---(?=\s)|%.*)*/.exec(source.text.slice(start, end))?.[0].length ?? 0;
  const from = start + lead < end ? start + lead : start;
  const lineEnd = source.text.indexOf("\n", from);
  return [from, lineEnd === -1 ? end : Math.max(from, Math.min(lineEnd, end))];
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
