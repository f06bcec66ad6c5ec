import type { Answer } from "./answers.js";
import type { Miss } from "./miss.js";
import { serviceNames, serviceText } from "./names.js";

/** How far a share may be from what is expected: both between 0 and 1. */
export type Tolerance = (expected: number) => number;

/** What is calculated is so to the digits that people write. */
export const calculated: Tolerance = () => 0.005;

/**
 * What is drawn by lot `times` times: six standard deviations and one request. A right mesh is outside once in 500 million.
 */
export function drawn(times: number): Tolerance {
  return (expected) => (6 * Math.sqrt(times * expected * (1 - expected)) + 1) / times;
}

/** The services that get more or less than expected, and those that should get nothing. */
export function wrongShares(
  expected: Readonly<Record<string, number>>,
  answers: readonly Answer[],
  tolerance: Tolerance,
): readonly Miss[] {
  const shares = new Map<string, number>(Object.keys(expected).map((name) => [name, 0]));
  for (const answer of answers) {
    const name = receiverOf(answer, Object.keys(expected));
    shares.set(name, (shares.get(name) ?? 0) + answer.share);
  }
  return [...shares].flatMap(([name, got]) => {
    const wanted = (expected[name] ?? 0) / 100;
    if (Math.abs(got - wanted) <= tolerance(wanted)) return [];
    const field = `share.${name}`;
    const origin = answers.find((answer) => receiverOf(answer, Object.keys(expected)) === name)?.origin;
    return [{ field, expected: percent(wanted), got: percent(got), ...(origin !== undefined && { origin }) }];
  });
}

/** By the name that the test has for it. */
function receiverOf({ received, because }: Answer, known: readonly string[]): string {
  if (received === undefined) return `nobody (${because})`;
  const names = serviceNames(received);
  return known.find((name) => names.includes(name)) ?? serviceText(received);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
