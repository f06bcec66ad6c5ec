/** What a change of manifests does, as plain data: places and texts, nothing that must be looked up. */
import type { Layer } from "../explain/explanation.js";
import type { WitnessToken } from "./attributes.js";
import type { Aspect } from "./endings.js";

export type { Aspect, WitnessToken };

/** A place in a file of a side, counted from 1. */
export interface DiffPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a change of manifests does. `JSON.stringify` of it is what `waymark diff --format json` prints. */
export interface MeshDiff {
  readonly base: DiffSide;
  readonly head: DiffSide;
  /** By name. */
  readonly objects: readonly ObjectDifference[];
  /** By waypoint. */
  readonly waypoints: readonly WaypointDifference[];
  /** Requests that end otherwise: what is refused or let in first, then by service. */
  readonly requests: readonly RequestDifference[];
  readonly exploration: Exploration;
}

/** What was read of one side. */
export interface DiffSide {
  /** What the user called it: a revision, a folder, `working tree`. */
  readonly name: string;
  readonly files: number;
  readonly objects: number;
  /** What of it could not be read; none of that takes part in the comparison. */
  readonly unread: readonly Unread[];
}

/** Something that could not be read. */
export interface Unread {
  readonly code: string;
  readonly message: string;
  readonly place?: DiffPlace;
}

/** An object that differs. */
export interface ObjectDifference {
  /** `HTTPRoute shop/reviews`. */
  readonly object: string;
  readonly change: "added" | "removed" | "edited";
  /** What differs in it, for edited ones. */
  readonly fields: readonly FieldDifference[];
  readonly base?: DiffPlace;
  readonly head?: DiffPlace;
}

/** A field that differs. */
export interface FieldDifference {
  /** `spec.rules[0].to[0].operation.paths[1]`; indices are those of the side that has the field, of head if both have. */
  readonly path: string;
  readonly change: "added" | "removed" | "edited";
  readonly base?: unknown;
  readonly head?: unknown;
}

/** A waypoint whose configuration differs. */
export interface WaypointDifference {
  /** `shop/waypoint`. */
  readonly waypoint: string;
  readonly change: "added" | "removed" | "edited";
  /** By type; those that do not differ are left out. */
  readonly types: readonly TypeDifference[];
}

/** Resources of one type. */
export interface TypeDifference {
  readonly type: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The encoded size of what is added and changed: what is sent. */
  readonly sentBytes: number;
  /** The encoded size of all resources of this type that a waypoint holds, before and after. */
  readonly baseBytes: number;
  readonly headBytes: number;
}

/** Requests that end otherwise, shown by one of them. */
export interface RequestDifference {
  /** `reviews.shop:80`. */
  readonly service: string;
  /** In what the endings differ. */
  readonly aspects: readonly Aspect[];
  readonly request: Witness;
  readonly base: RequestEnd;
  readonly head: RequestEnd;
  /** What differs besides, one sentence each: `header x-user becomes …`. */
  readonly differences: readonly string[];
  /** How many kinds of requests were found to end so. */
  readonly kinds: number;
}

/** One request of a class. */
export interface Witness {
  /** `namespace/sa/account`. */
  readonly from: string;
  /** Absent: whatever address the client has. */
  readonly address?: string;
  readonly to: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly token?: WitnessToken;
  /** The external authorizer that is taken to refuse. */
  readonly refusing?: string;
}

/** How the request ends on one side. */
export interface RequestEnd {
  /** `200`, `403`, `70 % from shop/v1, 30 % from shop/v2`. `200` stands for an application that answers. */
  readonly summary: string;
  readonly outcomes: readonly RequestOutcome[];
  /** The line that refuses the request, else the one that allows it, else the one that says where it leads. */
  readonly line?: DiffPlace;
}

/** One way in which it may end. */
export interface RequestOutcome {
  /** Of all such requests, between 0 and 1. */
  readonly share: number;
  /** `connection refused (403)`, `403`, `200`, `no answer`. */
  readonly answer: string;
  readonly layer: Layer;
  /** `shop/waypoint`. */
  readonly at: string;
  readonly because: string;
  /** The object and the line that decide. */
  readonly object?: string;
  readonly place?: DiffPlace;
}

/** What was tried, and what was not. */
export interface Exploration {
  /** Service ports of both sides. */
  readonly servicePorts: number;
  /** Those of them where something that decides about requests differs. */
  readonly affected: number;
  /** Requests that were put to both sides. */
  readonly requests: number;
  /** Which attributes were varied at the affected ports, in words. */
  readonly varied: readonly string[];
  /** Ports where the limit ended the search before everything was looked at. */
  readonly cut: readonly string[];
  readonly limit: number;
  /** What was not explored, one sentence each. */
  readonly notExplored: readonly string[];
}
