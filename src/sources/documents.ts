/**
 * Manifests on disk: files are split into documents, documents are parsed one by one (so that a broken one costs
 * nobody else anything), and objects keep the offsets of their document. Positions inside a document are found again
 * only when a diagnostic is printed: keeping syntax trees would cost ten times the memory.
 */
import type { SourceDocument } from "../diagnostics/origin.js";

/** One document as it stands in its file. */
export interface DocumentText {
  readonly text: string;
  /** Counted from 1. */
  readonly firstLine: number;
}

const separator = /^---(?=[ \t\r\n]|$)/gm;

/**
 * The documents of a file that hold anything besides comments. In YAML a `---` at the start of a line separates
 * documents wherever it stands, inside block texts too, so that no parser is needed to find them.
 */
export function documentTexts(file: string, content: string): readonly DocumentText[] {
  const body = content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
  if (file.endsWith(".json")) return isBlank(body) ? [] : [{ text: body, firstLine: 1 }];
  const starts = [0, ...Array.from(body.matchAll(separator), (match) => match.index)];
  const documents: DocumentText[] = [];
  let begin = 0;
  let line = 1;
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? body.length;
    const chunk = body.slice(start, end);
    // Directives (`%YAML 1.1`) stand before the separator of the document that they are for.
    const directivesOnly = /^%/m.test(chunk) && isBlank(chunk.replace(/^%.*$/gm, ""));
    if (directivesOnly && end < body.length) continue;
    // A comment above the first document that says what to ignore in it.
    if (index === 0 && end < body.length && chunk.includes("waymark-ignore") && isBlank(chunk)) continue;
    const text = body.slice(begin, end);
    if (!isBlank(text)) documents.push({ text, firstLine: line });
    line += lineBreaks(text);
    begin = end;
  }
  return documents;
}

/** The document as origins refer to it. */
export function sourceDocument(file: string, { text, firstLine }: DocumentText): SourceDocument {
  return { source: { file, text, firstLine }, start: 0, end: text.length, within: [] };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

const lineWithContent = /^(?!(?:---|\.\.\.)?[ \t\r]*(?:#.*)?$)/m;

/** Nothing but comments, blanks and document markers. */
function isBlank(text: string): boolean {
  return !lineWithContent.test(text);
}
