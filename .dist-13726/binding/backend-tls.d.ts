/** Which BackendTLSPolicy speaks about a service port, and where one has no effect. */
import type { Report } from "../diagnostics/diagnostic.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
import type { ServicePort } from "../model/service.js";
type Policy = Resource<"BackendTLSPolicy">;
/** The policy about a port: one that names the port before one for all ports, then the oldest, then the first by name. */
export declare function backendTlsFor(service: Resource<"Service">, port: ServicePort, view: ResourceView): Policy | undefined;
/** Says at which targets a policy is not in effect. */
export declare function reportBackendTls(policy: Policy, view: ResourceView, report: Report): void;
export {};
