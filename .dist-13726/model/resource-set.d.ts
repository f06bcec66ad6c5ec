import type { KeyPlace, KeySetFact } from "./key-set-facts.js";
import type { MeshConfiguration } from "./mesh-configuration.js";
import type { ModuleFact, PluginKey } from "./module-facts.js";
import type { Kind, Resource, ResourceKey } from "./resource.js";
/**
 * The ways to find objects by what they say, each with its key. Lists are sorted by namespace, then name.
 * Adding one: a row here, and its key function in `indexes.ts`.
 */
export interface Indexes {
    /** Routes by parent: `Service/shop/reviews`, `Gateway/shop/waypoint`. */
    readonly "routes-by-parent": "HTTPRoute";
    /** Routes by the services that their rules send requests or copies of them to: `shop/reviews`. */
    readonly "routes-by-backend": "HTTPRoute";
    /** gRPC routes by parent, keyed as the others. */
    readonly "grpc-routes-by-parent": "GRPCRoute";
    /** gRPC routes by the services that their rules send calls to: `shop/reviews`. */
    readonly "grpc-routes-by-backend": "GRPCRoute";
    /** Authorization policies by target (`targetRefs`, `targetRef`): `Service/shop/reviews`, `Gateway/shop/waypoint`, `GatewayClass//istio-waypoint`. */
    readonly "policies-by-target": "AuthorizationPolicy";
    /** Authorization policies without targets, by their namespace. */
    readonly "policies-by-namespace": "AuthorizationPolicy";
    /** Request authentications by target, keyed as policies. */
    readonly "authentications-by-target": "RequestAuthentication";
    /** Wasm plugins by target, keyed as policies. */
    readonly "plugins-by-target": "WasmPlugin";
    /** Traffic extensions by target, keyed as policies. */
    readonly "extensions-by-target": "TrafficExtension";
    /** Endpoint slices by the service they name: `shop/reviews`. */
    readonly "slices-by-service": "EndpointSlice";
    readonly "pods-by-namespace": "Pod";
    readonly "deployments-by-namespace": "Deployment";
    readonly "services-by-namespace": "Service";
    readonly "gateways-by-namespace": "Gateway";
    /** Reference grants by the namespace they are in (the namespace referred to). */
    readonly "grants-by-namespace": "ReferenceGrant";
    /** Who declares an address or, declaring none, would take it first: `127.80.3.7`. Keys: `addresses.ts`. */
    readonly "pods-by-address": "Pod";
    readonly "deployments-by-address": "Deployment";
    readonly "services-by-address": "Service";
    readonly "gateways-by-address": "Gateway";
    readonly "entries-by-address": "ServiceEntry";
    /** Service entries by the hosts they declare, in lower case. */
    readonly "entries-by-host": "ServiceEntry";
    readonly "entries-by-namespace": "ServiceEntry";
    readonly "workload-entries-by-namespace": "WorkloadEntry";
    /** Backend TLS policies by target: `Service/shop/reviews`, `ServiceEntry/egress/api`. */
    readonly "backend-tls-by-target": "BackendTLSPolicy";
    /** Destination rules by the host they are about: `reviews.shop.svc.cluster.local`, `*.example.com`; `reviews.shop` for a short name. */
    readonly "destination-rules-by-host": "DestinationRule";
}
export type IndexName = keyof Indexes;
/**
 * What the middle of waymark reads. Every look-up names what it depends on, so that a reader can be recomputed when,
 * and only when, something it looked at changed (see `src/incremental.ts`).
 */
export interface ResourceView {
    readonly mesh: MeshConfiguration;
    object<K extends Kind>(kind: K, namespace: string, name: string): Resource<K> | undefined;
    indexed<I extends IndexName>(index: I, key: string): readonly Resource<Indexes[I]>[];
    /** `namespace/name` of every object of a kind, sorted. A reader follows objects that come and go, not their edits. */
    names(kind: Kind): readonly string[];
    /** Every object of a kind, sorted by namespace, then name. A reader of this is recomputed whenever any of them changes. */
    all<K extends Kind>(kind: K): readonly Resource<K>[];
    /** What is known of a key set that is published elsewhere; undefined: nobody looks there. */
    keySet(place: KeyPlace): KeySetFact | undefined;
    /** What is known of the module that a plugin wants; undefined: nobody looks for it. */
    module(plugin: PluginKey): ModuleFact | undefined;
}
/** One step from a set to the next: an object that is new or changed, or the key of one that is gone. */
export type ResourceChange = {
    readonly kind: "put";
    readonly resource: Resource;
} | {
    readonly kind: "remove";
    readonly key: ResourceKey;
};
/** What a reader may have looked at: `object:…`, `index:name:key`, `names:Kind`, `all:Kind`, `mesh`, `keys:place`, `module:plugin`. */
export type Dependency = string;
/** The names of the look-ups, in one place for those who record them and those who announce changes. */
export declare const dependency: {
    readonly object: (kind: string, namespace: string, name: string) => Dependency;
    readonly indexed: (index: string, key: string) => Dependency;
    readonly names: (kind: string) => Dependency;
    readonly all: (kind: string) => Dependency;
    readonly mesh: Dependency;
    readonly keySet: (place: string) => Dependency;
    readonly module: (plugin: string) => Dependency;
};
/** An immutable, indexed set of resources; `apply` shares whatever did not change. */
export interface ResourceSet extends ResourceView {
    readonly size: number;
    /** The next set, and every look-up whose answer differs between the two. */
    apply(changes: readonly ResourceChange[]): {
        readonly resources: ResourceSet;
        readonly touched: ReadonlySet<Dependency>;
    };
    withMesh(mesh: MeshConfiguration): {
        readonly resources: ResourceSet;
        readonly touched: ReadonlySet<Dependency>;
    };
    /** The set that knows this of these places; `undefined`: nothing any more. */
    withKeySets(facts: ReadonlyMap<KeyPlace, KeySetFact | undefined>): {
        readonly resources: ResourceSet;
        readonly touched: ReadonlySet<Dependency>;
    };
    /** The set that knows this of the modules of these plugins; `undefined`: nothing any more. */
    withModules(facts: ReadonlyMap<PluginKey, ModuleFact | undefined>): {
        readonly resources: ResourceSet;
        readonly touched: ReadonlySet<Dependency>;
    };
}
