import type { RouteSite } from "../binding/references.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Route } from "../ir/route.js";
import type { HttpRouteRule } from "../model/http-route.js";
import type { ResourceView } from "../model/resource-set.js";
import type { RuleMatch } from "./rule-matches.js";
/** A route of the table and its place in the object it comes from. */
export interface LoweredMatch extends Pick<RuleMatch, "index" | "named"> {
    readonly route: Route;
    readonly rule: number;
}
/** Every match of every rule of a route, with its consequence, for requests to one parent service. */
export declare function lowerRoute(site: RouteSite, view: ResourceView, report: Report): readonly LoweredMatch[];
/** A rule of any kind of route, apart from its matches. */
export type RouteRule = Omit<HttpRouteRule, "matches">;
