import { dirname, isAbsolute, join } from "node:path";
import type { Diagnostic, Report } from "../diagnostics/diagnostic.js";
import type { Origin, SourceDocument } from "../diagnostics/origin.js";
import { checked, isMeshTest } from "../model/read-resource.js";
import { type DocumentText, documentTexts, sourceDocument } from "../sources/documents.js";
import { fileContent, manifestFiles } from "../sources/manifest-files.js";
import { parseManifest } from "../sources/parse-document.js";
import { brokenDocument, objectsIn } from "../sources/read-document.js";
import { casesOf, type MeshTestDocument } from "./cases.js";
import type { MeshTestSuite } from "./mesh-test.js";
import { meshTestSchema } from "./schema.js";

/** The tests in some files and folders. */
export interface ReadMeshTests {
  readonly suites: readonly MeshTestSuite[];
  /** What keeps tests from being run. */
  readonly diagnostics: readonly Diagnostic[];
}

const maxFileBytes = 16 * 2 ** 20;

/** Reads every document of kind MeshTest in files and folders, whatever else is in them. */
export function readMeshTests(paths: readonly string[]): ReadMeshTests {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (found) => diagnostics.push(found);
  const { files } = manifestFiles(paths, (found) => {
    if (found.severity === "error") report(found);
  });
  const suites = files.flatMap((file) => {
    const content = fileContent(file, maxFileBytes);
    if (content.kind === "unusable") report(content.diagnostic);
    return content.kind === "text" ? suitesIn(file, content.text, report) : [];
  });
  return { suites, diagnostics };
}

/** Manifests are many and tests few: only documents that can be tests are parsed. */
function suitesIn(file: string, text: string, report: Report): readonly MeshTestSuite[] {
  return documentTexts(file, text)
    .filter((document) => document.text.includes("MeshTest"))
    .flatMap((document) => suitesOf(file, document, report));
}

function suitesOf(file: string, text: DocumentText, report: Report): readonly MeshTestSuite[] {
  const document = sourceDocument(file, text);
  const parsed = parseManifest(text.text);
  if (parsed.kind === "broken") {
    report(brokenDocument(parsed, document));
    return [];
  }
  return objectsIn(parsed.value).flatMap(({ value, within }) =>
    isMeshTest(value) ? suiteOf(value, { ...document, within }, report) : [],
  );
}

function suiteOf(raw: Record<string, unknown>, document: SourceDocument, report: Report): readonly MeshTestSuite[] {
  const { file } = document.source;
  const name = nameIn(raw) ?? file;
  const origin: Origin = { object: `MeshTest ${name}`, path: [], document };
  // A field that nobody reads is a test that nobody runs.
  const found: Diagnostic[] = [];
  checked(raw, meshTestSchema, { origin, report: (one) => found.push({ ...one, severity: "error" }) });
  for (const one of found) report(one);
  if (found.length > 0) return [];
  const written = raw as unknown as MeshTestDocument;
  const folder = dirname(file);
  const manifests = written.manifests?.map((path) => (isAbsolute(path) ? path : join(folder, path))) ?? [folder];
  let sound = true;
  const cases = casesOf(written, origin, (one) => {
    sound = false;
    report(one);
  });
  return sound ? [{ name, file, manifests, cases }] : [];
}

function nameIn({ metadata }: Record<string, unknown>): string | undefined {
  const { name } = (metadata ?? {}) as { readonly name?: unknown };
  return typeof name === "string" && name !== "" ? name : undefined;
}
