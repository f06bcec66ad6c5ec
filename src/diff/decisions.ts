/** What decides about the requests to one service port on one side: who judges, which routes there are, where they lead. */

import { splitHostPort } from "../explain/addresses.js";
import { reachableBy } from "../explain/clients.js";
import { lookUpsIn } from "../explain/explain.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { L4Port, L4Service } from "../ir/node.js";
import type { ServedPort, Waypoint } from "../ir/waypoint.js";
import { consequencesOf, notFound, ownConsequence, peersText, type Site } from "./consequences.js";
import type { Decisions, PlaceOfDecision, RouteGuard, WaypointPlace } from "./decision-types.js";
import { type Atom, accessGuards, atomsOf, routeAtoms } from "./guards.js";
import { plainText } from "./plain.js";

/** What decides about a port of a service. */
export function decisionsAt(service: L4Service, port: L4Port, mesh: ExplainedMesh): Decisions {
  const { audience, entry, namespace } = service;
  const at = placeAt(port, mesh);
  const asked = plainText([audience, entry, entry && namespace, port.via.kind]);
  return { key: `${asked} ${keyOf(at, port)}`, ...(audience !== undefined && { audience }), at };
}

function placeAt({ via, authority }: L4Port, mesh: ExplainedMesh): PlaceOfDecision {
  if (via.kind === "refused") return { kind: "fixed" };
  if (via.kind === "pods") return via.discovery === undefined ? podsPlace(via.endpoints, mesh) : { kind: "fixed" };
  const there = lookUpsIn(mesh).served(via.waypoint, authority);
  if (there === undefined) return { kind: "fixed" };
  return waypointPlace(there.waypoint, there.served, { authority, mesh });
}

function podsPlace(endpoints: Parameters<typeof reachableBy>[0], mesh: ExplainedMesh): PlaceOfDecision {
  const { doors } = lookUpsIn(mesh);
  return {
    kind: "pods",
    doors: reachableBy(endpoints).map((endpoint) => {
      const access = doors.get(endpoint.address)?.access ?? { deny: [], allow: [] };
      const guards = accessGuards(access, { onConnection: true });
      return { peer: peersText([endpoint], doors), address: endpoint.address, port: endpoint.port, access, guards };
    }),
  };
}

interface Entering {
  readonly authority: string;
  readonly mesh: ExplainedMesh;
  readonly before?: readonly string[];
}

function waypointPlace(
  waypoint: Waypoint,
  served: ServedPort,
  { authority, mesh, before = [] }: Entering,
): WaypointPlace {
  const site: Site = {
    waypoint,
    mesh,
    before,
    enter: (there, way) => {
      const place = waypointPlace(there.waypoint, there.served, { ...way, mesh });
      return { place, key: placeKey(place) };
    },
  };
  const onConnection = served.port.protocol === "tcp";
  const { routes: list, otherwise = "own-endpoints" } = served.routes ?? { routes: [] };
  const routes = list.map(
    (route): RouteGuard => ({
      route,
      atoms: routeAtoms(route, waypoint.settings.trustDomains),
      ...(route.access !== undefined && { access: accessGuards(route.access, { onConnection }) }),
      consequence: consequencesOf(route, site),
    }),
  );
  const { authentication } = served.access;
  return {
    kind: "waypoint",
    waypoint,
    served,
    destination: splitHostPort(authority) ?? { address: "", port: served.port.id.port },
    onConnection,
    ...(authentication !== undefined && !onConnection && { authentication }),
    access: accessGuards(served.access, { onConnection }),
    routes,
    otherwise: otherwise === "not-found" ? notFound : ownConsequence(served, site),
    cors: list.flatMap(({ cors }) => cors ?? []),
  };
}

function keyOf(at: PlaceOfDecision, { via }: L4Port): string {
  switch (at.kind) {
    case "fixed":
      return plainText(via);
    case "pods":
      return plainText([...new Set(at.doors.map(({ peer, port }) => `${peer} ${port}`))]);
    case "waypoint":
      return placeKey(at);
  }
}

/** Everything that decides at a waypoint, as a text. */
function placeKey({ waypoint, served, routes, otherwise }: WaypointPlace): string {
  const { pathNormalization, trustedProxies, trustDomains } = waypoint.settings;
  const { protocol } = served.port;
  const { plugins: _, audit: __, trial: ___, ...access } = served.access;
  const taken = routes.map(({ route, consequence }) => [route.match, route.access, consequence.key]);
  return plainText(
    [pathNormalization, trustedProxies, trustDomains, protocol, access, taken, otherwise.key],
    ["origin", "because"],
  );
}

/** Every question that is asked at a place. */
export function atomsAt(at: PlaceOfDecision): readonly Atom[] {
  if (at.kind === "fixed") return [];
  if (at.kind === "pods") return at.doors.flatMap(({ guards }) => atomsOf(guards));
  return [
    ...atomsOf(at.access),
    ...at.routes.flatMap(({ atoms, access }) => [...atoms, ...(access === undefined ? [] : atomsOf(access))]),
  ];
}
