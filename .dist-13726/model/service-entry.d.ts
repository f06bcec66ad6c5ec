import type { Schema } from "./schema/schema.js";
import type { MatchLabels } from "./selectors.js";
import type { WorkloadEntrySpec } from "./workload-entry.js";
/** `ServiceEntry` (networking.istio.io/v1): names that clients of the mesh may use, and what answers under them. */
export interface ServiceEntrySpec {
    readonly hosts: readonly string[];
    /** Virtual addresses, single ones or ranges. */
    readonly addresses: readonly string[];
    readonly ports: readonly EntryPort[];
    readonly location: "MESH_EXTERNAL" | "MESH_INTERNAL";
    readonly resolution: Resolution;
    /** Absent with `workloadSelector`. */
    readonly endpoints?: readonly WorkloadEntrySpec[];
    /** Pods and WorkloadEntries of the own namespace. */
    readonly workloadSelector?: {
        readonly labels?: MatchLabels;
    };
    /** Namespaces whose clients may use it: names, `.` (the own one), `*` (all); none: all. */
    readonly exportTo: readonly string[];
    /** What the server's certificate must be for, one of them, where the mesh originates TLS. */
    readonly subjectAltNames: readonly string[];
}
/** How the addresses behind the hosts are found. */
export type Resolution = "NONE" | "STATIC" | "DNS" | "DNS_ROUND_ROBIN" | "DYNAMIC_DNS";
export interface EntryPort {
    readonly number: number;
    readonly name: string;
    /** `HTTP`, `HTTPS`, `TLS`, `GRPC`, `HTTP2`, `TCP`, …; in any case. */
    readonly protocol?: string;
    /** `number` if absent. */
    readonly targetPort?: number;
}
export declare const serviceEntrySchema: Schema;
