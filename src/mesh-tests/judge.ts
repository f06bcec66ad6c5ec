/** Holds what becomes of a request to what a test expects of it. */
import { type Headers, headerText } from "../explain/headers.js";
import { isRuleNamed } from "../explain/why-not.js";
import type { Answer, Received } from "./answers.js";
import type { Expectation, ReceivedExpectation } from "./mesh-test.js";
import type { Miss } from "./miss.js";
import { serviceNames, serviceText, workloadNames, workloadText } from "./names.js";
import { type Tolerance, wrongShares } from "./shares.js";

/** What is not as expected, each thing once; nothing if all is. */
export function missesOf(expected: Expectation, answers: readonly Answer[], tolerance: Tolerance): readonly Miss[] {
  const single = answers.flatMap((answer) => {
    const { origin } = answer;
    return fieldMisses(expected, answer).map((miss) => ({ ...miss, ...(origin !== undefined && { origin }) }));
  });
  const shares = expected.share === undefined ? [] : wrongShares(expected.share, answers, tolerance);
  const known = new Map([...single, ...shares].map((miss) => [`${miss.field} ${miss.got}`, miss]));
  return [...known.values()];
}

type FieldMiss = Omit<Miss, "origin">;

function fieldMisses(expected: Expectation, answer: Answer): readonly FieldMiss[] {
  const { received } = answer;
  return [
    ...different("verdict", expected.verdict, answer.verdict),
    ...different("layer", expected.layer, answer.layer),
    ...different("refused", expected.refused, answer.refusedWith !== undefined),
    ...statusMiss(expected.status, answer),
    ...namedMiss("by", expected.by, answer.by),
    ...namedMiss("route", expected.route, answer.route === undefined ? [] : [answer.route]),
    ...placeMiss(
      "backend",
      expected.backend,
      received && { names: serviceNames(received), text: serviceText(received) },
    ),
    ...placeMiss(
      "workload",
      expected.workload,
      received && { names: workloadNames(received), text: workloadText(received) },
    ),
    ...headerMisses("headers", expected.headers, answer.headers),
    ...absentMisses("absent", expected.absent, answer.headers),
    ...(expected.received === undefined ? [] : receivedMisses(expected.received, received)),
  ];
}

function different(field: string, expected: string | boolean | undefined, got: string | boolean): readonly FieldMiss[] {
  return expected === undefined || expected === got ? [] : [{ field, expected: String(expected), got: String(got) }];
}

function statusMiss(expected: number | undefined, { status, refusedWith }: Answer): readonly FieldMiss[] {
  if (expected === undefined || expected === status) return [];
  const got =
    status !== undefined
      ? String(status)
      : refusedWith === undefined
        ? "the connection ends without an answer"
        : `none: the connection is refused (${refusedWith})`;
  return [{ field: "status", expected: String(expected), got }];
}

function namedMiss(field: string, expected: string | undefined, names: readonly string[]): readonly FieldMiss[] {
  if (expected === undefined || names.some((name) => isRuleNamed(expected, name))) return [];
  return [{ field, expected, got: names[0] ?? "nobody" }];
}

interface Place {
  readonly names: readonly string[];
  readonly text: string;
}

function placeMiss(
  field: string,
  expected: string | readonly string[] | undefined,
  place: Place | undefined,
): readonly FieldMiss[] {
  const wanted = [expected ?? []].flat();
  if (wanted.length === 0 || wanted.some((name) => place?.names.includes(name))) return [];
  return [{ field, expected: wanted.join(" or "), got: place?.text ?? "nobody gets it" }];
}

function receivedMisses(expected: ReceivedExpectation, received: Received | undefined): readonly FieldMiss[] {
  if (received === undefined) return [{ field: "received", expected: "a request", got: "nobody gets it" }];
  return [
    ...different("received.method", expected.method, received.method),
    ...different("received.host", expected.host, received.host),
    ...different("received.path", expected.path, received.path),
    ...headerMisses("received.headers", expected.headers, received.headers),
    ...absentMisses("received.absent", expected.absent, received.headers),
  ];
}

function headerMisses(
  field: string,
  expected: Readonly<Record<string, string>> | undefined,
  headers: Headers,
): readonly FieldMiss[] {
  return Object.entries(expected ?? {}).flatMap(([name, wanted]) => {
    const got = headerText(headers, name.toLowerCase());
    if (got !== undefined && fits(got, wanted)) return [];
    return [{ field: `${field}.${name}`, expected: wanted, got: got ?? "absent" }];
  });
}

function absentMisses(field: string, names: readonly string[] | undefined, headers: Headers): readonly FieldMiss[] {
  return (names ?? []).flatMap((name) => {
    const got = headerText(headers, name.toLowerCase());
    return got === undefined ? [] : [{ field: `${field}.${name}`, expected: "absent", got }];
  });
}

/** As values in policies: `*` at one end, or alone, stands for any text. */
function fits(got: string, wanted: string): boolean {
  if (got === wanted || wanted === "*") return true;
  if (wanted.startsWith("*")) return got.endsWith(wanted.slice(1));
  return wanted.endsWith("*") && got.startsWith(wanted.slice(0, -1));
}
