import type { Origin } from "../diagnostics/origin.js";
import type { Identity } from "./identity.js";
import type { Protocol } from "./protocol.js";
/** One port of one service as a place to send requests: host and port. */
export interface DestinationId {
    /** Fully qualified: `reviews.shop.svc.cluster.local`, `api.example.com`. */
    readonly host: string;
    readonly namespace: string;
    /** The service's short name: `reviews`. */
    readonly service: string;
    /** The service port, not the pods' port. */
    readonly port: number;
    /** The host is a name that its namespace gave it; another namespace may mean something else by it. */
    readonly entry?: true;
    /**
     * Another waypoint serves the destination and is passed, so that its rules are not: `for-clients`, telling it on whose
     * behalf, or `for-itself`, as the waypoint that asks. Absent: straight to the endpoints.
     */
    readonly onward?: "for-clients" | "for-itself";
}
/** What tells a destination from every other one. */
export declare function destinationKey({ host, namespace, port, entry, onward }: DestinationId): string;
/** Where requests for a service port can be sent. */
export interface Destination {
    readonly id: DestinationId;
    readonly protocol: Protocol;
    /** How requests are spoken that routes send to a port which is carried as TCP otherwise; absent: HTTP/1.1. */
    readonly requests?: "http2";
    /** None where addresses are `as-asked`. */
    readonly endpoints: readonly Endpoint[];
    /** Absent: the endpoints' addresses are all there is to know. */
    readonly discovery?: Discovery;
    /** TLS to the application itself, inside any tunnel. */
    readonly tls?: UpstreamTls;
    readonly origin: Origin;
}
/**
 * How addresses are found. `dns`: endpoints are names, and whatever addresses a name has answer for it.
 * `dns-round-robin`: there is one name, and each connection takes the address that is first at its time. `as-asked`: the
 * address that the client asked for, at `port` if that is given.
 */
export type Discovery = {
    readonly kind: "dns" | "dns-round-robin";
} | {
    readonly kind: "as-asked";
    readonly port?: number;
};
/** How the mesh speaks TLS to an application in place of its clients. */
export interface UpstreamTls {
    /** The name asked for in the handshake. */
    readonly sni?: string;
    /** The certificate must be for one of these; never empty unless nothing is verified. */
    readonly names: readonly string[];
    /** Whose certificates are believed: those that the proxy's system believes, those in a file there, these, or anybody's. */
    readonly roots: {
        readonly kind: "system" | "anybody";
    } | {
        readonly kind: "file";
        readonly path: string;
    } | {
        readonly kind: "given";
        readonly pem: string;
    };
    /** A file with revoked certificates on the proxy's machine. */
    readonly revocations?: string;
    /** Files of the certificate to show, on the proxy's machine. */
    readonly own?: {
        readonly certificate: string;
        readonly key: string;
    };
}
/** One pod that answers. */
export interface Endpoint {
    /** IP address of the pod; with `discovery` by DNS it may be a name. */
    readonly address: string;
    /** The pods' port (target port). */
    readonly port: number;
    /** The address of the waypoint that is asked for `address` and `port`, a virtual address; absent: they are the peer's own. */
    readonly waypoint?: string;
    /** What the peer must prove to be; absent only where `tunnel` is `none`. */
    readonly identity?: Identity;
    /** `hbone`: mTLS to port 15008 of the pod's node proxy. `none`: plain TCP to a place outside the mesh. */
    readonly tunnel: "hbone" | "none";
    /** Relative, at least 1. */
    readonly weight: number;
    /** `region/zone`, when known. */
    readonly locality?: string;
    /** For humans: `shop/reviews-0`. */
    readonly workload: string;
}
