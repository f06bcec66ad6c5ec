/** A SPIFFE ID of the form `spiffe://<trust domain>/ns/<namespace>/sa/<service account>`, known to be well formed. */
export type SpiffeId = `spiffe://${string}/ns/${string}/sa/${string}` & {
    readonly __brand: "SpiffeId";
};
/** Who a workload is in the mesh. */
export interface WorkloadIdentity {
    readonly trustDomain: string;
    readonly namespace: string;
    readonly serviceAccount: string;
}
/**
 * The SPIFFE ID of a workload. Names of Kubernetes objects always fit.
 * @throws RangeError if a part is not allowed in a SPIFFE ID: the caller should have refused it as input.
 */
export declare function spiffeId({ trustDomain, namespace, serviceAccount }: WorkloadIdentity): SpiffeId;
/** The parts of a workload's SPIFFE ID, or undefined if `text` is not exactly of that form. */
export declare function parseSpiffeId(text: string): WorkloadIdentity | undefined;
/** True if `text` is a well-formed workload SPIFFE ID. */
export declare function isSpiffeId(text: string): text is SpiffeId;
/**
 * What every identity of a trust domain starts with. The slash at the end keeps `cluster.local.evil` out of
 * `cluster.local`.
 */
export declare function trustDomainPrefix(trustDomain: string): string;
