import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DocumentCache } from "./document-cache.js";
import type { DocumentText } from "./documents.js";
import { documentTexts, sourceDocument } from "./documents.js";
import type { FileContent } from "./manifest-files.js";
import { parseManifest } from "./parse-document.js";
import type { DocumentOutcome } from "./read-document.js";
import { readDocument } from "./read-document.js";

/** What was read from one file. */
export interface FileReading {
  readonly file: string;
  /** See `FileContent`. */
  readonly stamp: string;
  readonly documents: readonly DocumentReading[];
  /** About the file as a whole; those about documents are in their outcomes. */
  readonly diagnostics: readonly Diagnostic[];
}

interface DocumentReading extends DocumentText {
  readonly outcome: DocumentOutcome;
}

/** Whether every object that the file means to define was accepted. */
export function isComplete(reading: FileReading): boolean {
  return reading.diagnostics.length === 0 && reading.documents.every(({ outcome }) => outcome.complete);
}

/** One file of a reading, by documents, so that the caller can let others run in between. */
export function* readFile(
  file: string,
  content: Exclude<FileContent, { readonly kind: "absent" }>,
  { cache, before }: { readonly cache: DocumentCache; readonly before?: FileReading | undefined },
): Generator<void, FileReading> {
  const { stamp } = content;
  if (content.kind === "unusable") return { file, stamp, documents: [], diagnostics: [content.diagnostic] };
  const texts = documentTexts(file, content.text);
  const known = knownReadings(texts, before?.documents ?? []);
  const documents: DocumentReading[] = [];
  for (const [index, text] of texts.entries()) {
    const same = known[index];
    if (same === undefined) {
      documents.push(readText(file, before === undefined ? text : detached(text), cache));
      yield;
    } else if (same.firstLine === text.firstLine) documents.push(same);
    else documents.push(readText(file, { text: same.text, firstLine: text.firstLine }, cache));
  }
  return { file, stamp, documents, diagnostics: [] };
}

function readText(file: string, text: DocumentText, cache: DocumentCache): DocumentReading {
  const outcome = readDocument(parsed(text.text, cache), sourceDocument(file, text));
  return { ...text, outcome };
}

function parsed(text: string, cache: DocumentCache): ReturnType<typeof parseManifest> {
  const cached = cache.find(text);
  if (cached !== undefined) return { kind: "value", value: cached.value };
  const fresh = parseManifest(text);
  // Before anybody changes the value: reading applies defaults in place.
  if (fresh.kind === "value") cache.keep(text, fresh.value);
  return fresh;
}

/**
 * The earlier reading of each text that has one. An edit changes a few documents between many that are the same, so
 * comparing from both ends finds nearly all, without hashing anything.
 */
function knownReadings(
  texts: readonly DocumentText[],
  before: readonly DocumentReading[],
): readonly (DocumentReading | undefined)[] {
  const known: (DocumentReading | undefined)[] = new Array(texts.length).fill(undefined);
  let head = 0;
  while (head < texts.length && before[head]?.text === texts[head]?.text) {
    known[head] = before[head];
    head++;
  }
  for (let tail = 1; tail <= Math.min(texts.length, before.length) - head; tail++) {
    const reading = before[before.length - tail];
    if (reading?.text !== texts[texts.length - tail]?.text) break;
    known[texts.length - tail] = reading;
  }
  return known;
}

/** A copy: a slice would keep the text of the whole file alive as long as this document does not change again. */
function detached({ text, firstLine }: DocumentText): DocumentText {
  return { text: Buffer.from(text).toString(), firstLine };
}
