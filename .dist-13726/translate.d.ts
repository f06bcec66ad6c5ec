/**
 * The pure spine: resources in, the bytes for every waypoint out. Each step is a memo cell (`incremental.ts`), cut along
 * the lines along which users edit, so that an edit computes again what looked at the edited object and nothing else:
 *
 *   binding ──► services of W ──► ports of W ──┐
 *   skeleton of S:P ──► listener, VIP clusters ┤
 *   routes of S:P ──► RDS ─────────────────────┼──► waypoint W: bundles of encoded resources
 *   access of S:P ──► policy slot ─────────────┤
 *   destination ──► cluster, endpoints ────────┘
 */
import type { WaypointBinding, WaypointGateway } from "./binding/waypoints.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import type { NodeLayer } from "./ir/node.js";
import type { Waypoint } from "./ir/waypoint.js";
import type { Dependency, ResourceSet } from "./model/resource-set.js";
import { type NodeProxyOptions } from "./translation/node-proxy.js";
import { type SecretNeeds } from "./translation/secret-needs.js";
import type { ResourceRef, Resource as XdsResource } from "./xds/resource.js";
/** What is new for one group of proxies since the last update. */
export interface OutputChange {
    /** `waypoint/namespace/name`, or the name of a node proxy's group. */
    readonly group: string;
    readonly upserts: readonly XdsResource[];
    readonly removals: readonly ResourceRef[];
    /** The group has nothing any more: its waypoint is gone. */
    readonly gone: boolean;
}
/** A group whose translation threw. */
export interface TranslationFailure {
    readonly group: string;
    readonly error: unknown;
}
/** The xDS group of the one node proxy that a local mesh has. */
export declare const nodeGroup = "node/local";
/** The xDS group of a waypoint. */
export declare function waypointGroup(waypoint: string): string;
/**
 * Translates one mesh, edit by edit. After any sequence of updates its output equals that of a new translator that is
 * given the last resources at once, byte for byte.
 */
export declare class Translator {
    #private;
    /** With `nodeProxy`, the L4 layer is translated too, for the one node proxy of a local mesh. */
    constructor(resources: ResourceSet, nodeProxy?: NodeProxyOptions);
    /** Takes the next resources and tells what differs on the wire. `touched` is what `ResourceSet.apply` said. */
    update(resources: ResourceSet, touched: ReadonlySet<Dependency>): readonly OutputChange[];
    /** Groups that could not be translated by the last update, through a bug of ours: they keep what they had. */
    get failures(): readonly TranslationFailure[];
    /** The waypoints of the mesh, by namespace and name. */
    waypoints(): readonly WaypointGateway[];
    /** What a waypoint must do. */
    waypoint(name: string): Waypoint | undefined;
    /** What the L4 layer must do. */
    nodeLayer(): NodeLayer;
    /** The identity that a waypoint must prove; undefined for groups that are no waypoint of the mesh. */
    identityOf(group: string): string | undefined;
    /** The secrets that a group needs; undefined once it is gone. */
    secretsOf(group: string): SecretNeeds | undefined;
    /** The output of a group did not get to anybody: the next update gives all of it again. */
    forgetOutput(group: string): void;
    /** The groups that have resources, sorted. */
    groups(): readonly string[];
    /** The resources of a group, sorted by type and name. */
    resources(group: string): readonly XdsResource[];
    /** Which waypoint serves each service (`shop/reviews`) and each host of a service entry (`egress/api/api.example.com`), and why. */
    bindings(): readonly {
        readonly service: string;
        readonly binding: WaypointBinding;
    }[];
    /** What there is to say about the resources as they are now, by place; what several steps say is said once. */
    diagnostics(): readonly Diagnostic[];
    /** How many steps were computed so far: what an edit cost. */
    get computedSteps(): number;
}
