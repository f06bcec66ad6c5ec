import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
import type { BoundEndpoint } from "./bound-endpoint.js";
/**
 * The endpoints of a service port, sorted by address, each once. Endpoint slices win over the selector, as in a
 * cluster. Pods that are not ready are left out, unless the service publishes them (`publishNotReadyAddresses`).
 */
export declare function endpointsOf(site: {
    readonly service: Resource<"Service">;
    readonly port: ServicePort;
}, view: ResourceView, report: Report): readonly BoundEndpoint[];
