import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DocumentCache, KnownDocument } from "./document-cache.js";
import type { DocumentText } from "./documents.js";
import { documentTexts, sourceDocument } from "./documents.js";
import type { KeptOutcome } from "./kept-outcome.js";
import { keptOutcome, restoredOutcome } from "./kept-outcome.js";
import type { FileContent } from "./manifest-files.js";
import type { ParsedText } from "./parsed-text.js";
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
  readonly before: FileReading | undefined;
}

/** Finds out what is new in a file. */
export function planReading(
  file: string,
  content: Exclude<FileContent, { readonly kind: "absent" }>,
  knowledge: Knowledge,
): FilePlan {
  const { stamp } = content;
  if (content.kind === "unusable") return { file, stamp, documents: [], diagnostics: [content.diagnostic] };
  const texts = documentTexts(file, content.text);
  const before = knownReadings(texts, knowledge.before?.documents ?? []);
  const found = texts.map((text, index) => knownPlan(text, before[index], knowledge.cache));
  const unknown = texts.filter((_, index) => found[index] === undefined);
  const awaited = knowledge.parsing.expect(unknown.map(({ text }) => text)).values();
  const documents = texts.map((text, index): DocumentPlan => {
    const plan = found[index];
    if (plan !== undefined) return plan;
    const own = knowledge.before === undefined ? text : detached(text);
    return { kind: "new", text: own, awaited: awaited.next().value ?? { text: own.text } };
  });
  return { file, stamp, documents, diagnostics: [] };
}

function knownPlan(
  text: DocumentText,
  before: DocumentReading | undefined,
  cache: DocumentCache,
): DocumentPlan | undefined {
  if (before?.firstLine === text.firstLine) return { kind: "same", reading: before };
  const outcome = before && keptOutcome(before.outcome);
  if (outcome !== undefined) return { kind: "moved", text: { ...text, text: before?.text ?? text.text }, outcome };
  const known = cache.find(text.text);
  return known && { kind: "known", text, known };
}

/** Reads a file as planned; `rest` is called between documents. */
export async function readAsPlanned(
  plan: FilePlan,
  cache: DocumentCache,
  rest: () => Promise<void> | undefined,
): Promise<FileReading> {
  const { file, stamp, diagnostics } = plan;
  const documents: DocumentReading[] = [];
  for (const document of plan.documents) {
    if (document.kind === "same") documents.push(document.reading);
    else {
      const parsed = document.kind === "new" ? await parsedDocument(document.awaited) : undefined;
      documents.push({ ...document.text, outcome: outcomeOf(document, { file, cache, parsed }) });
      await rest();
    }
  }
  return { file, stamp, documents, diagnostics };
}
