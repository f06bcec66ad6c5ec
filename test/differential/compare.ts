/** Sends random requests through real Envoys and holds what is explained to the answers. */
import type { Socket } from "node:net";
import type { Outcome } from "../../src/explain/explanation.js";
import type { ExplainedMesh } from "../../src/explain/request.js";
import { openTunnel } from "../../src/runtime/proxied-request.js";
import type { RequestCase } from "../support/cases.js";
import type { Answer, Expectation } from "../support/expectation.js";
import { observed } from "../support/expectation.js";
import { arrivalsAt, explained, possibleAnswers } from "../support/explained.js";
import type { TestMesh } from "../support/local-mesh.js";
import { arrivalsOf, exchange, withToken } from "../support/mesh-client.js";
import type { TokenIssuer } from "../support/tokens.js";
import { clients } from "./random-mesh.js";
import type { RandomRequest } from "./random-requests.js";
import { home } from "./vocabulary.js";

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
  const copied: Copied[] = [];
  const lane = async (): Promise<void> => {
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
      const { wrong, counted } = await inTunnel(group, trial);
      found.push(...wrong);
      copied.push(...counted);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return [...found, ...(await copiesAstray(copied, trial, lanes))];
}

async function inTunnel(
  group: readonly RandomRequest[],
  trial: Trial,
): Promise<{ readonly wrong: readonly Disagreement[]; readonly counted: readonly Copied[] }> {
  const wrong: Disagreement[] = [];
  const counted: Copied[] = [];
  let tunnel: Socket | undefined;
  for (const request of group) {
    const placed = await withTokenPlaced(request, trial.issuer);
    const signal = AbortSignal.timeout(20_000);
    const way: Way = tunnel === undefined ? await wayOf(request, trial, signal) : { kind: "open", socket: tunnel };
    const answer = request.onlyConnects ? connected(way) : await answerBy(way, placed, signal);
    tunnel = way.kind === "open" && staysOpen(answer, request) ? way.socket : undefined;
    if (tunnel === undefined && way.kind === "open") way.socket.destroy();
    const compared = comparison({ request, placed, answer }, trial.model);
    if (compared.agreeing.length === 0) wrong.push(disagreement(request, compared));
    else if (request.copiesKey !== undefined) counted.push({ request, key: request.copiesKey, ...compared });
  }
  tunnel?.destroy();
  return { wrong, counted };
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

/** What was answered to a request, and what of all that was foretold is that. */
interface Comparison {
  readonly answered: Expectation;
  readonly foretold: readonly Expectation[];
  readonly agreeing: readonly Outcome[];
  readonly story: readonly string[];
  readonly body: string;
}

function comparison(
  {
    request,
    placed,
    answer,
  }: { readonly request: RandomRequest; readonly placed: RequestCase; readonly answer: Answer },
  model: ExplainedMesh,
): Comparison {
  const story = explained(model, placed);
  const answered = seen(answer, request, layerOf(answer));
  const possible = possibleAnswers(story).map(({ answer: one, outcome }) => {
    return { outcome, foretold: seen(one, request, sayingLayer(outcome)) };
  });
  const same = possible.filter(({ foretold }) => JSON.stringify(foretold) === JSON.stringify(answered));
  const steps = [...story.steps, ...story.outcomes.flatMap((outcome) => [...outcome.steps, { says: outcome.because }])];
  return {
    answered,
    foretold: possible.map(({ foretold }) => foretold),
    agreeing: same.map(({ outcome }) => outcome),
    story: steps.map(({ says }) => says),
    body: answer.body.slice(0, 200),
  };
}

function disagreement(request: RandomRequest, { agreeing: _, ...rest }: Comparison): Disagreement {
  return { request, ...rest };
}

/** A request whose copies are counted where they arrive. */
type Copied = Comparison & { readonly request: RandomRequest; readonly key: string };

/** Requests that came, with their copies, to others than was foretold. */
async function copiesAstray(
  copied: readonly Copied[],
  { mesh, model, issuer }: Trial,
  lanes: number,
): Promise<readonly Disagreement[]> {
  const waiting = [...copied];
  const found: Disagreement[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { key, ...compared } = next;
      const foretold = compared.agreeing.map((outcome) => arrivalsForetold(outcome, model));
      if (foretold.includes(undefined)) continue;
      const isForetold = (counts: Counts): boolean => foretold.some((one) => one !== undefined && same(one, counts));
      const wanted = { ...plainRequest, as: clients[0], host: `one.${home}` };
      const answered = await arrivalsOf(key, { wanted, proxyUrl: mesh.proxyOf(clients[0]), issuer }, isForetold);
      if (!isForetold(answered)) found.push({ ...compared, body: JSON.stringify({ answered, foretold }) });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}

type Counts = Readonly<Record<string, number>>;
const plainRequest = { name: "", port: 80, method: "GET", path: "/", headers: {}, times: 1, expect: {} } as const;

/** Undefined: who answers a request that is lost does not tell whether copies were sent before. */
function arrivalsForetold({ arrives, connect, layer }: Outcome, model: ExplainedMesh): Counts | undefined {
  if (arrives !== undefined) return arrivalsAt(arrives, model);
  return connect === 200 && layer === "waypoint" ? undefined : {};
}

const same = (one: Counts, other: Counts): boolean => {
  const sorted = (counts: Counts) => JSON.stringify(Object.entries(counts).sort());
  return sorted(one) === sorted(other);
};

type Saying = "application" | "authorizer" | "token" | "policy" | "proxy";

/** Who answered, by what the answer looks like. */
function layerOf({ body, headers }: Answer): Saying {
  const said = headers["grpc-message"] === undefined ? body : decodeURIComponent(headers["grpc-message"]);
  if (said.startsWith("RBAC: access denied")) return "policy";
  if (/^(Jwt|Audiences in Jwt|Jwks)/.test(said)) return "token";
  if (said.includes('"pod": "authorizer-')) return "authorizer";
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
  // Where the authorizer fails, the proxy answers in its place, with the status of the provider.
  if (layer === "authorizer") return because.includes("refuses with 502") ? "proxy" : "authorizer";
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
  // Who answers in place of an authorizer, and how its answer looks, is not foretold.
  if (by === "authorizer") return { ...observed(answer, { connect: 0, status, headers }), by };
  const own = { connect: 0, status, headers, backend: "" };
  if (by !== "application") return { ...observed(answer, own), by };
  return { ...observed(answer, { ...own, sees: nothing(shown.sees), seesHost: "", seesPath: "" }), by };
}
