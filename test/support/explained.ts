/** What explaining says about the requests of the end-to-end cases, in the words in which answers are expected. */

import { explain } from "../../src/explain/explain.js";
import type { Arrival, Explanation, Outcome } from "../../src/explain/explanation.js";
import { headersFrom, withChanges } from "../../src/explain/headers.js";
import type { AuthorizerAnswer, ExplainedMesh, ExplainedRequest, SentRequest } from "../../src/explain/request.js";
import type { DestinationId } from "../../src/ir/destination.js";
import type { Authorizer } from "../../src/ir/external.js";
import { resourceSetOf } from "../../src/model/indexed-resources.js";
import { usual, type Wishes, wishesOf } from "../../src/runtime/echo-wishes.js";
import { localRewrite } from "../../src/runtime/local-rewrite.js";
import { meshOf } from "../../src/serving/explained-mesh.js";
import { documentTexts, sourceDocument } from "../../src/sources/documents.js";
import { parseManifest } from "../../src/sources/parse-document.js";
import { readDocument } from "../../src/sources/read-document.js";
import type { RequestCase } from "./cases.js";
import type { Answer } from "./expectation.js";

/** The mesh of these manifests at the addresses of a local mesh. */
export function localMeshOf(text: string): ExplainedMesh {
  const outcomes = documentTexts("mesh.yaml", text).map((document) =>
    readDocument(parseManifest(document.text), sourceDocument("mesh.yaml", document)),
  );
  const resources = outcomes.flatMap((outcome) => outcome.resources).map(localRewrite().rewrite);
  return meshOf(resourceSetOf(resources));
}

/** A case as it is sent: with its tokens in place. */
export type SentCase = Pick<RequestCase, "as" | "host" | "port" | "method" | "path" | "headers">;

/** The story of a case; @throws where there is no such client. */
export function explained(mesh: ExplainedMesh, sent: SentCase): Explanation {
  const request: ExplainedRequest = {
    from: sent.as,
    host: sent.host,
    port: sent.port,
    method: sent.method,
    path: sent.path,
    headers: Object.entries({ host: sent.host, ...lowerCase(sent.headers) }).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
    authorizer: echoAuthorizer,
    nowSeconds: Date.now() / 1000,
  };
  const found = explain(mesh, request);
  if (found === undefined) throw new Error(`nobody is ${sent.as}`);
  return found;
}

/** An echo application as an authorizer: what it is asked at decides what it answers. */
function echoAuthorizer({ protocol, unavailable }: Authorizer, request: SentRequest): AuthorizerAnswer {
  if (protocol.kind === "grpc") return { kind: "allow" };
  const answered = echoAnswer({
    path: `${protocol.pathPrefix}${request.path}`,
    setHeader: [],
  });
  if (answered.status === 200) return { kind: "allow" };
  if (answered.status < 500) return { kind: "deny", status: answered.status };
  return unavailable.kind === "let-pass" ? { kind: "allow" } : { kind: "deny", status: unavailable.status };
}

/** Every answer that the story allows for, with its share of the requests. */
export function possibleAnswers({
  outcomes,
}: Explanation): readonly { readonly share: number; readonly answer: Answer; readonly outcome: Outcome }[] {
  return outcomes.flatMap((outcome) => {
    const pods = outcome.arrives?.workloads ?? [];
    if (pods.length === 0) return [{ share: outcome.share, answer: answerOf(outcome), outcome }];
    return pods.map((pod) => ({ share: outcome.share / pods.length, answer: answerOf(outcome, pod), outcome }));
  });
}

/** How often a request and its copies come to each application (`namespace/name`), where nothing is tried again. */
export function arrivalsAt({ workloads, mirrors }: Arrival, mesh: ExplainedMesh): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const workload of [workloads[0], ...mirrors.map((id) => podOf(id, mesh))]) {
    const application = (workload ?? "nobody").replace(/-\d+$/, "");
    found[application] = (found[application] ?? 0) + 1;
  }
  return found;
}

function podOf({ host, port }: DestinationId, { waypoints }: ExplainedMesh): string | undefined {
  return waypoints
    .flatMap(({ destinations }) => destinations)
    .filter(({ id }) => id.host === host && id.port === port)
    .flatMap(({ endpoints }) => endpoints)
    .find(({ waypoint }) => waypoint === undefined)?.workload;
}

function answerOf(outcome: Outcome, pod?: string): Answer {
  const { connect, status, arrives, responseHeaders } = outcome;
  if (connect !== 200) return { connect, headers: {}, body: outcome.because };
  if (arrives === undefined) {
    const headers = textual(withChanges(new Map(), responseHeaders));
    return { connect, ...(status !== undefined && { status }), headers, body: "" };
  }
  const setHeader = arrives.headers["x-echo-set-header"] ?? [];
  const { status: said, headers, late } = echoAnswer({ path: arrives.path, setHeader }, arrives);
  const [namespace = "", name = ""] = (pod ?? "").split("/");
  const body = JSON.stringify({
    path: arrives.path,
    host: arrives.host,
    namespace,
    pod: name,
    headers: arrives.headers,
  });
  if (late) return { connect, status: 504, headers: {}, body: "" };
  return { connect, status: said, headers: textual(withChanges(headersFrom(headers), responseHeaders)), body };
}

type Limits = Pick<Arrival, "requestMs" | "tryMs" | "retries">;

function echoAnswer(
  { path, setHeader }: { readonly path: string; readonly setHeader: readonly string[] },
  limits: Limits = {},
): { readonly status: number; readonly headers: readonly (readonly [string, string])[]; readonly late: boolean } {
  const read = wishesOf(path, setHeader);
  if (!read.ok) return { status: 400, headers: [], late: false };
  const { wishes } = read;
  const { status, headers, delayMs, reset } = wishes.first < triesOf(wishes, limits) ? { ...wishes, ...usual } : wishes;
  const limit = Math.min(limits.requestMs ?? Number.POSITIVE_INFINITY, limits.tryMs ?? Number.POSITIVE_INFINITY);
  return { status: reset ? 503 : status, headers, late: delayMs > limit };
}

/** How often an answer like this is asked for, at most. */
function triesOf({ status, delayMs, reset }: Wishes, { tryMs, retries = [] }: Limits): number {
  const late = delayMs > (tryMs ?? Number.POSITIVE_INFINITY);
  return retries
    .filter(({ statuses }) => reset || late || statuses.includes(status))
    .reduce((tries, { attempts }) => tries * (attempts + 1), 1);
}

function lowerCase(headers: SentCase["headers"]): SentCase["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function textual(headers: ReadonlyMap<string, readonly string[]>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].map(([name, values]) => [name, values.join(name === "set-cookie" ? "," : ", ")]),
  );
}
