/** What real proxies do with a request, held to what explaining says and to what its test expects. */
import type { Headers } from "../explain/headers.js";
import { headersFrom } from "../explain/headers.js";
import { type Answer, applicationStatus, type Received } from "./answers.js";
import { missesOf } from "./judge.js";
import type { Expectation } from "./mesh-test.js";
import type { Miss } from "./miss.js";
import { drawn } from "./shares.js";

/** What came back for a request that was really sent. */
export type Observed =
  | { readonly kind: "refused"; readonly status: number; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: string;
      /** Whether answers have no body, so that nobody tells who gave them. */
      readonly bodiless: boolean;
    };

/** What is not as it should be, and how the request really ended. */
export interface WireVerdict {
  readonly misses: readonly Miss[];
  readonly answers: readonly Answer[];
}

/** Judges the answers to a request that was sent several times. */
export function judgedOnWire(
  expected: Expectation,
  foretold: readonly Answer[],
  observed: readonly Observed[],
): WireVerdict {
  const found = observed.map((one) => ({ one, answer: answerFor(one, foretold) }));
  const strange = found.find(({ answer }) => answer === undefined);
  if (strange !== undefined) {
    const [first] = foretold;
    const { origin } = first ?? {};
    const miss = {
      field: "of Envoy",
      expected: [...new Set(foretold.map(foretoldText))].join(" or "),
      got: observedText(strange.one),
      ...(origin !== undefined && { origin }),
    };
    return { misses: [miss], answers: foretold };
  }
  const answers = found.flatMap(({ answer }) => (answer === undefined ? [] : [{ ...answer, share: 1 / found.length }]));
  return { misses: missesOf(expected, answers, drawn(observed.length)), answers: merged(answers) };
}

/** The way of the story that an observation is of, with what was really seen; nothing if there is no such way. */
function answerFor(observed: Observed, foretold: readonly Answer[]): Answer | undefined {
  if (observed.kind === "refused") return foretold.find(({ refusedWith }) => refusedWith === observed.status);
  if (observed.kind === "failed") {
    return foretold.find(({ status, refusedWith }) => status === undefined && refusedWith === undefined);
  }
  const headers = headersFrom(observed.headers);
  const received = receivedIn(observed.body);
  if (received === undefined) {
    const fitting = foretold.find(
      (answer) => answer.status === observed.status && (answer.received === undefined || observed.bodiless),
    );
    return fitting && { ...fitting, headers };
  }
  const [pod = ""] = received.pods;
  const fitting = foretold.find((answer) => answer.received?.pods.includes(pod));
  if (fitting?.received === undefined) return undefined;
  const { destination } = fitting.received;
  const arrived = { ...received, ...(destination !== undefined && { destination }) };
  return { ...fitting, status: applicationStatus, headers, received: arrived };
}

/** What an application of the local mesh says about the request that it got. */
function receivedIn(body: string): Received | undefined {
  const echo = objectIn(body);
  const { namespace, pod, method, host, path, headers } = echo ?? {};
  if (typeof namespace !== "string" || typeof pod !== "string") return undefined;
  return {
    pods: [`${namespace}/${pod}`],
    method: String(method),
    host: String(host),
    path: String(path),
    headers: lowerCase((headers ?? {}) as Readonly<Record<string, readonly string[]>>),
  };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function lowerCase(headers: Readonly<Record<string, readonly string[]>>): Headers {
  return new Map(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values]));
}

function foretoldText({ refusedWith, received, status, at }: Answer): string {
  if (refusedWith !== undefined) return `a refused connection (${refusedWith})`;
  if (received !== undefined) return `an answer of ${received.pods.join(" or ")}`;
  return status === undefined ? "no answer" : `${status} of ${at}`;
}

function observedText(observed: Observed): string {
  if (observed.kind === "refused") return `a refused connection (${observed.status})`;
  if (observed.kind === "failed") return `no answer (${observed.reason})`;
  const [pod] = receivedIn(observed.body)?.pods ?? [];
  return pod === undefined ? `${observed.status} ${observed.body.slice(0, 200)}`.trim() : `an answer of ${pod}`;
}

/** Answers that end in the same way are one, with the sum of their shares. */
function merged(answers: readonly Answer[]): readonly Answer[] {
  const known = new Map<string, Answer>();
  for (const answer of answers) {
    const key = JSON.stringify([answer.because, answer.origin?.object, answer.origin?.path]);
    known.set(key, { ...answer, share: answer.share + (known.get(key)?.share ?? 0) });
  }
  return [...known.values()];
}
