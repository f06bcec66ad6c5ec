/** Failed tests for people: what was expected, what happens instead, and the line that makes it so. */
import { placeFrame, placeText, printable } from "../diagnostics/render-text.js";
import type { ConditionVerdict } from "../explain/explanation.js";
import type { RuleFinding } from "../explain/why-not.js";
import type { Answer } from "./answers.js";
import type { Miss } from "./miss.js";

/** What a failure consists of. */
export interface Failure {
  readonly misses: readonly Miss[];
  readonly answers: readonly Answer[];
  readonly hints: readonly RuleFinding[];
}

export interface FailureTextOptions {
  readonly colour: boolean;
}

/** The lines that tell of a failure, without who failed. */
export function failureLines({ misses, answers, hints }: Failure, { colour }: FailureTextOptions): readonly string[] {
  const lines = misses.map(missText);
  for (const answer of wrongAnswers(misses, answers)) lines.push(...answerLines(answer, colour));
  for (const hint of hints) lines.push(...hintLines(hint, colour));
  return lines;
}

/** `expected verdict deny, got allow`. */
export function missText({ field, expected, got }: Miss): string {
  return printable(`expected ${field} ${expected}, got ${got}`);
}

/** Those that the misses are about; if nobody can say, all. */
function wrongAnswers(misses: readonly Miss[], answers: readonly Answer[]): readonly Answer[] {
  const blamed = new Set(misses.map(({ origin }) => origin));
  const wrong = answers.filter(({ origin }) => blamed.has(origin));
  return wrong.length === 0 ? answers : wrong;
}

function answerLines({ share, because, layer, at, origin, findings }: Answer, colour: boolean): readonly string[] {
  const part = share < 1 ? `${Number((share * 100).toFixed(1))} %: ` : "";
  const says = printable(`${part}${layer === "application" ? "" : `${layer} ${at}: `}${because}`);
  if (origin === undefined) return [says];
  return [
    `${placeText(origin)} decides: ${says}`,
    ...placeFrame(origin, undefined, { colour }),
    ...findings.map(findingText),
  ];
}

function hintLines({ rule, at, findings, origin }: RuleFinding, colour: boolean): readonly string[] {
  return [
    printable(`${placeText(origin)} does not match: ${rule} at ${at}`),
    ...placeFrame(origin, undefined, { colour }),
    ...findings.filter(({ holds }) => !holds).map(findingText),
  ];
}

function findingText({ wanted, found }: ConditionVerdict): string {
  return printable(`  ✗ ${wanted}: ${found}`);
}
