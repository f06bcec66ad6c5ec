import type { Report } from "../diagnostics/diagnostic.js";
import type { UpstreamTls } from "../ir/destination.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** TLS as a BackendTLSPolicy asks for it; `unusable` where its roots cannot be had: then nothing may be sent. */
export declare function lowerBackendTls(policy: Resource<"BackendTLSPolicy">, view: ResourceView, report: Report): UpstreamTls | "unusable";
