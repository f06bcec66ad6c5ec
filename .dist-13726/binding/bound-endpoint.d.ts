/** One pod (or place outside the mesh) that answers for a service port. */
export interface BoundEndpoint {
    /** An IP address; for a service entry that is resolved, it may be a DNS name. */
    readonly address: string;
    /** The pods' port. */
    readonly port: number;
    /** Who answers; absent for places that are no workload we know. */
    readonly account?: {
        readonly namespace: string;
        readonly serviceAccount: string;
    };
    /** Relative; absent: 1. */
    readonly weight?: number;
    /** Reached through its tunnel; else in plain. */
    readonly inMesh: boolean;
    /** `region/zone`; the region is empty where it is not known. */
    readonly locality?: string;
    /** `shop/reviews-0`, or the address of a place that is no workload. */
    readonly workload: string;
}
