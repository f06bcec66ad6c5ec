import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** The fully qualified name of a service: `reviews.shop.svc.cluster.local`; of a service entry, its host. */
export declare function hostOf(service: Resource<"Service">, mesh: Pick<MeshConfiguration, "clusterDomain">): string;
/** The names a client may use wherever it is, the host first. The bare short name works in the own namespace only. */
export declare function namesOf(service: Resource<"Service">, mesh: Pick<MeshConfiguration, "clusterDomain">): string[];
/** Whether the mesh knows a service. `ExternalName` is an alias in DNS: there is nothing to route to. */
export declare function isMeshService(service: Resource<"Service">): boolean;
/** The virtual addresses of a service, the main one first; none for headless ones and `ExternalName`. */
export interface VirtualAddresses {
    readonly addresses: readonly string[];
    /** Addresses the service declares but an earlier one (by namespace and name) already has. */
    readonly taken: readonly {
        readonly address: string;
        readonly by: Resource;
    }[];
}
/**
 * The virtual addresses of a service. An address belongs to one service only, or requests for one would reach the
 * other: who is first by namespace and name keeps it. A service left without any gets an automatic one.
 */
export declare function vipsOf(service: Resource<"Service">, view: ResourceView): VirtualAddresses;
