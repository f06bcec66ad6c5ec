/** What follows from a route: where requests go, in which form, and whether anybody stands in their way there. */
import { hostPort } from "../explain/addresses.js";
import { alternativesOf } from "../explain/alternatives.js";
import { lookUpsIn } from "../explain/explain.js";
import type { ExplainedMesh } from "../explain/request.js";
import type { RouteFacts } from "../explain/route-matches.js";
import type { ServedAddress } from "../explain/world.js";
import { type DestinationId, destinationKey, type Endpoint } from "../ir/destination.js";
import type { GuardedPod } from "../ir/node.js";
import type { ForwardAction, Route } from "../ir/route.js";
import type { ServedPort, Waypoint } from "../ir/waypoint.js";
import type { Consequence, WaypointPlace } from "./decision-types.js";
import { furtherAttributes } from "./further.js";
import { digest, plainText } from "./plain.js";

/** A waypoint, and how to look at another one. */
export interface Site {
  readonly waypoint: Waypoint;
  readonly mesh: ExplainedMesh;
  /** The stops before. */
  readonly before: readonly string[];
  readonly enter: Enter;
}

/** What decides at another waypoint, and all of that as a text. */
type Enter = (
  there: ServedAddress,
  way: { readonly authority: string; readonly before: readonly string[] },
) => { readonly place: WaypointPlace; readonly key: string };

/** What follows from a route. */
export function consequencesOf(route: Route, site: Site): Consequence {
  const { action, origin, requestHeaders, responseHeaders, timeouts, cors } = route;
  const object = origin.object;
  if (action.kind !== "forward") {
    const prefix = route.match.path.kind === "prefix" && route.match.path;
    return consequence({ key: plainText([object, action, responseHeaders, prefix]), further: [] });
  }
  const ways = action.backends
    .filter(({ weight }) => weight > 0)
    .map(({ to }) =>
      to.kind === "destination" ? wayTo(to.id, site, { route, action }) : { key: plainText(to), further: [] },
    );
  const { backends, ...rest } = action;
  const edits = [
    responseHeaders,
    backends.map((backend) => [backend.weight, backend.responseHeaders]),
    rest.session,
    cors,
  ];
  const changesAnswers =
    responseHeaders !== undefined ||
    backends.some((backend) => backend.responseHeaders !== undefined) ||
    rest.session !== undefined;
  const rewrites = (rest.rewrite ?? backends.find((backend) => backend.rewrite !== undefined)) !== undefined;
  const refusedKey = changesAnswers || cors !== undefined ? digest(plainText(edits)) : "";
  const parts = [object, rest, backends, requestHeaders, timeouts, edits, rewrites && route.match.path];
  const way = {
    key: plainText([...parts, ways.map(({ key }) => key)]),
    further: ways.flatMap((one) => one.further),
    ...(ways.some(({ byMethod }) => byMethod) && { byMethod: true as const }),
  };
  return consequence(way, refusedKey);
}

function consequence({ key, further, byMethod }: Way, refusedKey = ""): Consequence {
  const attributes = [...furtherAttributes(further), ...(byMethod === true ? ["method" as const] : [])];
  return { key: digest(key), refusedKey, further, attributes, ...(byMethod === true && { byMethod }) };
}

/** Where every request is answered with 404. */
export const notFound: Consequence = consequence({ key: "not found", further: [] });

/** What follows where a port's own pods answer. */
export function ownConsequence(served: ServedPort, site: Site): Consequence {
  const way = wayTo(served.port.id, site);
  return consequence({ ...way, key: `own ${way.key}` });
}

type Way = Pick<Consequence, "key" | "further" | "byMethod">;

function wayTo(id: DestinationId, site: Site, by?: { readonly route: Route; readonly action: ForwardAction }): Way {
  const { waypoint, mesh } = site;
  const lookUps = lookUpsIn(mesh);
  const destination = lookUps.destination(waypoint, destinationKey(id));
  if (destination === undefined) return { key: "unknown", further: [] };
  const { endpoints, discovery, protocol } = destination;
  const name = `${hostPort(id.host, id.port)} ${protocol}`;
  if (discovery !== undefined) return { key: plainText([name, discovery, endpoints]), further: [] };
  const [first] = endpoints;
  if (first?.waypoint !== undefined) return wayThrough(first, id, { site, by });
  const guarded = endpoints.some(({ address, tunnel }) => tunnel !== "none" && isGuarded(lookUps.doors.get(address)));
  const peers = peersText(endpoints, lookUps.doors);
  const caller = guarded ? waypoint.settings.identity : "";
  return { key: plainText([name, caller, peers]), further: [], ...(guarded && { byMethod: true }) };
}

function wayThrough(
  { address, port, identity }: Endpoint,
  id: DestinationId,
  {
    site,
    by,
  }: { readonly site: Site; readonly by: { readonly route: Route; readonly action: ForwardAction } | undefined },
): Way {
  const { waypoint, mesh, before, enter } = site;
  const { served } = lookUpsIn(mesh);
  const authority = hostPort(address, port);
  const next = mesh.waypoints.find(
    ({ settings }) => settings.identity === identity && served(settings.name, authority),
  );
  const there = next && served(next.settings.name, authority);
  if (there === undefined) return { key: "no waypoint", further: [] };
  const stop = destinationKey(there.served.port.id);
  if (before.includes(stop)) return { key: `round ${stop}`, further: [] };
  const believed =
    id.onward === "for-clients" && there.waypoint.forwarders?.includes(waypoint.settings.identity) === true;
  const { place, key } = enter(there, { authority, before: [...before, stop] });
  const arriving = (facts: RouteFacts): RouteFacts => ({
    ...facts,
    ...(!believed && { client: waypoint.settings.identity, clientAddress: "", remoteAddress: "" }),
    destination: { address, port },
    request: by === undefined ? facts.request : asSentBy(by, id, facts.request),
  });
  return { key: `${believed ? "for its client" : "for itself"} ${stop} ${key}`, further: [{ place, arriving }] };
}

function asSentBy(
  { route, action }: { readonly route: Route; readonly action: ForwardAction },
  id: DestinationId,
  request: RouteFacts["request"],
): RouteFacts["request"] {
  const key = destinationKey(id);
  const sent = alternativesOf(route, action, request).find(
    ({ to }) => to.kind === "destination" && destinationKey(to.id) === key,
  );
  return sent?.request ?? request;
}

/** Pods as far as it matters which they are: whose they are, who they must be, and whom they let in. */
export function peersText(endpoints: readonly Endpoint[], doors: ReadonlyMap<string, GuardedPod>): string {
  const texts = endpoints.map(({ address, workload, identity, tunnel, weight }) => {
    const pod = tunnel === "none" ? undefined : doors.get(address);
    const isKnown = tunnel === "none" || (pod !== undefined && pod.workload.identity === identity);
    const access = isGuarded(pod) ? pod?.access : undefined;
    // Where some pods refuse, it matters how many they are.
    return plainText(
      [ownerOf(workload), identity, tunnel, isKnown, access, access === undefined ? undefined : weight],
      ["origin", "because"],
    );
  });
  const guarded = endpoints.some(({ address, tunnel }) => tunnel !== "none" && isGuarded(doors.get(address)));
  return plainText(guarded ? texts.sort() : [...new Set(texts)].sort());
}

function isGuarded(pod: GuardedPod | undefined): boolean {
  return pod !== undefined && pod.access.deny.length + pod.access.allow.length > 0;
}

/** `shop/reviews` for `shop/reviews-0`: how many replicas there are is no matter. */
export function ownerOf(workload: string): string {
  return workload.replace(/-\d+$/, "");
}
