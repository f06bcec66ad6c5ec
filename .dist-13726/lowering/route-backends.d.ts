import type { RouteSite } from "../binding/references.js";
import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { Backend } from "../ir/route.js";
import type { HttpBackendReference } from "../model/http-route.js";
import type { ResourceView } from "../model/resource-set.js";
/** A backend of a rule, and where it replaces a prefix of the path: not every match of the rule may have one. */
export interface LoweredBackend {
    readonly backend: Backend;
    readonly prefixOrigin?: Origin;
}
/** Lowers a backendRef. One that leads nowhere, or has filters that cannot be honoured, keeps its share: of errors. */
export declare function lowerBackend(site: RouteSite & {
    readonly reference: HttpBackendReference;
    readonly origin: Origin;
}, view: ResourceView, report: Report): LoweredBackend;
/** The backend's share of requests is answered with 500. */
export declare function withoutTarget(backend: Omit<Backend, "to">, reason: string): Backend;
/** What requests get that no backend can take: UNAVAILABLE for gRPC, which is what clients read in a 503. */
export declare function statusWithoutBackend({ route }: RouteSite): 500 | 503;
