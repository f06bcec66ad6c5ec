import type { DestinationId } from "../ir/destination.js";
import type { ResourceView } from "../model/resource-set.js";
/** The service of the mesh that a URL of keys names, or why it cannot be asked. */
export type MeshKeys = {
    readonly kind: "service";
    readonly from: DestinationId;
} | {
    readonly kind: "unusable";
    readonly because: string;
};
type Meshed = Pick<ResourceView, "mesh" | "object">;
/**
 * What an `http` URL of keys means inside the mesh; undefined if its host is no name of a service. Such names mean
 * nothing outside, so waypoints ask the service themselves, over mTLS: the control plane may not even be in the cluster.
 */
export declare function meshKeys(url: string, view: Meshed): MeshKeys | undefined;
/** Whether waypoints fetch these keys themselves, or would if they could. */
export declare function isInMesh(url: string, view: Meshed): boolean;
export {};
