import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
import type { DocumentCache, KnownDocument } from "./document-cache.js";
import type { DocumentText } from "./documents.js";
import { documentTexts, sourceDocument } from "./documents.js";
import type { Inspector } from "./inspector.js";
import type { KeptOutcome } from "./kept-outcome.js";
import { keptOutcome, restoredOutcome } from "./kept-outcome.js";
import type { FileContent } from "./manifest-files.js";
import type { AwaitedDocument, Parsing } from "./parsing.js";
import { parsedDocument } from "./parsing.js";
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

/** A file that was opened, and what there is to do for each of its documents. */
export interface FilePlan extends Omit<FileReading, "documents"> {
  readonly documents: readonly DocumentPlan[];
}

type DocumentPlan =
  /** The same text in the same place as before. */
  | { readonly kind: "same"; readonly reading: DocumentReading }
  /** The same text in another place. */
  | { readonly kind: "moved"; readonly text: DocumentText; readonly outcome: KeptOutcome }
  | { readonly kind: "known"; readonly text: DocumentText; readonly known: KnownDocument }
  | { readonly kind: "new"; readonly text: DocumentText; readonly awaited: AwaitedDocument };

/** What is known already, and by whom the rest is parsed. */
export interface Knowledge {
  readonly cache: DocumentCache;
  readonly parsing: Parsing;
  /** The last reading of the same file. */
  readonly before: FileReading | undefined;
}

/** Finds out what is new in a file. */
export function planReading(
  file: string,
  content: Exclude<FileContent, { readonly kind: "absent" }>,
  { before, cache, parsing }: Knowledge,
): FilePlan {
  const { stamp } = content;
  if (content.kind === "unusable") return { file, stamp, documents: [], diagnostics: [content.diagnostic] };
  const texts = documentTexts(file, content.text);
  const known = knownReadings(texts, before?.documents ?? []);
  const documents = texts.map((text, index): DocumentPlan => {
    const reading = known[index];
    if (reading?.firstLine === text.firstLine) return { kind: "same", reading };
    const own = before === undefined ? text : { text: reading?.text ?? detached(text.text), firstLine: text.firstLine };
    const outcome = reading && keptOutcome(reading.outcome);
    if (outcome !== undefined) return { kind: "moved", text: own, outcome };
    const cached = cache.find(own.text);
    if (cached !== undefined) return { kind: "known", text: own, known: cached };
    return { kind: "new", text: own, awaited: parsing.expect(own.text, file) };
  });
  return { file, stamp, documents, diagnostics: [] };
}

/** What reading a planned file takes. */
export interface Reading {
  readonly cache: DocumentCache;
  readonly inspector: Inspector | undefined;
  /** Called between documents. */
  readonly rest: () => Promise<void> | undefined;
}

/** Reads a file as planned, and keeps what it learns. */
export async function readAsPlanned(
  { file, stamp, documents: plans, diagnostics }: FilePlan,
  reading: Reading,
): Promise<FileReading> {
  const documents: DocumentReading[] = [];
  for (const plan of plans) {
    if (plan.kind === "same") documents.push(plan.reading);
    else {
      const place = sourceDocument(file, plan.text);
      const outcome =
        plan.kind === "new" ? await newOutcome(plan.awaited, place, reading) : await knownOutcome(plan, place, reading);
      documents.push({ ...plan.text, outcome });
      await reading.rest();
    }
  }
  return { file, stamp, documents, diagnostics };
}

async function knownOutcome(
  plan: Extract<DocumentPlan, { readonly kind: "moved" | "known" }>,
  place: SourceDocument,
  { inspector }: Reading,
): Promise<DocumentOutcome> {
  if (plan.kind === "moved") return restoredOutcome(plan.outcome, place);
  const { kind, json } = plan.known;
  if (kind === "accepted") return restoredOutcome(JSON.parse(json) as KeptOutcome, place);
  await inspector?.ready();
  return readDocument({ kind: "value", value: JSON.parse(json) }, place, inspector);
}

async function newOutcome(
  awaited: AwaitedDocument,
  place: SourceDocument,
  { cache, inspector }: Reading,
): Promise<DocumentOutcome> {
  const parsed = await parsedDocument(awaited);
  if (parsed.kind === "broken") return readDocument(parsed, place);
  await inspector?.ready();
  const outcome = readDocument({ kind: "value", value: JSON.parse(parsed.json) }, place, inspector);
  const kept = keptOutcome(outcome);
  cache.keep(
    awaited.text,
    kept === undefined ? { kind: "value", json: parsed.json } : { kind: "accepted", json: JSON.stringify(kept) },
  );
  return outcome;
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
function detached(text: string): string {
  return Buffer.from(text).toString();
}
