import type { Schema } from "./schema/schema.js";
/** `EndpointSlice` (discovery.k8s.io/v1); its fields are at the top level of the object. */
export interface EndpointSliceSpec {
    readonly addressType: "IPv4" | "IPv6" | "FQDN";
    readonly endpoints: readonly SliceEndpoint[];
    readonly ports: readonly SlicePort[];
}
export interface SliceEndpoint {
    readonly addresses: readonly string[];
    /** An absent condition means: `ready` and `serving` true, `terminating` false. */
    readonly conditions: {
        readonly ready?: boolean;
        readonly serving?: boolean;
        readonly terminating?: boolean;
    };
    readonly zone?: string;
    readonly nodeName?: string;
    readonly hostname?: string;
    readonly targetRef?: {
        readonly kind?: string;
        readonly name?: string;
        readonly namespace?: string;
    };
}
interface SlicePort {
    /** The name of the service port; empty for a service with a single unnamed port. */
    readonly name: string;
    /** Absent: all ports. */
    readonly port?: number;
    readonly protocol: "TCP" | "UDP" | "SCTP";
    readonly appProtocol?: string;
}
/** The label of a slice that names its service. */
export declare const serviceNameLabel = "kubernetes.io/service-name";
export declare const endpointSliceSchema: Schema;
export {};
