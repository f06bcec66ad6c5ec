/** What may become of a request, in the words in which tests expect it. */
import type { Origin } from "../diagnostics/origin.js";
import type { Arrival, ConditionVerdict, Explanation, Layer, Outcome, Step } from "../explain/explanation.js";
import { type Headers, headersFrom, withChanges } from "../explain/headers.js";
import type { DestinationId } from "../ir/destination.js";
import type { Verdict } from "./mesh-test.js";

/** One way in which a request ends. */
export interface Answer {
  /** Of all such requests, between 0 and 1. */
  readonly share: number;
  readonly verdict: Verdict;
  /** The connection is refused, before any request is sent, with this status. */
  readonly refusedWith?: number;
  /** Of the answer; absent where there is none. */
  readonly status?: number;
  readonly layer: Layer;
  /** Which one. */
  readonly at: string;
  readonly because: string;
  /** Who decides, by every name that a test may call it. */
  readonly by: readonly string[];
  readonly route?: string;
  readonly headers: Headers;
  /** The request as the application gets it. */
  readonly received?: Received;
  /** The line that decides. */
  readonly origin?: Origin;
  /** What kept the rule there from letting the request pass. */
  readonly findings: readonly ConditionVerdict[];
}

/** A request that gets to an application. */
export interface Received {
  readonly destination?: DestinationId;
  /** The pods that it may come to. */
  readonly pods: readonly string[];
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Headers;
}

/** What an application is taken to answer, as those of the local mesh do. */
export const applicationStatus = 200;

/** Every way in which a request may end; the shares sum to 1. */
export function answersOf({ steps, outcomes }: Explanation): readonly Answer[] {
  return outcomes.map((outcome) => answerOf(outcome, [...steps, ...outcome.steps]));
}

function answerOf(outcome: Outcome, steps: readonly Step[]): Answer {
  const { share, connect, layer, at, because, arrives } = outcome;
  const verdict = verdictOf(outcome, steps);
  const deciding = decidingStep(verdict, steps);
  const route = steps.findLast(({ did }) => did === "routed")?.rule;
  const status = outcome.status ?? (layer === "application" ? applicationStatus : undefined);
  const origin = deciding?.origin ?? outcome.origin;
  return {
    share,
    verdict,
    ...(connect === 200 ? status !== undefined && { status } : { refusedWith: connect }),
    layer,
    at,
    because,
    by: decidersOf(verdict, steps, deciding),
    ...(route !== undefined && { route }),
    headers: withChanges(headersFrom([]), outcome.responseHeaders),
    ...(arrives !== undefined && { received: receivedOf(arrives) }),
    ...(origin !== undefined && { origin }),
    findings: (deciding?.findings ?? []).filter(({ holds }) => !holds),
  };
}

const refusing: ReadonlySet<Step["what"]> = new Set(["policy", "token", "authorizer"]);

function verdictOf({ layer, connect, status = 0 }: Outcome, steps: readonly Step[]): Verdict {
  if (layer === "application") return "allow";
  const refusal = refusalIn(steps);
  if (refusal !== undefined && refusing.has(refusal.what)) return "deny";
  if (connect !== 200) return "error";
  if (status >= 300 && status < 400) return "redirect";
  return status >= 200 && status < 300 ? "answer" : "error";
}

function refusalIn(steps: readonly Step[]): Step | undefined {
  return steps.findLast(({ verdict }) => verdict === "refused");
}

/** The step to show: what refuses, or else the rule by which the request goes where it goes. */
function decidingStep(verdict: Verdict, steps: readonly Step[]): Step | undefined {
  if (verdict === "deny") return refusalIn(steps);
  // Behind a waypoint's policies come those of the pods' doors, which let in the waypoint.
  return steps.findLast(({ did }) => did === "routed") ?? steps.find(({ did }) => did === "allowed");
}

function decidersOf(verdict: Verdict, steps: readonly Step[], deciding: Step | undefined): readonly string[] {
  const stories = verdict === "allow" ? steps.filter(({ did }) => did === "allowed" || did === "believed") : [];
  const all = [...stories, ...(deciding === undefined ? [] : [deciding])];
  return [...new Set(all.flatMap(namesOf))];
}

/** `shop/readers rule[0]`; the object with its kind and without; policies none of which matched. */
function namesOf({ rule, origin, unmatched = [] }: Step): readonly string[] {
  const { object } = origin ?? {};
  return [
    ...(rule === undefined ? [] : [rule]),
    ...(object === undefined ? [] : [object, object.slice(object.indexOf(" ") + 1)]),
    ...unmatched,
  ];
}

function receivedOf({ destination, workloads, method, host, path, headers }: Arrival): Received {
  return {
    ...(destination !== undefined && { destination }),
    pods: workloads,
    method,
    host,
    path,
    headers: new Map(Object.entries(headers)),
  };
}
