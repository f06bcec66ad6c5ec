/** Sends random requests through real Envoys and holds what is explained to the answers. */
import type { Socket } from "node:net";
import type { ExplainedMesh } from "../../src/explain/request.js";
import { openTunnel } from "../../src/runtime/proxied-request.js";
import type { RequestCase } from "../support/cases.js";
import type { Answer, Expectation } from "../support/expectation.js";
import { observed } from "../support/expectation.js";
import { explained, possibleAnswers } from "../support/explained.js";
import type { TestMesh } from "../support/local-mesh.js";
import { exchange, withToken } from "../support/mesh-client.js";
import type { TokenIssuer } from "../support/tokens.js";
import type { RandomRequest } from "./random-requests.js";

/** A request whose answer was not foretold. */
export interface Disagreement {
  readonly request: RandomRequest;
  readonly answered: Expectation;
  readonly foretold: readonly Expectation[];
  readonly story: readonly string[];
  /** The beginning of the answer's body. */
  readonly body: string;
}

/** What took part. */
export interface Trial {
  readonly mesh: TestMesh;
  readonly model: ExplainedMesh;
  readonly issuer: TokenIssuer;
}

/** Every disagreement about these requests, `lanes` at a time. */
export async function disagreements(
  requests: readonly RandomRequest[],
  trial: Trial,
  lanes = 16,
): Promise<readonly Disagreement[]> {
  // Requests of one client to one service share their tunnel, as those of a real client do.
  const groups = new Map<string, RandomRequest[]>();
  for (const request of requests) {
    const key = `${request.as} ${request.host}`;
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  const waiting = [...groups.values()];
  const found: Disagreement[] = [];
  const lane = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop())
      found.push(...(await inTunnel(group, trial)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}

async function inTunnel(group: readonly RandomRequest[], trial: Trial): Promise<readonly Disagreement[]> {
  const found: Disagreement[] = [];
  let tunnel: Socket | undefined;
  for (const request of group) {
    const placed = await withTokenPlaced(request, trial.issuer);
    const signal = AbortSignal.timeout(20_000);
    const way: Way = tunnel === undefined ? await wayOf(request, trial, signal) : { kind: "open", socket: tunnel };
    const answer = request.onlyConnects ? connected(way) : await answerBy(way, placed, signal);
    tunnel = way.kind === "open" && staysOpen(answer, request) ? way.socket : undefined;
    if (tunnel === undefined && way.kind === "open") way.socket.destroy();
    const wrong = disagreement({ request, placed, answer }, trial.model);
    if (wrong !== undefined) found.push(wrong);
  }
  tunnel?.destroy();
  return found;
}

type Way = Awaited<ReturnType<typeof openTunnel>>;

function wayOf({ as, host, port }: RandomRequest, { mesh }: Trial, signal: AbortSignal): Promise<Way> {
  return openTunnel(new URL(mesh.proxyOf(as)), new URL(`http://${host}:${port}/`), signal);
}

function connected(way: Way): Answer {
  if (way.kind === "refused") return { connect: way.status, headers: {}, body: way.reason };
  way.socket.destroy();
  return { connect: 200, headers: {}, body: "" };
}

async function answerBy(way: Way, request: RequestCase, signal: AbortSignal): Promise<Answer> {
  if (way.kind === "refused") return { connect: way.status, headers: {}, body: way.reason };
  try {
    return await exchange(request, way.socket, signal);
  } catch (error) {
    return { connect: 200, status: 0, headers: {}, body: `broken: ${String(error)}` };
  }
}

function staysOpen({ headers, body }: Answer, { method, onlyConnects }: RandomRequest): boolean {
  if (onlyConnects) return false;
  return headers["connection"] !== "close" && method !== "HEAD" && !body.startsWith("broken");
}

async function withTokenPlaced({ jwt, ...request }: RandomRequest, issuer: TokenIssuer): Promise<RequestCase> {
  const sent = { ...request, name: "", times: 1, expect: {}, jwts: jwt === undefined ? [] : [jwt] };
  return { ...sent, ...(await withToken(sent, issuer)) };
}

function disagreement(
  {
    request,
    placed,
    answer,
  }: { readonly request: RandomRequest; readonly placed: RequestCase; readonly answer: Answer },
  model: ExplainedMesh,
): Disagreement | undefined {
  const story = explained(model, placed);
  const possible = possibleAnswers(story);
  const answered = seen(answer, request, layerOf(answer));
  const foretold = possible.map(({ answer: one, outcome }) => seen(one, request, sayingLayer(outcome)));
  if (foretold.some((one) => JSON.stringify(one) === JSON.stringify(answered))) return undefined;
  const steps = [...story.steps, ...story.outcomes.flatMap((outcome) => [...outcome.steps, { says: outcome.because }])];
  const body = answer.body.slice(0, 200);
  return { request, answered, foretold, story: steps.map(({ says }) => says), body };
}

type Saying = "application" | "token" | "policy" | "proxy";

/** Who answered, by what the answer looks like. */
function layerOf({ body, headers }: Answer): Saying {
  const said = headers["grpc-message"] === undefined ? body : decodeURIComponent(headers["grpc-message"]);
  if (said.startsWith("RBAC: access denied")) return "policy";
  if (/^(Jwt|Audiences in Jwt|Jwks)/.test(said)) return "token";
  return said.includes('"pod"') ? "application" : "proxy";
}

function sayingLayer({
  layer,
  because,
  status,
  connect,
}: {
  readonly layer: string;
  readonly because: string;
  readonly status?: number;
  readonly connect: number;
}): Saying {
  if (layer === "application") return "application";
  if (because.startsWith("a token is refused")) return "token";
  const isPolicy = because.startsWith("refused by") || because.startsWith("not allowed");
  return isPolicy && (status !== 503 || connect !== 200) ? "policy" : "proxy";
}

const shown = {
  sees: ["x-a", "x-b", "x-c", "x-d", "authorization", "x-token", "x-echo-set-header"],
  headers: [
    "x-a",
    "x-b",
    "x-c",
    "x-d",
    "location",
    "grpc-status",
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-allow-credentials",
    "access-control-expose-headers",
    "access-control-max-age",
  ],
} as const;

type Seen = Expectation & { readonly by?: Saying };

function seen(answer: Answer, { method, onlyConnects }: RandomRequest, by: Saying): Seen {
  if (onlyConnects) return observed(answer, { connect: 0 });
  const nothing = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
  const status = answer.status ?? answer.connect;
  const headers = nothing(shown.headers);
  // The answer to HEAD has no body, which is how everything else is known.
  if (method === "HEAD") return observed(answer, { connect: 0, status, headers });
  const own = { connect: 0, status, headers, backend: "" };
  if (by !== "application") return { ...observed(answer, own), by };
  return { ...observed(answer, { ...own, sees: nothing(shown.sees), seesHost: "", seesPath: "" }), by };
}
