import type { Report } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origin.js";
import type { DestinationId } from "../ir/destination.js";
import type { ResourceView } from "../model/resource-set.js";
/**
 * The destination that a provider names by its host, such as `opa.security.svc.cluster.local`; with `security/` in front
 * it is looked for as that namespace sees it. Undefined, and said, if nothing in the mesh has that name and port.
 */
export declare function serviceNamed({ service, port }: {
    readonly service: string;
    readonly port: number;
}, { view, origin }: {
    readonly view: ResourceView;
    readonly origin: Origin;
}, report: Report): DestinationId | undefined;
