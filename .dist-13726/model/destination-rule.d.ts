import type { Schema } from "./schema/schema.js";
/** `DestinationRule` (networking.istio.io/v1), the part about TLS to the upstream; the rest is known, but not honoured. */
export interface DestinationRuleSpec {
    /** A service: fully qualified, or a short name of the own namespace. */
    readonly host: string;
    readonly trafficPolicy?: TrafficPolicy;
    readonly subsets: readonly unknown[];
    readonly workloadSelector?: unknown;
    readonly exportTo: readonly string[];
}
interface TrafficPolicy {
    readonly tls?: ClientTls;
    readonly portLevelSettings?: readonly {
        readonly port?: {
            readonly number?: number;
        };
        readonly tls?: ClientTls;
    }[];
    /** Other settings, as written. */
    readonly [setting: string]: unknown;
}
/** `ClientTLSSettings`. */
export interface ClientTls {
    readonly mode?: "DISABLE" | "SIMPLE" | "MUTUAL" | "ISTIO_MUTUAL";
    /** Files on the proxy's machine. */
    readonly caCertificates?: string;
    readonly caCrl?: string;
    readonly clientCertificate?: string;
    readonly privateKey?: string;
    readonly credentialName?: string;
    readonly subjectAltNames?: readonly string[];
    readonly sni?: string;
    readonly insecureSkipVerify?: boolean | null;
}
export declare const destinationRuleSchema: Schema;
/**
 * The rule that stands for one that cannot be read but speaks of TLS: it asks for what cannot be had, so that nothing
 * leaves in the clear that was to be encrypted. Undefined for others, and where the host cannot be read.
 */
export declare function sendingNothing(body: unknown): DestinationRuleSpec | undefined;
export {};
