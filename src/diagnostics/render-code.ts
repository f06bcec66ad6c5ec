import type { DiagnosticCode } from "./catalogue.js";
import { catalogue } from "./catalogue.js";
import type { CatalogueEntry } from "./catalogue-entry.js";

/** The page of a code for a terminal: what it means, why it matters and what to do. */
export function renderCode(code: DiagnosticCode): string {
  const { severity, title, meaning, fix, example }: CatalogueEntry = catalogue[code];
  const heading = `${code} (${severity}): ${title.charAt(0).toUpperCase()}${title.slice(1)}`;
  const parts = [heading, wrapped(meaning)];
  if (example !== undefined) parts.push(`For example:\n${indented(example)}`);
  parts.push(`What to do:\n${indented(wrapped(fix, 76))}`);
  return `${parts.join("\n\n")}\n`;
}

/** Lines of at most `width` characters, words kept whole. */
function wrapped(text: string, width = 80): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
