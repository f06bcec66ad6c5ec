/** What the L4 layer must do: carry connections of known clients to waypoints or pods, and guard the pods' doors. */
import type { Access } from "./access.js";
import type { Discovery, Endpoint } from "./destination.js";
import type { Identity } from "./identity.js";
import type { WaypointName } from "./waypoint.js";
/** The whole L4 layer of a mesh; one node proxy of the local mesh plays all of it. Lists are sorted by name. */
export interface NodeLayer {
    readonly trustDomains: readonly string[];
    readonly clients: readonly Workload[];
    readonly services: readonly L4Service[];
    /** Pods that accept HBONE: every workload in the mesh. */
    readonly pods: readonly GuardedPod[];
}
/** A pod: something with an identity and an address of its own. */
export interface Workload {
    /** `namespace/name` of the pod. */
    readonly name: string;
    readonly identity: Identity;
    readonly address: string;
}
/** Where one client identity finds its CONNECT proxy. */
export interface ClientFront {
    readonly workload: Workload;
    readonly address: string;
    readonly port: number;
}
/** A service as its clients see it. */
export interface L4Service {
    /** Fully qualified host name. */
    readonly host: string;
    /** Every name a client may use for it, the host included: `reviews.shop`, `reviews.shop.svc`, its VIPs. Short names that depend on the client's namespace are in `namespace`. */
    readonly names: readonly string[];
    readonly namespace: string;
    readonly shortName: string;
    /** The host is a name that the namespace gave; other namespaces may mean something else by it. There is no short name. */
    readonly entry?: true;
    /** The namespaces whose clients may use it; absent: all. */
    readonly audience?: readonly string[];
    readonly ports: readonly L4Port[];
}
export interface L4Port {
    readonly port: number;
    /** What the CONNECT must name: the VIP and port. */
    readonly authority: string;
    /** Through a waypoint, straight to the pods, or refused because the wanted waypoint cannot be had (fail closed). */
    readonly via: {
        readonly kind: "waypoint";
        readonly waypoint: WaypointName;
        readonly address: string;
        readonly port: number;
        readonly identity: Identity;
    } | {
        readonly kind: "pods";
        readonly endpoints: readonly Endpoint[];
        readonly discovery?: Discovery;
    } | {
        readonly kind: "refused";
        readonly because: string;
    };
}
/** A pod and the L4 rules at its door (only principals, namespaces, service accounts, addresses and ports can occur). */
export interface GuardedPod {
    readonly workload: Workload;
    readonly access: Access;
}
