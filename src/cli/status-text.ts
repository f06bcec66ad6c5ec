/** What `waymark status` prints for people. */
import { locate, locationText } from "../diagnostics/locate.js";
import type { Extent, ObjectStatus, Obstacle } from "../status/condition.js";
import { type Style, styled } from "./output.js";
import { counted } from "./table.js";

/** One block a kind: a line for each object, and below it what keeps it from being in effect, with the place. */
export function statusText(statuses: readonly ObjectStatus[], colour: boolean): string {
  const kinds = [...new Set(statuses.map(({ kind }) => kind))];
  const blocks = kinds.map((kind) =>
    blockText(
      kind,
      statuses.filter((status) => status.kind === kind),
      colour,
    ),
  );
  return [...blocks, summaryText(statuses)].join("\n\n");
}

const words: Readonly<Record<Extent, { readonly text: string; readonly style: Style }>> = {
  yes: { text: "in effect", style: "green" },
  partly: { text: "partly", style: "yellow" },
  no: { text: "not", style: "red" },
};

const stateWidth = Math.max(...Object.values(words).map(({ text }) => text.length));

function blockText(kind: string, statuses: readonly ObjectStatus[], colour: boolean): string {
  const nameWidth = Math.max(...statuses.map((status) => nameOf(status).length));
  const lines = statuses.flatMap((status) => {
    const { text, style } = words[status.inEffect];
    const state = styled(text.padEnd(stateWidth), style, colour);
    const line = `  ${nameOf(status).padEnd(nameWidth)}  ${state}  ${placesText(status)}`.trimEnd();
    return [
      line,
      ...membersText(status.serves ?? []),
      ...status.because.map((obstacle) => obstacleText(obstacle, colour)),
    ];
  });
  return [styled(kind, "bold", colour), ...lines].join("\n");
}

function nameOf({ namespace, name }: ObjectStatus): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

function placesText({ kind, inEffect, where, serves }: ObjectStatus): string {
  const isService = kind === "Service" || kind === "ServiceEntry";
  if (where.length === 0) return isService && inEffect !== "no" ? "no waypoint" : "";
  if (serves !== undefined) return `at ${where.join(", ")}, serves ${serves.length === 0 ? "nobody" : serves.length}`;
  return `${isService ? "by" : "on"} ${where.join("; ")}`;
}

const mostMembers = 12;

function membersText(serves: readonly string[]): readonly string[] {
  const shown = serves.slice(0, mostMembers).map((name) => `    ${name}`);
  return serves.length > mostMembers ? [...shown, `    and ${serves.length - mostMembers} more`] : shown;
}

function obstacleText({ message, code, origin }: Obstacle, colour: boolean): string {
  const location = origin && locate(origin);
  const place = location === undefined ? (origin?.object ?? "") : locationText(location);
  const known = [place, code ?? ""].filter((part) => part !== "").join(" ");
  return `    ${known === "" ? "" : `${styled(known, "dim", colour)}: `}${printable(message)}`;
}

/** `12 objects: 9 in effect, 2 partly, 1 not`. */
function summaryText(statuses: readonly ObjectStatus[]): string {
  const counts = (["yes", "partly", "no"] as const)
    .map((extent) => ({ extent, count: statuses.filter(({ inEffect }) => inEffect === extent).length }))
    .filter(({ count }) => count > 0)
    .map(({ extent, count }) => `${count} ${words[extent].text}`);
  return `${counted(statuses.length, "object")}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
}

/** What users wrote must not move the cursor or change the colours of a terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}
