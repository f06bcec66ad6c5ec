import { locate, locationText } from "../diagnostics/locate.js";
import { type Origin, pathText } from "../diagnostics/origin.js";
import type { ConditionVerdict, Explanation, Outcome, Step } from "../explain/explanation.js";
import type { RuleFinding } from "../explain/why-not.js";
import { type Style, styled } from "./output.js";

/** A story for people: who asks, what happens on the way, how it ends, and the line that decided. */
export function explanationText(story: Explanation, colour: boolean): string {
  const { client, clientAddress, method, path, asked, steps, outcomes } = story;
  const from = clientAddress === "" ? client : `${client} at ${clientAddress}`;
  const lines = [`${styled(`${method} ${path}`, "bold", colour)} of ${asked}, by ${from}`, ""];
  lines.push(...steps.flatMap((step) => stepLines(step, colour)), "");
  for (const outcome of outcomes) {
    lines.push(...outcome.steps.flatMap((step) => stepLines(step, colour)), ...outcomeLines(outcome, colour), "");
  }
  return lines.join("\n");
}

/** What `--why-not` asks for. */
export function rulesText(name: string, rules: readonly RuleFinding[], colour: boolean): string {
  if (rules.length === 0) return `Nothing that is called ${name} is looked at for this request.\n`;
  const lines = rules.flatMap(({ rule, at, what, matches, findings, origin }) => [
    `${what} ${styled(rule, "bold", colour)} at ${at} ${matches ? "matches" : "does not match"}  ${placeText(origin)}`,
    ...findings.map((finding) => `    ${findingText(finding, colour)}`),
  ]);
  return `${lines.join("\n")}\n`;
}

/** `policies.yaml:14:5`, or the object and the field where there is no file. */
export function placeText(origin: Origin): string {
  const place = locate(origin);
  if (place !== undefined) return locationText(place);
  return origin.path.length === 0 ? origin.object : `${origin.object} ${pathText(origin.path)}`;
}

/** `403`, `the application's answer`, `the connection ends`. */
export function answerText({ connect, status, layer }: Outcome): string {
  if (connect !== 200) return `the connection is refused with ${connect}`;
  if (status !== undefined) return `answered with ${status}`;
  return layer === "application" ? "the application answers" : "the connection ends without an answer";
}

/** The line of a manifest, and the place in it marked. */
export function codeFrame(origin: Origin): readonly string[] {
  const place = locate(origin);
  const { source } = origin.document ?? {};
  if (place === undefined || source === undefined) return [];
  const text = printable(source.text.split("\n")[place.line - (source.firstLine ?? 1)] ?? "").trimEnd();
  const end = place.endLine === place.line ? place.endColumn - 1 : text.length;
  const number = String(place.line).padStart(5);
  const mark = `${" ".repeat(place.column - 1)}${"^".repeat(Math.max(1, Math.min(end, text.length) - place.column + 1))}`;
  return [`${number} | ${text}`, `${" ".repeat(5)} | ${mark}`];
}

const marks: Readonly<Record<Step["verdict"], readonly [mark: string, style: Style]>> = {
  held: [" ", "dim"],
  decided: ["→", "cyan"],
  refused: ["✗", "red"],
};

function stepLines({ layer, at, verdict, says, origin, findings = [] }: Step, colour: boolean): readonly string[] {
  const [mark, style] = marks[verdict];
  const place = origin === undefined ? "" : `  ${styled(placeText(origin), "dim", colour)}`;
  const shown = verdict === "refused" ? findings : [];
  return [
    `${styled(mark, style, colour)} ${styled(`${layer} ${at}`, "dim", colour)}: ${printable(says)}${place}`,
    ...shown.map((finding) => `      ${findingText(finding, colour)}`),
  ];
}

function outcomeLines(outcome: Outcome, colour: boolean): readonly string[] {
  const { share, layer, at, because, origin, arrives, responseHeaders } = outcome;
  const part = share < 1 ? `${(share * 100).toFixed(share * 100 < 10 ? 1 : 0)} %: ` : "";
  const style = layer === "application" ? "green" : "yellow";
  const lines = [`${part}${styled(answerText(outcome), style, colour)}, says ${layer} ${at}: ${printable(because)}`];
  if (origin !== undefined) lines.push(`  ${placeText(origin)}`, ...codeFrame(origin));
  if (arrives !== undefined) {
    lines.push(`  arrives as ${arrives.method} ${printable(arrives.path)} for ${arrives.host}`);
    for (const [name, values] of Object.entries(arrives.headers))
      lines.push(`    ${name}: ${printable(values.join(", "))}`);
  }
  for (const { name, keeps, values } of responseHeaders) {
    const done = values.length === 0 ? "is removed" : `${keeps ? "gets" : "becomes"} ${printable(values.join(","))}`;
    lines.push(`  header ${name} of the answer ${done}`);
  }
  return lines;
}

function findingText({ holds, wanted, found }: ConditionVerdict, colour: boolean): string {
  const mark = holds ? styled("✓", "green", colour) : styled("✗", "red", colour);
  return `${mark} ${printable(wanted)}: ${printable(found)}`;
}

/** What users wrote must not move the cursor or change the colours of a terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\ufffd");
}
