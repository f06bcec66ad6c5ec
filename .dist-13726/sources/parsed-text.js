import { parseManifest, quicklyParsed } from "./parse-document.js";
/** Parses one document. */
export function parsedText(text) {
    return asText(parseManifest(text));
}
/** See `quicklyParsed`. */
export function quicklyParsedText(text) {
    const quick = quicklyParsed(text);
    return quick && asText(quick);
}
function asText(parsed) {
    return parsed.kind === "value" ? { kind: "value", json: JSON.stringify(parsed.value ?? null) } : parsed;
}
//# sourceMappingURL=parsed-text.js.map