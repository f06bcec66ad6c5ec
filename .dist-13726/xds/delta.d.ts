import type { Dialect, XdsRequest } from "./dialect.js";
/** envoy.service.discovery.v3.DeltaDiscoveryRequest, as far as it is used. */
export interface DeltaRequest extends XdsRequest {
    readonly subscribe: readonly string[];
    readonly unsubscribe: readonly string[];
    /** `initial_resource_versions`: what the client has from an earlier stream. */
    readonly initialVersions: ReadonlyMap<string, string>;
}
/** The incremental variant: requests and responses name what changes. */
export declare const delta: Dialect<DeltaRequest>;
