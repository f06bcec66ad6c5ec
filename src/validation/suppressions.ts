/**
 * `# waymark-ignore WM4004: reason (until 2027-01-31)`: a finding that its author has looked at and lives with. Behind a
 * field it is about that line, on a line of its own about the next one, above an object about the whole object.
 */
import { createRequire } from "node:module";
import { catalogue } from "../diagnostics/catalogue.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { locate } from "../diagnostics/locate.js";
import type { Origin } from "../diagnostics/origin.js";
import { grouped } from "./grouped.js";

/** A document as it stands in its file. */
export interface PlacedText {
  readonly file: string;
  readonly text: string;
  /** Counted from 1. */
  readonly firstLine: number;
}

/** Findings with what was asked about them. */
export interface Suppressed {
  /** Those that count, and what there is to say about the suppressions themselves. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Diagnostic[];
}

/** Lines of a file, counted from 1; both are included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Suppression {
  readonly file: string;
  readonly codes: readonly string[];
  readonly reason: string;
  /** `2027-01-31`: the last day it holds. */
  readonly until: string | undefined;
  readonly lines: Lines;
  readonly origin: Origin;
}

const mark = "waymark-ignore";

/** Takes out of `diagnostics` what the comments in `texts` (in the order of files) ask to. `today`: `2026-11-22`. */
export function suppressedBy(
  texts: readonly PlacedText[],
  diagnostics: readonly Diagnostic[],
  today: string,
): Suppressed {
  const complaints: Diagnostic[] = [];
  const suppressions = texts.flatMap((text, index) =>
    text.text.includes(mark) ? suppressionsIn(text, texts[index + 1], complaints) : [],
  );
  if (suppressions.length === 0) return { diagnostics: [...diagnostics, ...complaints], suppressed: [] };
  const byFile = grouped(suppressions, ({ file }) => file);
  const used = new Set<Suppression>();
  const [kept, suppressed]: [Diagnostic[], Diagnostic[]] = [[], []];
  for (const found of diagnostics) {
    const matching = (byFile.get(found.origin?.document?.source.file ?? "") ?? []).filter((one) => covers(one, found));
    for (const one of matching) used.add(one);
    (matching.some((one) => !isOver(one, today)) ? suppressed : kept).push(found);
  }
  const remarks = suppressions.flatMap((one) => remarksOn(one, used.has(one), today));
  return { diagnostics: [...kept, ...complaints, ...remarks], suppressed };
}

function covers({ codes, lines }: Suppression, { code, origin }: Diagnostic): boolean {
  const line = codes.includes(code) && origin !== undefined ? locate(origin)?.line : undefined;
  return line !== undefined && line >= lines.first && line <= lines.last;
}

function isOver({ until }: Suppression, today: string): boolean {
  return until !== undefined && until < today;
}

function remarksOn(one: Suppression, isUsed: boolean, today: string): readonly Diagnostic[] {
  const { origin, reason, until } = one;
  const codes = one.codes.join(", ");
  const remarks: Diagnostic[] = [];
  if (reason === "") {
    const message = `${codes} is ignored here without a reason`;
    remarks.push(diagnostic("WM8001", { origin, message, advice: `Write why: # ${mark} ${codes}: reason` }));
  }
  if (!isUsed) remarks.push(diagnostic("WM8002", { origin, message: `there is no ${codes} here to ignore` }));
  else if (isOver(one, today)) {
    remarks.push(diagnostic("WM8003", { origin, message: `${codes} was to be ignored until ${until} only` }));
  }
  return remarks;
}

function suppressionsIn(
  text: PlacedText,
  next: PlacedText | undefined,
  complaints: Diagnostic[],
): readonly Suppression[] {
  const lines = text.text.split("\n");
  return commentsIn(text.text).flatMap(({ comment, offset }) => {
    if (!new RegExp(`^#\\s*${mark}\\b`).test(comment)) return [];
    const origin = commentOrigin(text, offset, comment);
    const wish = wishOf(comment);
    if ("wrong" in wish) {
      const advice = `Write # ${mark} WM4004: reason (until 2027-01-31), the date if you like.`;
      complaints.push(diagnostic("WM8000", { origin, message: wish.wrong, advice }));
      return [];
    }
    const index = text.text.slice(0, offset).split("\n").length - 1;
    const own = (lines[index] ?? "").trimStart().startsWith("#");
    const about = own ? linesBelow(text, index, next) : lineAt(text, index);
    return [{ ...wish, file: text.file, lines: about, origin }];
  });
}

interface Comment {
  readonly comment: string;
  readonly offset: number;
}

const announcements: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

/** The comments of a document; what looks like one inside a text is none. */
function commentsIn(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let isScalar = false;
  // Only for texts that have such a comment: without them, a run may not need the library at all.
  const { Lexer } = createRequire(import.meta.url)("yaml") as typeof import("yaml");
  for (const token of new Lexer().lex(text)) {
    // The lexer announces scalars, documents and flow errors by control characters that are not in the text.
    if (announcements.has(token)) {
      isScalar = token === "\u001f";
      continue;
    }
    if (!isScalar && token.startsWith("#")) comments.push({ comment: token, offset });
    isScalar = false;
    offset += token.length;
  }
  return comments;
}

type Wish = Pick<Suppression, "codes" | "reason" | "until"> | { readonly wrong: string };

function wishOf(comment: string): Wish {
  const asked = comment.slice(comment.indexOf(mark) + mark.length).trim();
  const parts = /^(WM\d{4}(?:\s*,\s*WM\d{4})*)\s*(?::\s*(.*))?$/.exec(asked);
  if (parts === null) return { wrong: "the comment does not say which codes to ignore" };
  const codes = (parts[1] ?? "").split(",").map((code) => code.trim());
  const unknown = codes.find((code) => !Object.hasOwn(catalogue, code));
  if (unknown !== undefined) return { wrong: `there is no code ${unknown}` };
  const [, reason = "", until] = /^(.*?)\s*(?:\(until\s+([^)]*)\))?$/.exec(parts[2] ?? "") ?? [];
  if (until !== undefined && !isDate(until)) return { wrong: `${until} is no date` };
  return { codes, reason: reason.trim(), until };
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

function lineAt({ firstLine }: PlacedText, index: number): Lines {
  return { first: firstLine + index, last: firstLine + index };
}

/** The line below the comment that says something; the whole document, where that line is its first. */
function linesBelow(text: PlacedText, index: number, next: PlacedText | undefined): Lines {
  const lines = text.text.split("\n");
  const says = (line: string): boolean => !/^(?:---|\.\.\.)?\s*(?:#.*)?$/.test(line);
  const below = lines.findIndex((line, at) => at > index && says(line));
  // A comment above the `---` of an object stands at the end of the document before.
  if (below === -1) return next?.file === text.file ? wholeOf(next) : lineAt(text, index);
  return lines.slice(0, below).some(says) ? lineAt(text, below) : wholeOf(text);
}

function wholeOf({ text, firstLine }: PlacedText): Lines {
  return { first: firstLine, last: firstLine + text.split("\n").length - 1 };
}

function commentOrigin({ file, text, firstLine }: PlacedText, offset: number, comment: string): Origin {
  const document = { source: { file, text, firstLine }, start: offset, end: offset + comment.length, within: [] };
  return { object: "comment", path: [], document };
}
