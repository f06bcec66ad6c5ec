/** Requests that end otherwise, in words. */
import { hostPort } from "../explain/addresses.js";
import type { Explanation, Outcome, Retries } from "../explain/explanation.js";
import type { HeaderChange } from "../explain/headers.js";
import { type Draft, withTokenPlaced } from "./attributes.js";
import type { Aspect, Ending } from "./endings.js";
import type { DiffPlace, RequestDifference, RequestEnd, RequestOutcome, Witness } from "./mesh-diff.js";
import { diffPlace } from "./object-changes.js";
import type { RequestClass, SideOfRequest } from "./request-classes.js";

/** A class of requests as it is reported. */
export function requestChange({ draft, base, head, aspects, kinds }: RequestClass): RequestDifference {
  const [was, is] = [base, head].map(({ endings }) => endings.map(answerOf)) as [string[], string[]];
  const bySource = new Set(was).size === 1 && new Set([...was, ...is]).size === 1 && aspects.includes("backends");
  return {
    service: hostPort(draft.name, draft.port),
    aspects,
    request: witnessOf(draft),
    base: requestEnd(base, bySource),
    head: requestEnd(head, bySource),
    differences: differencesOf(base.endings, head.endings, aspects),
    kinds,
  };
}

function witnessOf(draft: Draft): Witness {
  const { from, address, name, port, method, headers, token, refusing } = draft;
  return {
    from,
    ...(address !== undefined && { address }),
    to: hostPort(name, port),
    method,
    path: withTokenPlaced(tokenless(draft)).path,
    headers,
    ...(token !== undefined && { token }),
    ...(refusing !== undefined && { refusing }),
  };
}

function tokenless({ token: _, ...draft }: Draft): Draft {
  return draft;
}

function requestEnd({ story, endings }: SideOfRequest, bySource: boolean): RequestEnd {
  const line = decidingLine(story);
  return {
    summary: summaryOf(endings, bySource),
    outcomes: story.outcomes.map(outcomeOf),
    ...(line !== undefined && { line }),
  };
}

function decidingLine({ steps, outcomes }: Explanation): DiffPlace | undefined {
  const refused = outcomes.find(({ layer }) => layer !== "application");
  const all = [...steps, ...outcomes.flatMap((outcome) => outcome.steps)];
  const allowing = all.findLast(
    ({ what, says, origin }) => what === "policy" && says.startsWith("allowed by") && origin,
  );
  const origin = refused?.origin ?? allowing?.origin ?? outcomes.find((outcome) => outcome.origin)?.origin;
  return origin && diffPlace(origin);
}

function outcomeOf(outcome: Explanation["outcomes"][number]): RequestOutcome {
  const { share, layer, at, because, origin } = outcome;
  const place = origin && diffPlace(origin);
  return {
    share: Math.round(share * 1e4) / 1e4,
    answer: answerOf(outcome),
    layer,
    at,
    because,
    ...(origin !== undefined && { object: origin.object }),
    ...(place !== undefined && { place }),
  };
}

/** `200` stands for an application that answers: what it says only it knows. */
function answerOf({ connect, status, layer }: Pick<Outcome, "connect" | "status" | "layer">): string {
  if (connect !== 200) return `connection refused (${connect})`;
  if (status !== undefined) return String(status);
  return layer === "application" ? "200" : "no answer";
}

function summaryOf(endings: readonly Ending[], bySource: boolean): string {
  const parts = new Map<string, number>();
  for (const ending of endings) {
    const text = `${answerOf(ending)}${locationOf(ending)}${bySource ? sourceOf(ending) : ""}`;
    parts.set(text, ending.share + (parts.get(text) ?? 0));
  }
  if (parts.size === 1) return [...parts.keys()].join("");
  const sorted = [...parts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return sorted.map(([text, share]) => `${percent(share)} ${text}`).join(", ");
}

function locationOf({ responseHeaders, layer }: Ending): string {
  const location = responseHeaders.find(({ name }) => name === "location")?.values[0];
  return layer === "waypoint" && location !== undefined ? ` to ${location}` : "";
}

function sourceOf({ pods, destination }: Ending): string {
  return ` from ${pods.length > 0 ? pods.join(" or ") : (destination ?? "nowhere")}`;
}

/** `30 %`. */
function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** What differs besides what the summaries tell, where requests reach somebody on both sides. */
function differencesOf(
  base: readonly Ending[],
  head: readonly Ending[],
  aspects: readonly Aspect[],
): readonly string[] {
  const both = (of: (ending: Ending) => readonly string[]): readonly string[] => {
    const [was, is] = [base, head].map((endings) => new Set(endings.flatMap(of))) as [Set<string>, Set<string>];
    const gone = [...was].filter((text) => !is.has(text)).map((text) => `no longer: ${text}`);
    return [...gone, ...[...is].filter((text) => !was.has(text)).map((text) => `now: ${text}`)];
  };
  const reaches = [base, head].every((endings) => endings.some(({ arrives }) => arrives !== undefined));
  return [
    ...(reaches && aspects.includes("request") ? both(arrivalTexts) : []),
    ...(aspects.includes("answer") ? both(({ responseHeaders }) => responseHeaders.flatMap(answerText)) : []),
    ...(reaches && aspects.includes("limits") ? both(limitTexts) : []),
    ...(reaches && aspects.includes("copies") ? both(({ mirrors }) => mirrors.map((to) => `copied to ${to}`)) : []),
    ...(aspects.includes("decided-by") && !aspects.includes("status")
      ? both(({ object }) => (object === undefined ? [] : [`decided by ${object}`]))
      : []),
  ];
}

function arrivalTexts({ arrives }: Ending): readonly string[] {
  if (arrives === undefined) return [];
  const { host, path, headers } = arrives;
  const texts = Object.entries(headers).map(
    ([name, values]) => `header ${name} arrives as ${JSON.stringify(values.join(", "))}`,
  );
  return [`arrives for host ${host}`, `arrives with path ${path}`, ...texts];
}

/** The place of a redirect stands in the summary. */
function answerText({ name, keeps, values }: HeaderChange): readonly string[] {
  if (name === "location") return [];
  if (values.length === 0) return [`header ${name} of the answer is removed`];
  return [`header ${name} of the answer ${keeps ? "gets" : "becomes"} ${JSON.stringify(values.join(", "))}`];
}

function limitTexts({ limits, retries }: Ending): readonly string[] {
  const { requestMs, tryMs } = limits;
  return [
    ...(requestMs === undefined ? [] : [`at most ${requestMs} ms for all tries`]),
    ...(tryMs === undefined ? [] : [`at most ${tryMs} ms for one try`]),
    ...retries.map(retryText),
  ];
}

function retryText({ statuses, attempts, backoffMs }: Retries): string {
  const parts = [
    `tried again up to ${attempts} times`,
    statuses.length === 0 ? "" : `after ${statuses.join(", ")}`,
    backoffMs === undefined ? "" : `about ${backoffMs} ms apart`,
  ];
  return parts.filter((part) => part !== "").join(" ");
}
