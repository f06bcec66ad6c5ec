import type { DestinationId } from "../ir/destination.js";
import type { Identity } from "../ir/identity.js";
import type { WaypointName } from "../ir/waypoint.js";
import type { MeshConfiguration } from "../model/mesh-configuration.js";
import type { Resource } from "../model/resource.js";
import type { ResourceView } from "../model/resource-set.js";
/** The SPIFFE id of a service account. */
export declare function identityOf(account: {
    readonly namespace: string;
    readonly serviceAccount: string;
}, mesh: Pick<MeshConfiguration, "trustDomain">): Identity;
/** `namespace/name` of a waypoint. */
export declare function waypointNameOf(waypoint: {
    readonly namespace: string;
    readonly name: string;
}): WaypointName;
/** A service port as a place to send requests. */
export declare function destinationIdOf(service: Resource<"Service">, port: number, mesh: Pick<MeshConfiguration, "clusterDomain">): DestinationId;
/** The service of a destination; undefined once it is gone. */
export declare function serviceOf(id: DestinationId, view: ResourceView): Resource<"Service"> | undefined;
/** `10.96.0.10:80`, `[fd00::1]:80`. */
export declare function authorityOf(address: string, port: number): string;
