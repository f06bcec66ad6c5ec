import type { Access } from "../ir/access.js";
import type { Destination } from "../ir/destination.js";
import type { GuardedPod } from "../ir/node.js";
import type { Route } from "../ir/route.js";
import type { ServedPort, Waypoint } from "../ir/waypoint.js";
import type { Outcome, Step } from "./explanation.js";
import type { Facts } from "./facts.js";
import type { ExplainedMesh, SentRequest } from "./request.js";

/** A request that comes to a service port of a waypoint. */
export interface WaypointVisit {
  readonly waypoint: Waypoint;
  readonly served: ServedPort;
  /** Of whom the waypoint takes it to be. */
  readonly client: string;
  readonly clientAddress: string;
  /** The address and port that the CONNECT named. */
  readonly destination: Facts["destination"];
  readonly request: SentRequest;
  /** The stops it has made before. */
  readonly via: readonly string[];
}

/** A part of the story, and how it goes on. */
export interface Chapter {
  readonly steps: readonly Step[];
  readonly outcomes: readonly Outcome[];
}

/** What a waypoint may look at for a request. */
export interface Considered {
  readonly at: string;
  readonly facts: Facts;
  readonly trustDomains: readonly string[];
  readonly routes: readonly Route[];
  readonly access: readonly Access[];
}

/** Whoever serves an address. */
export interface ServedAddress {
  readonly waypoint: Waypoint;
  readonly served: ServedPort;
}

/** What is looked up in a mesh. */
export type LookUps = Omit<World, "goOn" | "consider">;

/** A mesh with what is looked up in it. */
export interface World {
  readonly mesh: ExplainedMesh;
  readonly doors: ReadonlyMap<string, GuardedPod>;
  /** By `address:port`, for each waypoint by name. */
  readonly served: (waypoint: string, authority: string) => ServedAddress | undefined;
  readonly destination: (waypoint: Waypoint, key: string) => Destination | undefined;
  /** The address at which a waypoint is reached. */
  readonly addressOf: (waypoint: string) => string;
  /** Told of everything that a waypoint may look at, for those who ask about a rule. */
  readonly consider?: (considered: Considered) => void;
  /** The story at another waypoint. */
  readonly goOn: (visit: WaypointVisit) => Chapter;
}
