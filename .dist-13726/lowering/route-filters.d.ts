import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { CrossOrigin, HeaderEdits, RedirectAction, UrlRewrite } from "../ir/route.js";
import type { HttpRouteFilter } from "../model/http-route-filters.js";
/** What the filters of a rule (or of one backend) do, but for mirrors (`route-mirrors.ts`). */
export interface LoweredFilters {
    readonly requestHeaders?: HeaderEdits;
    readonly responseHeaders?: HeaderEdits;
    readonly redirect?: RedirectAction;
    readonly rewrite?: UrlRewrite;
    readonly cors?: CrossOrigin;
    /** Where the path is replaced by prefix. */
    readonly prefixOrigin?: Origin;
    /** Something here cannot be honoured: requests must not go on as if it had been. */
    readonly broken?: string;
}
/** Lowers the filters of a rule. */
export declare function lowerRuleFilters(filters: readonly HttpRouteFilter[], origin: Origin, report: Report): LoweredFilters;
/** Lowers the filters of a backend: those that change the request or the answer, and mirrors. */
export declare function lowerBackendFilters(filters: readonly HttpRouteFilter[], origin: Origin, report: Report): LoweredFilters;
