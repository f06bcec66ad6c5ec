import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceDocument } from "../diagnostics/origin.js";
import type { DocumentCache } from "./document-cache.js";
import { defaultCacheFolder, noCache, openDocumentCache } from "./document-cache.js";
import type { DocumentText } from "./documents.js";
import { documentTexts, sourceDocument } from "./documents.js";
import { fileContent, manifestFiles } from "./manifest-files.js";
import type { ParsedText } from "./parsed-text.js";
import type { AwaitedDocument } from "./parsing.js";
import { Parsing, parsedDocument } from "./parsing.js";
import { brokenDocument, objectsIn } from "./read-document.js";

/** Objects as they were written, of whatever kind. */
export interface Values {
  readonly objects: readonly { readonly value: unknown; readonly document: SourceDocument }[];
  readonly diagnostics: readonly Diagnostic[];
}

const maxFileBytes = 64 * 2 ** 20;

/** Reads the objects of files and folders without asking what they are. `cache`: see `ReadOptions`. */
export async function readValues(
  paths: readonly string[],
  cache: string | false = defaultCacheFolder(),
): Promise<Values> {
  const diagnostics: Diagnostic[] = [];
  const { files } = manifestFiles(paths, (found) => diagnostics.push(found));
  const known = cache === false ? noCache : openDocumentCache(cache, paths, "values");
  const parsing = new Parsing();
  try {
    const expected = files.flatMap((file) => expectedIn(file, { known, parsing, diagnostics }));
    parsing.allExpected();
    const objects: Values["objects"][number][] = [];
    for (const { file, text, awaited } of expected) {
      const document = sourceDocument(file, text);
      const parsed =
        typeof awaited === "string" ? ({ kind: "value", json: awaited } as const) : await parsedHere(awaited, known);
      if (parsed.kind === "broken") diagnostics.push(brokenDocument(parsed, document));
      else
        for (const { value, within } of objectsIn(JSON.parse(parsed.json)))
          objects.push({ value, document: { ...document, within } });
    }
    known.save();
    return { objects, diagnostics };
  } finally {
    parsing.close();
  }
}

interface Means {
  readonly known: DocumentCache;
  readonly parsing: Parsing;
  readonly diagnostics: Diagnostic[];
}

interface Expected {
  readonly file: string;
  readonly text: DocumentText;
  /** JSON, if it is known already. */
  readonly awaited: AwaitedDocument | string;
}

function expectedIn(file: string, { known, parsing, diagnostics }: Means): readonly Expected[] {
  const content = fileContent(file, maxFileBytes);
  if (content.kind === "unusable") diagnostics.push(content.diagnostic);
  if (content.kind !== "text") return [];
  return documentTexts(file, content.text).map((text) => ({
    file,
    text,
    awaited: known.find(text.text)?.json ?? parsing.expect(text.text, file),
  }));
}

async function parsedHere(awaited: AwaitedDocument, known: DocumentCache): Promise<ParsedText> {
  const parsed = await parsedDocument(awaited);
  if (parsed.kind === "value") known.keep(awaited.text, { kind: "value", json: parsed.json });
  return parsed;
}
