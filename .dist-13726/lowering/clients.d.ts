import type { Workload } from "../ir/node.js";
import type { ResourceView } from "../model/resource-set.js";
/**
 * Those who can be clients, by name: every workload of the mesh, and every declared service account that no workload
 * uses, under the account's own name and at an address that nobody lives at, so that it can be spoken for all the same.
 */
export declare function clientsOf(view: ResourceView): readonly Workload[];
