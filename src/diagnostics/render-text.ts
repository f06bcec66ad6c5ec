import type { Diagnostic, Severity } from "./diagnostic.js";
import type { Location } from "./locate.js";
import { locate, locationText } from "./locate.js";
import type { Origin } from "./origin.js";
import { pathText } from "./origin.js";

export interface TextOptions {
  /** ANSI colours, for terminals. */
  readonly colour?: boolean;
}

/**
 * Diagnostics for people: where, what, the line itself with the place marked, and what to do.
 *
 *     orders.yaml:18:15 error WM4003: backend Service shop/cart has no port 9090
 *        18 |         - port: 9090
 *           |                 ^^^^ the Service declares 8080 (http) and 8443 (https)
 */
export function renderText(diagnostics: Diagnostic | readonly Diagnostic[], options: TextOptions = {}): string {
  const paint = options.colour === true ? painted : plain;
  const list: readonly Diagnostic[] = "code" in diagnostics ? [diagnostics] : diagnostics;
  return list.map((diagnostic) => rendered(diagnostic, paint)).join("\n");
}

/** The line that an origin is at, with the place marked and a note behind the mark; nothing where there is no file. */
export function placeFrame(origin: Origin, note?: string, { colour = false }: TextOptions = {}): readonly string[] {
  const location = locate(origin);
  if (location === undefined) return [];
  return frame({ origin, location, note, style: "info" }, colour ? painted : plain);
}

/** `orders.yaml:18:15`, or the object and the field where there is no file. */
export function placeText(origin: Origin): string {
  const location = locate(origin);
  return location === undefined ? placeInApi(origin) : locationText(location);
}

/** `2 errors, 1 warning`; empty if there is nothing to count. */
export function summaryText(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  const counts = severities.map((severity) => ({
    severity,
    count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count > 1 && severity !== "info" ? "s" : ""}`)
    .join(", ");
}

type Style = Severity | "place" | "gutter";
type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;

const colours: Readonly<Record<Style, string>> = { error: "31", warning: "33", info: "36", place: "1", gutter: "2" };
const painted: Paint = (style, text) => `\u001b[${colours[style]}m${text}\u001b[0m`;

function rendered(diagnostic: Diagnostic, paint: Paint): string {
  const { code, severity, message, advice, origin, related = [] } = diagnostic;
  const location = origin && locate(origin);
  const place = location === undefined ? placeInApi(origin) : locationText(location);
  const head = `${paint("place", place)}${place && " "}${paint(severity, `${severity} ${code}`)}: ${printable(message)}`;
  const lines = [head, ...frame({ origin, location, note: advice, style: severity }, paint)];
  for (const other of related) {
    const where = locate(other.origin);
    const text = where === undefined ? placeInApi(other.origin) : locationText(where);
    lines.push(`  ${text}: ${printable(other.message)}`);
  }
  return lines.join("\n");
}

/** For objects that came from an API server: the object and the field. */
function placeInApi(origin: Origin | undefined): string {
  if (origin === undefined) return "";
  return origin.path.length === 0 ? origin.object : `${origin.object} ${pathText(origin.path)}`;
}

interface Frame {
  readonly origin: Origin | undefined;
  readonly location: Location | undefined;
  readonly note: string | undefined;
  readonly style: Severity;
}

const widest = 120;

function frame({ origin, location, note, style }: Frame, paint: Paint): readonly string[] {
  const { text = "", firstLine = 1 } = origin?.document?.source ?? {};
  // What stands in a Secret is not for logs.
  const isHidden = origin?.object.startsWith("Secret ") === true;
  // Nothing to show of what was not read, or is in no file.
  if (location === undefined || text === "" || isHidden) return note === undefined ? [] : [`  ${printable(note)}`];
  const line = printable((text.split("\n")[location.line - firstLine] ?? "").trimEnd());
  // A very long line is shown from near the place on.
  const skipped = location.column > widest ? location.column - 20 : 0;
  const shown = line.slice(skipped, skipped + widest);
  const end = location.endLine === location.line ? location.endColumn - 1 : line.length;
  const width = Math.max(1, Math.min(end, skipped + shown.length) - location.column + 1);
  const number = String(location.line).padStart(5);
  const indent = shown.slice(0, location.column - 1 - skipped).replace(/[^\t]/g, " ");
  const mark = paint(style, `${"^".repeat(width)}${note === undefined ? "" : ` ${printable(note)}`}`);
  return [
    `${paint("gutter", `${number} |`)} ${shown}`,
    `${paint("gutter", `${" ".repeat(number.length)} |`)} ${indent}${mark}`,
  ];
}

/** What users wrote must not move the cursor or change the colours of a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}
