import type { WaypointBinding, WaypointGateway } from "../binding/waypoints.js";

/** `waypoint shop/waypoint`. */
export function waypointText({ namespace, name }: Pick<WaypointGateway, "namespace" | "name">): string {
  return `waypoint ${namespace}/${name}`;
}

type Broken = Extract<WaypointBinding, { readonly kind: "broken" }>;
type Unbound = Extract<WaypointBinding, { readonly kind: "none" }>;

const brokenWords: Readonly<Record<Broken["because"], string>> = {
  "not-found": "there is no such Gateway",
  "not-a-waypoint": "its class is not a waypoint's",
  "other-traffic": "it is not for this kind of traffic",
  forbidden: "it does not take objects of this namespace",
};

const unboundWords: Readonly<Record<Unbound["because"], string>> = {
  "not-labelled": "nothing asks for one",
  "opted-out": "a label opts out",
  "other-traffic": "that of its namespace is not for this kind of traffic",
  "is-waypoint": "it belongs to a waypoint itself",
  headless: "it is headless",
  "not-in-mesh": "it is not in the mesh",
};

/** Why a waypoint that is asked for cannot be had, and what that means. */
export function brokenText(what: string, { wanted, because }: Broken): string {
  return `${what} asks for waypoint ${wanted}, but ${brokenWords[because]}: connections to it are refused`;
}

/** Why nothing serves `what`. */
export function unboundText(what: string, { because }: Unbound): string {
  return `${what} has no waypoint: ${unboundWords[because]}`;
}
