import type { WaypointName } from "../ir/waypoint.js";
import { type Filled, type HoleValues, type Json, type Misfit, type TemplateName, type Templates } from "./templates.js";
/** Who an Envoy says it is. */
export interface EnvoyNode {
    readonly id: string;
    readonly cluster: string;
    readonly metadata: {
        readonly [key: string]: Json;
    };
}
/** Where the control plane is, as seen from the proxy. */
export interface XdsAddress {
    readonly address: string;
    readonly port: number;
    /** Absent: plaintext. File names or PEM texts; `certificate` if the control plane asks for one. */
    readonly tls?: {
        readonly trustedCa: {
            readonly file: string;
        } | {
            readonly pem: string;
        };
        readonly serverName?: string;
        readonly certificate?: {
            readonly certFile: string;
            readonly keyFile: string;
        };
    };
}
export interface WaypointBootstrap {
    readonly node: EnvoyNode;
    /** Where the waypoint accepts HBONE. */
    readonly listen: {
        readonly address: string;
        readonly port: number;
    };
    readonly admin: {
        readonly address: string;
        readonly port: number;
    };
    readonly xds: XdsAddress;
    readonly accessLogFile?: string;
}
/** The name of a waypoint's Envoy, in the form that operators of this kind of mesh know. */
export declare function waypointNode(waypoint: WaypointName, address: string): EnvoyNode;
/**
 * What a waypoint's Envoy is started with, as ProtoJSON. The HBONE listeners are in it and not in LDS, because an edit
 * of them at run time would cut the connections of every client: so there is no way to make one.
 */
export declare function waypointBootstrap(settings: WaypointBootstrap, source: {
    readonly templates: Templates;
    readonly misfit: Misfit;
}): Filled;
type Part = readonly [TemplateName, HoleValues];
/** A template whose holes are other templates. */
export declare function assembled(source: {
    readonly templates: Templates;
    readonly misfit: Misfit;
}, name: TemplateName, { values, parts }: {
    readonly values: HoleValues;
    readonly parts: Readonly<Record<string, Part>>;
}): Filled;
export declare function nodeAndAdmin(node: EnvoyNode, admin: WaypointBootstrap["admin"]): HoleValues;
export declare function xdsClusterPart(xds: XdsAddress): Part;
/** One stream for everything, with increments only. */
export declare const ads: Json;
/** Secrets, clusters and listeners: without them nothing can be served, so there is no point in giving up waiting. */
export declare const fromAds: {
    readonly [key: string]: Json;
};
export {};
