/** What a comparison leaves open, said plainly. */
import type { PlaceOfDecision } from "./decision-types.js";
import type { MeshSides } from "./request-classes.js";
import { vocabularyOf } from "./values/vocabulary.js";

/** What was not explored at these places, one sentence each. */
export function notExplored({ base, head }: MeshSides, places: readonly PlaceOfDecision[]): readonly string[] {
  const keys = [...new Set([...base.keyPlaces, ...head.keyPlaces])].sort();
  const failures = [...new Set([...base.failures, ...head.failures])].sort();
  return [
    ...(places.length === 0 ? [] : [...always, ...ofPlaces(places)]),
    ...keys.map(
      (place) => `the key set of ${place} was not fetched: tokens are taken to be signed with what is published there`,
    ),
    ...failures.map((part) => `${part} could not be translated, through a mistake of waymark`),
  ];
}

const always = [
  "clients outside the mesh, and requests to the addresses of pods",
  "headers and query parameters that are sent more than once, and those that no rule names",
  "what applications answer: 200 stands for whatever they say",
];

function ofPlaces(places: readonly PlaceOfDecision[]): readonly string[] {
  const waypoints = places.flatMap((place) => (place.kind === "waypoint" ? [place] : []));
  const plugins = waypoints.flatMap(({ served }) => [
    ...(served.access.plugins ?? []),
    ...(served.routes?.routes ?? []).flatMap((route) => route.plugins ?? []),
  ]);
  const { authentications, routes, cors, authorizers } = vocabularyOf(places);
  const hasSessions = routes.some(({ action }) => action.kind === "forward" && action.session !== undefined);
  return [
    ...[...new Set(plugins.map(({ plugin }) => plugin))].sort().map((name) => `what plugin ${name} does to requests`),
    ...(authentications.length === 0 ? [] : ["tokens that have expired, and several tokens in one request"]),
    ...(hasSessions ? ["requests of sessions that have begun"] : []),
    ...(cors.length === 0 ? [] : ["preflights for more than one method and for headers"]),
    ...(authorizers.length === 0
      ? []
      : ["what external authorizers decide: each is taken to let everything pass, and once to refuse everything"]),
    ...(waypoints.some(({ onConnection }) => onConnection) ? ["what is said in TCP connections"] : []),
  ];
}
