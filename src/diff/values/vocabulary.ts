/** Everything that rules say about requests to a service port, on both sides and at every waypoint on the way. */
import type { Access, Condition, Policy, TextCondition } from "../../ir/access.js";
import type { Authentication } from "../../ir/authentication.js";
import type { Cidr, StringPattern } from "../../ir/pattern.js";
import type { CrossOrigin, Route, RouteMatch } from "../../ir/route.js";
import type { PlaceOfDecision, WaypointPlace } from "../decision-types.js";

/** What is said. */
export interface Vocabulary {
  readonly conditions: readonly Condition[];
  readonly routes: readonly Route[];
  readonly authentications: readonly Authentication[];
  readonly cors: readonly CrossOrigin[];
  /** By name, sorted. */
  readonly authorizers: readonly string[];
  /** Of the pods that are asked. */
  readonly trustDomains: readonly string[];
}

/** What is said at these places, and behind them. */
export function vocabularyOf(places: readonly PlaceOfDecision[]): Vocabulary {
  const waypoints = places.flatMap((place) => (place.kind === "waypoint" ? withFurther(place) : []));
  const routes = waypoints.flatMap((place) => place.routes.map(({ route }) => route));
  const accesses: readonly Access[] = [
    ...places.flatMap((place) => (place.kind === "pods" ? place.doors.map(({ access }) => access) : [])),
    ...waypoints.map(({ served }) => served.access),
    ...routes.flatMap(({ access }) => access ?? []),
  ];
  return {
    conditions: accesses.flatMap(conditionsOf),
    routes,
    authentications: waypoints.flatMap(({ authentication }) => authentication ?? []),
    cors: waypoints.flatMap(({ cors }) => cors),
    authorizers: unique(accesses.flatMap(({ external = [] }) => external.map(({ authorizer }) => authorizer.name))),
    trustDomains: unique(waypoints.flatMap(({ waypoint }) => waypoint.settings.trustDomains)),
  };
}

function withFurther(place: WaypointPlace): readonly WaypointPlace[] {
  const consequences = [...place.routes.map(({ consequence }) => consequence), place.otherwise];
  return [place, ...consequences.flatMap(({ further }) => further.flatMap((one) => withFurther(one.place)))];
}

function conditionsOf({ external = [], deny, allow }: Access): readonly Condition[] {
  const policies: readonly Policy[] = [...external.flatMap((check) => check.policies), ...deny, ...allow];
  const rules = policies.flatMap((policy) => policy.rules);
  return rules.flatMap(({ from, to, when }) => [...from.flat(), ...to.flat(), ...when]);
}

/** The patterns for one kind of text. */
export function patternsFor(
  { conditions }: Vocabulary,
  isMeant: (attribute: TextCondition["attribute"]) => boolean,
): readonly StringPattern[] {
  return uniquePatterns(conditions.flatMap((one) => (one.kind === "text" && isMeant(one.attribute) ? one.values : [])));
}

/** What header conditions and header matches say about one header. */
export function headerPatterns(vocabulary: Vocabulary, header: string): readonly StringPattern[] {
  return uniquePatterns([
    ...patternsFor(vocabulary, (one) => one.name === "header" && one.header.toLowerCase() === header),
    ...fieldPatterns(vocabulary, ({ headers }) => headers, header),
  ]);
}

/** What query matches say about one parameter. */
export function queryPatterns(vocabulary: Vocabulary, name: string): readonly StringPattern[] {
  return uniquePatterns(fieldPatterns(vocabulary, ({ query }) => query, name));
}

function fieldPatterns(
  { routes }: Vocabulary,
  fields: (match: RouteMatch) => RouteMatch["headers"],
  name: string,
): readonly StringPattern[] {
  return routes.flatMap(({ match }) => fields(match).flatMap((field) => (field.name === name ? [field.value] : [])));
}

/** The ranges that addresses are compared with. */
export function rangesIn({ conditions }: Vocabulary): readonly Cidr[] {
  const all = conditions.flatMap((one) =>
    one.kind === "address" && one.attribute !== "destination" ? one.ranges : [],
  );
  return [...new Map(all.map((range) => [`${range.address}/${range.prefixLength}`, range])).values()];
}

/** Each pattern once. */
export function uniquePatterns(patterns: readonly StringPattern[]): readonly StringPattern[] {
  return [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
}

/** Each text once, sorted. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
