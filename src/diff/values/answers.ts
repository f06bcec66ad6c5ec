/** What a request is to the rules of a side: the answers to all questions that one attribute takes part in. */
import { crossOriginHeaders, isPreflight } from "../../explain/cross-origin.js";
import { sent } from "../../explain/explain.js";
import { normalPath } from "../../explain/request-path.js";
import type { RouteFacts } from "../../explain/route-matches.js";
import { tokensJudged } from "../../explain/tokens.js";
import { factsOf } from "../../explain/waypoints.js";
import { type Attribute, type Draft, requestOf } from "../attributes.js";
import type { PlaceOfDecision, WaypointPlace } from "../decision-types.js";
import { type Atom, atomsOf } from "../guards.js";
import { plainText } from "../plain.js";
import type { DecidingSide } from "../residual.js";

/** The answers, as a text: values with equal answers need not both be tried. */
export function answersTo(attribute: Attribute, { decisions, callers }: DecidingSide, draft: Draft): string {
  if (decisions === undefined) return "";
  const { found, ...caller } = callers.of(draft);
  const request = sent(requestOf(draft));
  return plainText([found, answersAt(decisions.at, { ...caller, request }, { attribute, draft })]);
}

type Arriving = Omit<RouteFacts, "destination" | "payload">;

interface Asked {
  readonly attribute: Attribute;
  readonly draft: Draft;
}

function answersAt(at: PlaceOfDecision, arriving: Arriving, asked: Asked): unknown {
  if (at.kind === "fixed") return [];
  if (at.kind === "waypoint") return answersOfWaypoint(at, arriving, asked);
  return at.doors.map(({ address, port, guards }) =>
    held(atomsOf(guards), { ...arriving, destination: { address, port } }, asked.attribute),
  );
}

function answersOfWaypoint(place: WaypointPlace, arriving: Arriving, asked: Asked): unknown {
  const { attribute, draft } = asked;
  const { waypoint, destination } = place;
  const normal = normalPath(arriving.request.path, waypoint.settings.pathNormalization);
  if (normal.kind === "refused") return "no path";
  const visit = { ...arriving, waypoint, destination, request: { ...arriving.request, path: normal.path } };
  const { authentication } = place;
  const tokens = tokensJudged(visit.request, { at: "", authentication, asked: requestOf(draft) });
  const facts: RouteFacts = {
    ...factsOf(tokens.kind === "passes" ? { ...visit, request: tokens.request } : visit),
    ...(tokens.kind === "passes" && tokens.payload !== undefined && { payload: tokens.payload }),
  };
  const atoms = [
    ...atomsOf(place.access),
    ...place.routes.flatMap((route) => [...route.atoms, ...(route.access === undefined ? [] : atomsOf(route.access))]),
  ];
  const consequences = [...place.routes.map(({ consequence }) => consequence), place.otherwise];
  return [
    held(atoms, facts, attribute),
    attribute === "token" && [tokens.kind, tokens.kind === "refused" && [tokens.status, tokens.step.origin?.object]],
    attribute === "browser" && [
      isPreflight(visit.request),
      place.cors.map((cors) => crossOriginHeaders(cors, visit.request).map(({ name }) => name)),
    ],
    attribute === "method" && consequences.some(({ byMethod }) => byMethod) && isRepeatable(draft.method),
    consequences.flatMap(({ further }) =>
      further.map((one) => answersOfWaypoint(one.place, one.arriving(facts), asked)),
    ),
  ];
}

function isRepeatable(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

function held(atoms: readonly Atom[], facts: RouteFacts, attribute: Attribute): string {
  const asked = atoms.filter(({ attributes }) => attributes.includes(attribute));
  return asked.map((atom) => (atom.holds(facts) ? "1" : "0")).join("");
}
