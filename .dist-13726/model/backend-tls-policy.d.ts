import type { Schema } from "./schema/schema.js";
/** `BackendTLSPolicy` (gateway.networking.k8s.io/v1): TLS to the services that it targets, in its own namespace. */
export interface BackendTlsPolicySpec {
    readonly targetRefs: readonly BackendTlsTarget[];
    readonly validation: {
        /** Asked for in the handshake; the certificate must be for it unless `subjectAltNames` says otherwise. */
        readonly hostname: string;
        /** Exactly one of the two: objects with the key `ca.crt`, or the roots of the proxy's system. */
        readonly caCertificateRefs: readonly {
            readonly group: string;
            readonly kind: string;
            readonly name: string;
        }[];
        readonly wellKnownCACertificates?: string;
        readonly subjectAltNames: readonly {
            readonly type: "Hostname" | "URI";
            readonly hostname?: string;
            readonly uri?: string;
        }[];
    };
    readonly options?: Readonly<Record<string, string>>;
}
interface BackendTlsTarget {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    /** The name of a port; absent: all ports. */
    readonly sectionName?: string;
}
export declare const backendTlsPolicySchema: Schema;
/**
 * The policy that stands for one that cannot be read: it believes nobody at the targets that can be read, so that nothing
 * leaves in the clear that was to be encrypted. Undefined where no target can be read.
 */
export declare function believingNobody(body: unknown): BackendTlsPolicySpec | undefined;
export {};
