import type { Schema } from "./schema/schema.js";
/** `WorkloadEntry` (networking.istio.io/v1): a place outside the cluster that answers; also an endpoint of a ServiceEntry. */
export interface WorkloadEntrySpec {
    /** An IP address, a DNS name (resolutions DNS and DNS_ROUND_ROBIN), or `unix://` and a path. */
    readonly address?: string;
    /** The endpoint's ports by the names of the service's ports. */
    readonly ports?: Readonly<Record<string, number>>;
    readonly labels?: Readonly<Record<string, string>>;
    /** Endpoints of another network are reached through its gateway. */
    readonly network?: string;
    /** `region/zone/subzone`. */
    readonly locality?: string;
    /** Relative; absent or 0: 1. */
    readonly weight?: number;
    /** Whose identity the endpoint proves. */
    readonly serviceAccount?: string;
}
export declare const workloadEntrySchema: Schema;
