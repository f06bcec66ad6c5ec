import type { RequestRoute } from "../binding/routes.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { RouteMatch } from "../ir/route.js";
/** What a match asks of requests, and its place in the rule. */
export interface RuleMatch {
    readonly match: RouteMatch;
    readonly index: number;
    /** Characters of service and method that the match names, which decide between gRPC routes. */
    readonly named?: {
        readonly service: number;
        readonly method: number;
    };
}
/** The matches of a rule of either kind of route; those that cannot be used are said and left out. */
export declare function lowerRuleMatches(route: RequestRoute, rule: number, report: Report): readonly RuleMatch[];
