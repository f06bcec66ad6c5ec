import type { Schema } from "./schema/schema.js";
import type { MatchLabels } from "./selectors.js";
import type { ServiceEntrySpec } from "./service-entry.js";
/** `Service` (v1), the fields that decide what clients can ask for and who answers. */
export interface ServiceSpec {
    readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
    /** Absent or `""` before allocation, `None` for headless services. */
    readonly clusterIP?: string;
    /** Both families of a dual-stack service; the first is `clusterIP`. */
    readonly clusterIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports: readonly ServicePort[];
    /** Absent or empty: the endpoints are made by somebody else (EndpointSlices without pods). */
    readonly selector?: MatchLabels;
    readonly publishNotReadyAddresses: boolean;
    /**
     * Never in a manifest: this is a host of a ServiceEntry in the form of a Service (`binding/entry-services.ts`), so that
     * whatever holds for services holds for it too.
     */
    readonly entry?: {
        readonly host: string;
        readonly spec: ServiceEntrySpec;
    };
}
export interface ServicePort {
    /** Required by the API when there are several ports. */
    readonly name?: string;
    readonly port: number;
    /** Number, or the name of a container port; `port` if absent. */
    readonly targetPort?: number | string;
    readonly protocol: "TCP" | "UDP" | "SCTP";
    /** `http`, `https`, `tcp`, `tls`, `grpc`, `kubernetes.io/h2c`, … */
    readonly appProtocol?: string;
    readonly nodePort?: number;
}
export declare const serviceSchema: Schema;
