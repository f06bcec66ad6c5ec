/** What a waypoint does with a request: who may connect, who may ask, which route it takes, and where that leads. */
import { type Access, openAccess } from "../ir/access.js";
import { destinationKey } from "../ir/destination.js";
import type { Route, RouteTable } from "../ir/route.js";
import type { ServedPort } from "../ir/waypoint.js";
import { accessJudged } from "./access.js";
import { isAddress } from "./addresses.js";
import { shareEdits } from "./alternatives.js";
import { authorizersAsked, authorizersUnasked } from "./authorizers.js";
import { crossOriginHeaders, isPreflight } from "./cross-origin.js";
import type { Outcome, Step } from "./explanation.js";
import { forwarded } from "./forwarding.js";
import { answeredTo } from "./grpc-answers.js";
import { headerChanges } from "./header-changes.js";
import type { HeaderChange } from "./headers.js";
import { headerText, withoutProxyHeaders } from "./headers.js";
import type { ExplainedRequest, SentRequest } from "./request.js";
import { normalPath } from "./request-path.js";
import { redirectLocation } from "./rewrites.js";
import { type RouteFacts, type RouteVerdict, routeVerdict } from "./route-matches.js";
import { whyBefore } from "./route-precedence.js";
import { tokensJudged } from "./tokens.js";
import type { Chapter, WaypointVisit, World } from "./world.js";

/** What happens at a waypoint and behind it. */
export function atWaypoint(visit: WaypointVisit, asked: ExplainedRequest, world: World): Chapter {
  const { served } = visit;
  if (served.port.protocol === "tcp") return onTcpPort(visit, world);
  const { pathNormalization } = visit.waypoint.settings;
  const normal = normalPath(visit.request.path, pathNormalization);
  if (normal.kind === "refused") {
    const says = `the request is refused: ${normal.because}`;
    return ending(visit, { step: step(visit, { what: "answer", verdict: "refused", says }), status: 400 });
  }
  const request = { ...visit.request, path: normal.path, headers: withoutProxyHeaders(visit.request.headers) };
  return onHttpPort({ ...visit, request }, asked, world);
}

function step(visit: WaypointVisit, said: Omit<Step, "layer" | "at">): Step {
  return { layer: "waypoint", at: visit.waypoint.settings.name, ...said };
}

interface Ending {
  readonly step: Step;
  readonly before?: readonly Step[];
  readonly status: number;
  readonly connect?: number;
  readonly responseHeaders?: readonly HeaderChange[];
  /** Callers of gRPC are answered like everybody else. */
  readonly plain?: true;
}

/** The story ends here. */
function ending(
  visit: WaypointVisit,
  { step: last, before = [], status, connect = 200, responseHeaders = [], plain }: Ending,
): Chapter {
  const { origin, rule, layer, at } = last;
  const answered = plain ? { status, headers: [] } : answeredTo(visit.request, status);
  const outcome: Outcome = {
    share: 1,
    connect,
    ...(connect === 200 && { status: answered.status }),
    layer,
    at: layer === "waypoint" ? visit.waypoint.settings.name : at,
    because: last.says,
    ...(origin !== undefined && { origin }),
    ...(rule !== undefined && { rule }),
    steps: [],
    responseHeaders: [...answered.headers, ...responseHeaders],
  };
  return { steps: [...before, last], outcomes: [outcome] };
}

/** What the rules of a waypoint look at. */
export function factsOf({
  client,
  clientAddress,
  destination,
  request,
  waypoint,
}: Omit<WaypointVisit, "served" | "via">): RouteFacts {
  const remoteAddress = remoteOf(request, waypoint.settings.trustedProxies) ?? clientAddress;
  return { client, clientAddress, remoteAddress, destination, request };
}

/** The entry of X-Forwarded-For in front of those that trusted proxies wrote. */
function remoteOf({ headers }: SentRequest, trustedProxies: number | undefined): string | undefined {
  if (trustedProxies === undefined) return undefined;
  const entries = (headerText(headers, "x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const entry = entries.at(-1 - trustedProxies);
  return entry !== undefined && isAddress(entry) ? entry : undefined;
}

function onTcpPort(visit: WaypointVisit, world: World): Chapter {
  const { served } = visit;
  const { request: _, ...facts } = factsOf(visit);
  const { name, trustDomains } = visit.waypoint.settings;
  world.consider?.({ at: name, facts, trustDomains, routes: [], access: [served.access] });
  const site = { layer: "waypoint", at: visit.waypoint.settings.name, onConnection: true } as const;
  const judged = accessJudged({ ...served.access, audit: [], trial: openAccess }, facts, site);
  if (judged.refusal !== undefined) {
    return ending(visit, { step: judged.refusal, before: judged.steps, status: 403, connect: 403 });
  }
  const says = `port ${served.port.id.port} is carried as TCP: no request is looked at`;
  const carried = step(visit, { what: "action", verdict: "held", says, origin: served.port.origin });
  const { request, clientAddress, client, via } = visit;
  const onward = { client, clientAddress, via, from: visit.waypoint, method: "tcp", protocol: "tcp" } as const;
  const further = forwarded({ ...onward, id: served.port.id, request }, world);
  return { steps: [...judged.steps, carried], outcomes: further };
}

function onHttpPort(visit: WaypointVisit, asked: ExplainedRequest, world: World): Chapter {
  const { served, waypoint } = visit;
  const { trustDomains, name: at } = waypoint.settings;
  const table = served.routes ?? { routes: [], otherwise: "own-endpoints" };
  const first = routeOf(table, factsOf(visit), trustDomains);
  const cors = first !== undefined && leadsSomewhere(first.route) ? first.route.cors : undefined;
  const crossOrigin = cors === undefined ? [] : crossOriginHeaders(cors, visit.request);
  if (first !== undefined && cors !== undefined && isPreflight(visit.request)) {
    return preflight(visit, first, crossOrigin);
  }
  const tokens = tokensJudged(visit.request, { at, authentication: served.access.authentication, asked });
  const end = (ended: Ending, by: RouteVerdict | undefined): Chapter => {
    const chapter = ending(visit, ended);
    const outcomes = editedByRoute(chapter.outcomes, { route: by?.route, request: visit.request });
    return { ...chapter, outcomes: outcomes.map((outcome) => behind(outcome, crossOrigin)) };
  };
  if (tokens.kind === "refused") return end({ step: tokens.step, status: tokens.status }, first);
  const seen = { ...visit, request: tokens.request };
  const facts: RouteFacts = { ...factsOf(seen), ...("payload" in tokens && { payload: tokens.payload }) };
  world.consider?.({ at, facts, trustDomains, routes: table.routes, access: accessesOf(served.access, table) });
  const chosen = routeOf(table, facts, trustDomains);
  const lost = chosen === undefined && table.otherwise === "not-found";
  const asking = { at, answer: asked.authorizer };
  const slot = judgedBy(lost ? { ...served.access, external: [] } : served.access, facts, asking);
  const steps = [
    ...tokens.steps,
    ...pluginSteps(visit),
    ...(lost ? authorizersUnasked(served.access, at) : []),
    ...slot.steps,
  ];
  if (slot.refusal !== undefined) return end({ ...slot.refusal, before: steps }, chosen);
  const ofRoute = chosen?.route.access;
  const route = ofRoute === undefined ? { steps: [] } : judgedBy(ofRoute, facts, asking);
  const story = [...steps, ...routeSteps(visit, { table, chosen, facts }), ...route.steps];
  if ("refusal" in route && route.refusal !== undefined) return end({ ...route.refusal, before: story }, chosen);
  const further = acted(seen, { table, chosen }, world);
  return {
    steps: [...story, ...further.steps],
    outcomes: further.outcomes.map((outcome) => behind(outcome, crossOrigin)),
  };
}

/** Routes that only answer or redirect know nothing of other origins. */
function leadsSomewhere({ action }: Route): boolean {
  return action.kind === "forward" && action.backends.some(({ to, weight }) => to.kind === "destination" && weight > 0);
}

/** The outcome with more changes to the headers of its answer, behind those that it has. */
function behind(outcome: Outcome, changes: readonly HeaderChange[]): Outcome {
  return changes.length === 0 ? outcome : { ...outcome, responseHeaders: [...outcome.responseHeaders, ...changes] };
}

/**
 * Whoever answers in place of a backend: the answer is edited as that of the backend would have been, which was drawn
 * before. Routes that only answer or redirect have no say in it.
 */
function editedByRoute(
  outcomes: readonly Outcome[],
  { route, request }: { readonly route: Route | undefined; readonly request: SentRequest },
): readonly Outcome[] {
  if (route?.action.kind !== "forward") return outcomes;
  const drawn = new Map<string, { readonly share: number; readonly changes: readonly HeaderChange[] }>();
  for (const { share, edits } of shareEdits(route, route.action, request)) {
    const key = JSON.stringify(edits);
    drawn.set(key, { share: share + (drawn.get(key)?.share ?? 0), changes: edits });
  }
  return [...drawn.values()].flatMap(({ share, changes }) =>
    outcomes.map((outcome) => behind({ ...outcome, share: outcome.share * share }, changes)),
  );
}

/** What plugins make of a request only they know. */
function pluginSteps(visit: WaypointVisit): readonly Step[] {
  return (visit.served.access.plugins ?? []).map(({ plugin, origin }) => {
    const says = `plugin ${plugin} sees the request; it is taken to change nothing`;
    return step(visit, { what: "policy", verdict: "held", says, origin });
  });
}

function accessesOf(access: Access, { routes }: RouteTable): readonly Access[] {
  return [access, ...routes.flatMap((route) => route.access ?? [])];
}

function judgedBy(
  access: ServedPort["access"],
  facts: RouteFacts,
  { at, answer }: { readonly at: string; readonly answer: ExplainedRequest["authorizer"] },
): { readonly steps: readonly Step[]; readonly refusal?: { readonly step: Step; readonly status: number } } {
  const authorizers = authorizersAsked(access, facts, { at, answer });
  if (authorizers.refusal !== undefined) return authorizers;
  const { steps, refusal } = accessJudged(access, facts, { layer: "waypoint", at, onConnection: false });
  const all = [...authorizers.steps, ...steps];
  return refusal === undefined ? { steps: all } : { steps: all, refusal: { step: refusal, status: 403 } };
}

function routeOf(table: RouteTable, facts: RouteFacts, trustDomains: readonly string[]): RouteVerdict | undefined {
  for (const route of table.routes) {
    const verdict = routeVerdict(route, facts, trustDomains);
    if (verdict.matches) return verdict;
  }
  return undefined;
}

interface Choice {
  readonly table: RouteTable;
  readonly chosen: RouteVerdict | undefined;
}

function routeSteps(
  visit: WaypointVisit,
  { table, chosen, facts }: Choice & { readonly facts: RouteFacts },
): readonly Step[] {
  if (chosen === undefined) {
    if (table.otherwise === "not-found") return [];
    const says = "no route is attached to this port: the service's own pods answer";
    return [step(visit, { what: "route", verdict: "decided", says, origin: visit.served.port.origin })];
  }
  const { route, findings } = chosen;
  const { trustDomains } = visit.waypoint.settings;
  const behind = table.routes.slice(table.routes.indexOf(route) + 1);
  const alsoMatching = behind.find((other) => routeVerdict(other, facts, trustDomains).matches);
  const wins =
    alsoMatching === undefined
      ? "no other matches"
      : `${alsoMatching.name} matches as well, but ${whyBefore(route, alsoMatching)}`;
  const says = `route ${route.name} of ${table.routes.length}: ${wins}`;
  const { origin, name: rule } = route;
  return [step(visit, { what: "route", verdict: "decided", did: "routed", says, origin, rule, findings })];
}

function preflight(visit: WaypointVisit, { route }: RouteVerdict, headers: readonly HeaderChange[]): Chapter {
  const allowed = headers.some(({ name }) => name === "access-control-allow-origin");
  const says = `the preflight is answered by the CORS rule of ${route.name}: this origin ${allowed ? "may ask" : "may not ask"}`;
  const verdict = allowed ? "decided" : "refused";
  const last = step(visit, { what: "answer", verdict, did: "routed", says, origin: route.origin, rule: route.name });
  return ending(visit, { step: last, status: 200, responseHeaders: headers, plain: true });
}

function acted(visit: WaypointVisit, { table, chosen }: Choice, world: World): Chapter {
  const { served, request, client, clientAddress, via, waypoint } = visit;
  const stop = destinationKey(served.port.id);
  if (via.includes(stop)) {
    const last = step(visit, {
      what: "answer",
      verdict: "refused",
      says: "the request has been here before and would go round for ever",
    });
    return ending(visit, { step: last, status: 508 });
  }
  const { protocol } = served.port;
  const onward = { client, clientAddress, via: [...via, stop], from: waypoint, method: request.method, protocol };
  if (chosen === undefined) {
    if (table.otherwise === "own-endpoints") {
      return { steps: [], outcomes: forwarded({ ...onward, id: served.port.id, request }, world) };
    }
    const says =
      table.routes.length === 1 ? "the one route does not match" : `none of ${table.routes.length} routes matches`;
    return ending(visit, { step: step(visit, { what: "route", verdict: "refused", says }), status: 404 });
  }
  return ofRoute(visit, chosen.route, { onward, world });
}

function ofRoute(
  visit: WaypointVisit,
  route: Route,
  {
    onward,
    world,
  }: { readonly onward: Omit<Parameters<typeof forwarded>[0], "id" | "request">; readonly world: World },
): Chapter {
  const { action, origin, name } = route;
  const responseHeaders = headerChanges([route.responseHeaders]);
  const answer = (
    said: Pick<Step, "says" | "verdict">,
    status: number,
    headers: readonly HeaderChange[] = [],
  ): Chapter =>
    ending(visit, {
      step: step(visit, { what: "action", ...said, origin, rule: name }),
      status,
      responseHeaders: [...headers, ...responseHeaders],
    });
  switch (action.kind) {
    case "redirect": {
      const location = redirectLocation(action, visit.request, {
        match: route.match.path,
        arrivalPort: visit.served.port.id.port,
      });
      const says = `redirected to ${location}`;
      return answer({ verdict: "decided", says }, action.status, [
        { name: "location", keeps: false, values: [location] },
      ]);
    }
    case "respond":
      return answer({ verdict: "refused", says: `answered with ${action.status}: ${action.because}` }, action.status);
    case "forward":
      return { steps: [], outcomes: forwarded({ ...onward, route, action, request: visit.request }, world) };
  }
}
