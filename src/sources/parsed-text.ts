import type { Parsed } from "./parse-document.js";
import { parseManifest, quicklyParsed } from "./parse-document.js";

/** What a document says as JSON text, which processes hand each other and the cache keeps; or why it cannot be read. */
export type ParsedText =
  | { readonly kind: "value"; readonly json: string }
  | { readonly kind: "broken"; readonly message: string; readonly offset: number };

/** Parses one document. */
export function parsedText(text: string): ParsedText {
  return asText(parseManifest(text));
}

/** See `quicklyParsed`. */
export function quicklyParsedText(text: string): ParsedText | undefined {
  const quick = quicklyParsed(text);
  return quick && asText(quick);
}

function asText(parsed: Parsed): ParsedText {
  return parsed.kind === "value" ? { kind: "value", json: JSON.stringify(parsed.value ?? null) } : parsed;
}
