import type { DiffSide, MeshDiff, ObjectDifference, RequestDifference, WaypointDifference } from "./mesh-diff.js";
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

/** A comment of GitHub may have 65,536 characters. */
const usualCharacters = 60_000;

/**
 * A comparison as the comment of a pull request: requests first, everything else folded away. At most `most` characters;
 * what was cut is said.
 */
export function diffMarkdown(found: MeshDiff, most = usualCharacters): string {
  const { base, head, requests, objects, waypoints } = found;
  const page = new Page(most);
  page.add(`### waymark: ${code(base.name)} → ${code(head.name)}\n\n${headline(found)}\n`);
  page.list("", [...unreadItems(base), ...unreadItems(head)], "things that could not be read");
  page.list("#### Requests that end otherwise", requests.map(requestItem), "kinds of requests");
  page.folded(
    `What was tried, and what was not`,
    explorationTexts(found).map((text) => `- ${escaped(text)}`),
    "sentences",
  );
  page.folded(`Objects (${objects.length})`, objects.map(objectItem), "objects");
  page.folded(`Waypoints (${waypoints.length})`, waypoints.map(waypointItem), "waypoints");
  return page.text();
}

/** What is kept free for the words that say what was cut. */
const reserve = 400;

class Page {
  readonly #most: number;
  readonly #parts: string[] = [];
  readonly #cut: string[] = [];
  #length = 0;

  constructor(most: number) {
    this.#most = most - reserve;
  }

  add(part: string): void {
    this.#parts.push(part);
    this.#length += part.length + 1;
  }

  list(title: string, items: readonly string[], what: string): void {
    if (items.length === 0) return;
    const kept = this.#kept(items, { what, around: title.length + 4 });
    if (kept.length > 0) this.add(`${title === "" ? "" : `${title}\n\n`}${kept.join("\n")}\n`);
  }

  folded(title: string, items: readonly string[], what: string): void {
    if (items.length === 0) return;
    const kept = this.#kept(items, { what, around: title.length + 60 });
    if (kept.length > 0) this.add(`<details><summary>${title}</summary>\n\n${kept.join("\n")}\n\n</details>\n`);
  }

  text(): string {
    const cut =
      this.#cut.length === 0
        ? ""
        : `\n**Cut, for length:** ${this.#cut.join(", ")}. \`waymark diff\` prints all of it.\n`;
    return `${this.#parts.join("\n")}${cut}`;
  }

  #kept(
    items: readonly string[],
    { what, around }: { readonly what: string; readonly around: number },
  ): readonly string[] {
    const kept: string[] = [];
    let length = this.#length + around;
    for (const item of items) {
      if (length + item.length + 1 > this.#most) break;
      length += item.length + 1;
      kept.push(item);
    }
    if (kept.length < items.length) this.#cut.push(`${items.length - kept.length} of ${items.length} ${what}`);
    return kept;
  }
}

function unreadItems({ name, unread }: DiffSide): readonly string[] {
  return unread.map(({ code: kind, message, place }) => {
    const where = place === undefined ? "" : `${code(placeText(place))} `;
    return `- :warning: ${code(name)} ${where}${kind}: ${escaped(message)}; it counts as not there`;
  });
}

function requestItem(request: RequestDifference): string {
  const { service, differences, kinds, base, head } = request;
  const place = decidingPlace(request);
  const where = place === undefined ? "" : ` (${code(placeText(place))})`;
  const more = kinds > 1 ? `; ${kinds} kinds of requests` : "";
  const reasons = [
    ...differences,
    ...reasonTexts(base).map((text) => `before: ${text}`),
    ...reasonTexts(head).map((text) => `after: ${text}`),
  ];
  const told = `<details><summary>why${more}</summary><ul>${reasons.map((text) => `<li>${escaped(text)}</li>`).join("")}</ul></details>`;
  return `- ${code(service)} ${code(witnessText(request.request))}: **${escaped(changeText(request))}**${where} ${told}`;
}

const mostFields = 10;

function objectItem({ object, change, fields, base, head }: ObjectDifference): string {
  const place = head ?? base;
  const where = place === undefined ? "" : ` (${code(placeText(place))})`;
  const shown = fields.slice(0, mostFields).map((field) => `  - ${code(fieldText(field))}`);
  const more = fields.length > mostFields ? [`  - and ${fields.length - mostFields} more fields`] : [];
  return [`- ${code(object)} ${change}${where}`, ...shown, ...more].join("\n");
}

function waypointItem({ waypoint, change, types }: WaypointDifference): string {
  return [`- ${code(waypoint)} ${change}`, ...types.map((type) => `  - ${typeText(type)}`)].join("\n");
}

/** What users wrote must not become markup, nor call anybody. */
function escaped(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]#|~]/g, (character) => `\\${character}`)
    .replaceAll("@", "&#64;");
}

function code(text: string): string {
  const ticks = Math.max(0, ...[...text.matchAll(/`+/g)].map(([found]) => found.length));
  const fence = "`".repeat(ticks + 1);
  const blank = ticks > 0 ? " " : "";
  return `${fence}${blank}${oneLine(text)}${blank}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
