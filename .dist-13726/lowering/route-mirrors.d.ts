import type { RouteSite } from "../binding/references.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Mirror } from "../ir/route.js";
import type { RequestMirror } from "../model/http-route-filters.js";
import type { ResourceView } from "../model/resource-set.js";
/** Filters of a rule or a backend, some of which may be mirrors, and where they are. */
export interface FilterPlace extends RouteSite {
    readonly filters: readonly MirrorOrOther[];
    readonly origin: Origin;
}
type MirrorOrOther = {
    readonly type: "RequestMirror";
    readonly requestMirror: RequestMirror;
} | {
    readonly type: Exclude<string, "RequestMirror">;
};
/** Where copies go, in the order of the filters. A mirror that leads nowhere is reported and left out: requests go on. */
export declare function lowerMirrors(place: FilterPlace, view: ResourceView, report: Report): readonly Mirror[];
export {};
