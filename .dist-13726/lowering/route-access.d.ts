import type { JudgedRoute } from "../binding/route-policies.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Access } from "../ir/access.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/**
 * Who may use a rule of a route, for requests to `service`: the policies that target the route or the rule. They are
 * judged after those of the service port, so a request must pass both. Undefined where there is none.
 */
export declare function lowerRouteAccess(site: {
    readonly route: JudgedRoute;
    readonly rule: number;
    readonly service: Resource<"Service">;
}, view: ResourceView, report: Report): Access | undefined;
