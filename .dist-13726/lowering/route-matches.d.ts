import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { RouteMatch } from "../ir/route.js";
import type { HttpRouteMatch, HttpValueMatch } from "../model/http-route.js";
/** A rule without matches matches everything (the default of the Gateway API). */
export declare const matchEverything: HttpRouteMatch;
/**
 * What one match of a rule asks of a request; undefined, with a diagnostic, if it cannot be used: then it is set aside
 * rather than widened, and the other matches of its rule stay in effect.
 */
export declare function lowerMatch(match: HttpRouteMatch, origin: Origin, report: Report): RouteMatch | undefined;
/** What matches by header name ask of headers and of claims; undefined if one cannot be used. */
export declare function lowerHeaders(matches: readonly HttpValueMatch[], origin: Origin, report: Report): Pick<RouteMatch, "headers" | "claims"> | undefined;
/** Whether a pattern can be used; if not, says why. */
export declare function usableRegex(pattern: string, origin: Origin, report: Report): boolean;
