/** What decides about requests, as plain values. */
import type { RouteFacts } from "../explain/route-matches.js";
import type { Access } from "../ir/access.js";
import type { Authentication } from "../ir/authentication.js";
import type { CrossOrigin, Route } from "../ir/route.js";
import type { ServedPort, Waypoint } from "../ir/waypoint.js";
import type { Attribute } from "./attributes.js";
import type { AccessGuards, Atom } from "./guards.js";

/** A route: when it is taken, what judges then, and what follows. */
export interface RouteGuard {
  readonly route: Route;
  readonly atoms: readonly Atom[];
  readonly access?: AccessGuards;
  readonly consequence: Consequence;
}

/** What decides at a service port. */
export interface Decisions {
  /** Everything that decides, as a text: nothing differs if this does not. */
  readonly key: string;
  /** The namespaces whose clients may use it; absent: all. */
  readonly audience?: readonly string[];
  readonly at: PlaceOfDecision;
}

export type PlaceOfDecision =
  /** The same for every request. */
  { readonly kind: "fixed" } | { readonly kind: "pods"; readonly doors: readonly PodDoor[] } | WaypointPlace;

/** A pod that connections come to straight. */
export interface PodDoor {
  readonly peer: string;
  readonly address: string;
  readonly port: number;
  readonly access: Access;
  readonly guards: AccessGuards;
}

/** A waypoint that looks at requests, or at connections. */
export interface WaypointPlace {
  readonly kind: "waypoint";
  readonly waypoint: Waypoint;
  readonly served: ServedPort;
  readonly destination: RouteFacts["destination"];
  readonly onConnection: boolean;
  readonly authentication?: Authentication;
  readonly access: AccessGuards;
  readonly routes: readonly RouteGuard[];
  /** What follows where no route is taken. */
  readonly otherwise: Consequence;
  readonly cors: readonly CrossOrigin[];
}

/** What follows where a route is taken; equal keys, equal outcomes. */
export interface Consequence {
  readonly key: string;
  /** The same where the request is refused before: what the route does to the answer. */
  readonly refusedKey: string;
  /** The waypoints that it goes through after this one. */
  readonly further: readonly Further[];
  /** What may matter behind this waypoint. */
  readonly attributes: readonly Attribute[];
  /** Whether it matters which method can be repeated. */
  readonly byMethod?: true;
}

/** Another waypoint, and requests as they come to it. */
export interface Further {
  readonly place: WaypointPlace;
  readonly arriving: (facts: RouteFacts) => RouteFacts;
}
