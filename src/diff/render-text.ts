import type { DiffSide, MeshDiff, ObjectDifference, RequestDifference } from "./mesh-diff.js";
import {
  changeText,
  decidingPlace,
  explorationTexts,
  fieldText,
  headline,
  placeText,
  reasonTexts,
  typeText,
  witnessText,
} from "./words.js";

/** How texts are set off; each returns its text as it is where there are no colours. */
export interface TextStyles {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly change: (text: string) => string;
}

const mostFields = 20;

/** A comparison for people at a terminal. */
export function diffText(found: MeshDiff, styles: TextStyles): string {
  const { base, head, requests, objects, waypoints } = found;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", styles.strong(title), ...lines.map((line) => `  ${line}`)];
  const lines = [
    `${styles.strong(`${base.name} → ${head.name}`)}: ${headline(found)}`,
    ...section("Not read", [...unreadLines(base), ...unreadLines(head)]),
    ...section(
      "Requests that end otherwise",
      requests.flatMap((request) => requestLines(request, styles)),
    ),
    ...section("Objects", objects.flatMap(objectLines)),
    ...section(
      "Waypoints",
      waypoints.flatMap(({ waypoint, change, types }) => [
        `${waypoint} ${change}`,
        ...types.map((type) => `  ${typeText(type)}`),
      ]),
    ),
    ...section("What was tried", explorationTexts(found)),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function unreadLines({ name, unread }: DiffSide): readonly string[] {
  const lines = unread.map(({ code, message, place }) => {
    return `${name}: ${place === undefined ? "" : `${placeText(place)} `}${code}: ${message}`;
  });
  return lines.length === 0 ? [] : [...lines, `What could not be read of ${name} counts as not there.`];
}

function requestLines(request: RequestDifference, { change, quiet }: TextStyles): readonly string[] {
  const { service, differences, kinds, base, head } = request;
  const place = decidingPlace(request);
  const more = kinds > 1 ? quiet(`  [${kinds} kinds of requests]`) : "";
  const where = place === undefined ? "" : ` (${placeText(place)})`;
  return [
    `${service}: ${witnessText(request.request)}: ${change(changeText(request))}${where}${more}`,
    ...differences.map((text) => `    ${text}`),
    ...reasonTexts(base).map((text) => quiet(`    before: ${text}`)),
    ...reasonTexts(head).map((text) => quiet(`    after:  ${text}`)),
  ];
}

function objectLines({ object, change, fields, base, head }: ObjectDifference): readonly string[] {
  const place = head ?? base;
  const more = fields.length > mostFields ? [`  and ${fields.length - mostFields} more fields`] : [];
  return [
    `${object} ${change}${place === undefined ? "" : ` (${placeText(place)})`}`,
    ...fields.slice(0, mostFields).map((field) => `  ${fieldText(field)}`),
    ...more,
  ];
}

/** What users wrote must not move the cursor or change the colours of a terminal; our own colours may. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return line.replace(/[\u0000-\u001a\u001c-\u001f\u007f-\u009f]|\u001b(?!\[\d+m)/g, "\ufffd");
}
