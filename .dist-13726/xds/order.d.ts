/**
 * How each type wants to be delivered. The list is the order inside a stream: what comes first must be there before
 * what comes later refers to it (xDS protocol, "Eventual consistency considerations").
 */
/** Type URLs that have delivery rules of their own. */
export declare const typeUrls: {
    readonly secret: "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";
    readonly cluster: "type.googleapis.com/envoy.config.cluster.v3.Cluster";
    readonly endpoint: "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
    readonly listener: "type.googleapis.com/envoy.config.listener.v3.Listener";
    readonly route: "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
    readonly extension: "type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig";
};
/** Delivery rules of one type. */
export interface TypeRule {
    readonly typeUrl: string;
    /** Position in a stream: lower first. */
    readonly rank: number;
    /**
     * State of the world: when a response lists all that exists, so that what is missing is removed (xDS protocol,
     * "Deleting resources"). Delta responses never do.
     */
    readonly whole: "always" | "wildcard" | "never";
    /** Always one resource a response, in the first answer too. */
    readonly alone: boolean;
    /** Delta: whether a name that the client asked for may be answered in `removed_resources`. */
    readonly removable: boolean;
    /** How long a client keeps a name that is gone from the snapshot, unless the caller says otherwise. */
    readonly drainMs: number;
    /** Delta: responses of this type that may be unanswered at a time. */
    readonly window: number;
    /** A type whose resources must follow each (re)sent resource of this type that requires them. */
    readonly followedBy?: string;
}
/** The delivery rules of a type; a type without rules of its own comes last. */
export declare function ruleFor(typeUrl: string): TypeRule;
/** Whether resources of this type follow those of another one. */
export declare function followsAnother(typeUrl: string): boolean;
