import { parseManifest } from "./parse-document.js";

/** What a document says as JSON text, which threads hand each other and the cache keeps; or why it cannot be read. */
export type ParsedText =
  | { readonly kind: "value"; readonly json: string }
  | { readonly kind: "broken"; readonly message: string; readonly offset: number };

/** Parses one document. */
export function parsedText(text: string): ParsedText {
  const parsed = parseManifest(text);
  return parsed.kind === "value" ? { kind: "value", json: JSON.stringify(parsed.value ?? null) } : parsed;
}
