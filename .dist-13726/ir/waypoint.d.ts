/**
 * The waist of waymark: what one waypoint must do, in neutral words. Left of here nobody knows Envoy, right of here
 * nobody knows Kubernetes. Everything is plain, readonly, comparable data; everything carries its origin.
 *
 * It is cut along the lines along which users edit: a service port's routes, its access rules and its endpoints are
 * separate values, because each becomes one resource on the wire and an edit of one must not touch the others.
 */
import type { Origin } from "../diagnostics/origin.js";
import type { Access } from "./access.js";
import type { Destination, DestinationId } from "./destination.js";
import type { Identity } from "./identity.js";
import type { Protocol } from "./protocol.js";
import type { RouteTable } from "./route.js";
/** `namespace/name` of a waypoint. */
export type WaypointName = string & {
    readonly __brand: "WaypointName";
};
/** What holds for a whole waypoint and changes only with mesh configuration or the Gateway itself. */
export interface WaypointSettings {
    readonly name: WaypointName;
    readonly identity: Identity;
    /** Peers of these trust domains may connect; the mesh's own domain first, then its aliases. */
    readonly trustDomains: readonly string[];
    readonly pathNormalization: PathNormalization;
    /** How many entries at the end of X-Forwarded-For are proxies of ours; absent: the header is not believed. */
    readonly trustedProxies?: number;
    /** A file path (`/dev/stdout`), or absent for no access log. */
    readonly accessLogFile?: string;
}
/** How request paths are normalised before anyone matches them. */
export type PathNormalization = "none" | "base" | "merge-slashes" | "decode-and-merge-slashes";
/** One port of one service that a waypoint serves: the listener skeleton. What users edit often is not in it. */
export interface ServicePort {
    readonly id: DestinationId;
    readonly protocol: Protocol;
    /** Why this protocol: declared, or chosen by waymark because nothing was declared. */
    readonly protocolBecause: "declared" | "server-first-port" | "l7-configured" | "nothing-l7-configured";
    /** What a client's CONNECT may name: `10.96.0.10:80`, `[fd00::1]:80`. Never empty for a port that can be reached. */
    readonly authorities: readonly string[];
    readonly origin: Origin;
}
/** A service port with all that belongs to it. */
export interface ServedPort {
    readonly port: ServicePort;
    /** Absent for `tcp`: all connections go to the port's own destination. */
    readonly routes?: RouteTable;
    readonly access: Access;
}
/** Everything one waypoint must do. Lists are sorted by id; destinations hold every id that routes or ports refer to. */
export interface Waypoint {
    readonly settings: WaypointSettings;
    readonly ports: readonly ServedPort[];
    readonly destinations: readonly Destination[];
    /** The other waypoints that send requests of their clients here: what they say about a client is believed. Sorted. */
    readonly forwarders?: readonly Identity[];
}
