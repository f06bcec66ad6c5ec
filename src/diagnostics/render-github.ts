import type { Diagnostic, Severity } from "./diagnostic.js";
import { locate } from "./locate.js";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Workflow commands of GitHub Actions, one a line: each finding becomes an annotation at its line of the change. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(annotation).join("\n");
}

function annotation({ code, severity, message, advice, origin, related = [] }: Diagnostic): string {
  const place = origin && locate(origin);
  const properties = {
    ...(place !== undefined && {
      file: place.file,
      line: place.line,
      endLine: place.endLine,
      // Columns are only understood within one line.
      ...(place.endLine === place.line && { col: place.column, endColumn: place.endColumn }),
    }),
    title: origin === undefined ? code : `${code} ${origin.object}`,
  };
  const others = related.map((other) => {
    const where = locate(other.origin);
    return where === undefined ? other.message : `${where.file}:${where.line}: ${other.message}`;
  });
  const text = [message, ...(advice === undefined ? [] : [advice]), ...others].join("\n");
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${commands[severity]} ${list.join(",")}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
