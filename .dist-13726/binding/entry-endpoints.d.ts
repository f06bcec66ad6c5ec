import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { BoundEndpoint } from "./bound-endpoint.js";
interface EntrySite {
    /** A host of a service entry in the form of a service. */
    readonly service: Resource<"Service">;
    readonly port: ServicePort;
}
/**
 * What answers for a host of a service entry. An address may be a DNS name where the entry's resolution says so. The
 * address of a pod of the mesh is that pod, whatever the entry says: nobody gets around its door.
 */
export declare function entryEndpoints(site: EntrySite, view: ResourceView, report: Report): readonly BoundEndpoint[];
/** The workload entries of a service's namespace that have these labels, as endpoints of one of its ports. */
export declare function machineEndpoints(site: EntrySite, labels: Readonly<Record<string, string>>, { view, report }: {
    readonly view: ResourceView;
    readonly report: Report;
}): readonly BoundEndpoint[];
/** The addresses of a service entry that are ranges, which nothing on the wire could stand for. */
export declare function addressRanges({ spec }: Resource<"ServiceEntry">): readonly number[];
export {};
