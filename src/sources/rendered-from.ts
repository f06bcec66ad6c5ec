import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** Comments above a document: blank lines and the `---` it begins with do not end them. */
const above = /^(?:---[^\n]*\n|[ \t]*(?:#[^\n]*)?\r?\n)*/;
const source = /^# Source: (\S.*?)\s*$/m;

/**
 * The finding with the template that its document was rendered from, as Helm says it in a comment above. The line is
 * that of the rendered document: templates have others.
 */
export function withTemplate(found: Diagnostic): Diagnostic {
  const { document } = found.origin ?? {};
  const template = document && source.exec(above.exec(document.source.text)?.[0] ?? "")?.[1];
  return template === undefined ? found : { ...found, message: `${found.message} (rendered from ${template})` };
}
