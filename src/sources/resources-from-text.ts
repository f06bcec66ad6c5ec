import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { resourceSetOf } from "../model/indexed-resources.js";
import type { ResourceSet } from "../model/resource-set.js";
import { documentTexts, sourceDocument } from "./documents.js";
import { withoutDuplicates } from "./duplicates.js";
import { parseManifest } from "./parse-document.js";
import { readDocument } from "./read-document.js";

/** The objects of a manifest given as text, read as a file of this name would be. */
export function resourcesFromText(
  text: string,
  file = "-",
): { readonly resources: ResourceSet; readonly diagnostics: readonly Diagnostic[] } {
  const outcomes = documentTexts(file, text).map((document) =>
    readDocument(parseManifest(document.text), sourceDocument(file, document)),
  );
  const { resources, diagnostics } = withoutDuplicates(outcomes.flatMap((outcome) => outcome.resources));
  return {
    resources: resourceSetOf(resources),
    diagnostics: [...outcomes.flatMap((outcome) => outcome.diagnostics), ...diagnostics],
  };
}
