import type { Dialect, XdsRequest } from "./dialect.js";
/** envoy.service.discovery.v3.DiscoveryRequest, as far as it is used. */
export interface SotwRequest extends XdsRequest {
    readonly names: readonly string[];
    /** `version_info`: of the last response that the client accepted, on this stream or an earlier one. */
    readonly version: string;
}
/** The state-of-the-world variant: requests name all that is wanted; responses of listeners and clusters, all there is. */
export declare const sotw: Dialect<SotwRequest>;
