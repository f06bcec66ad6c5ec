/** Corrections without a doubt: the text of a file is edited where a finding is, everything else stays as it was written. */
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { rangeInSource } from "../diagnostics/locate.js";

/** A file after its corrections. */
export interface FixedText {
  readonly text: string;
  /** The findings that are settled. */
  readonly settled: readonly Diagnostic[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly found: Diagnostic;
}

/** Corrects `text`, the whole of a file, as `diagnostics` about it say; what has changed since they were found stays. */
export function fixedText(text: string, diagnostics: readonly Diagnostic[]): FixedText {
  const lineStarts = startsOfLines(text);
  const edits = diagnostics
    .flatMap((found) => editOf(found, text, lineStarts) ?? [])
    .sort((one, other) => one.start - other.start);
  const settled: Diagnostic[] = [];
  let fixed = "";
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at) continue;
    fixed += text.slice(at, edit.start) + edit.text;
    at = edit.end;
    settled.push(edit.found);
  }
  return { text: fixed + text.slice(at), settled };
}

function editOf(found: Diagnostic, text: string, lineStarts: readonly number[]): Edit | undefined {
  const { fix, origin } = found;
  const source = origin?.document?.source;
  const range = origin && rangeInSource(origin);
  if (fix === undefined || source === undefined || range === undefined) return undefined;
  const begin = lineStarts[(source.firstLine ?? 1) - 1];
  // Offsets count from the document, which must still be where it was.
  if (begin === undefined || !text.startsWith(source.text, begin)) return undefined;
  const written = source.text.slice(...range);
  const corrected = correctedScalar(written, fix);
  return corrected === undefined
    ? undefined
    : { start: begin + range[0], end: begin + range[1], text: corrected, found };
}

/** Undefined for what is no simple scalar on one line: an alias, a tag, an anchor, a block of text. */
function correctedScalar(written: string, fix: Fix): string | undefined {
  if (/[\r\n]|^[&*!|>[{]/.test(written) || written === "") return undefined;
  const quote = /^(["']).*\1$/.exec(written)?.[1];
  if (fix.kind === "quote") return quote === undefined && !/["\\]/.test(written) ? `"${written}"` : undefined;
  if (fix.kind === "unquote") return quote === undefined ? undefined : written.slice(1, -1);
  return quote === undefined ? fix.text : `${quote}${fix.text}${quote}`;
}

function startsOfLines(text: string): readonly number[] {
  // A byte order mark is no part of the first document.
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
