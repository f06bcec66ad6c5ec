import type { ServicePort } from "../ir/waypoint.js";
import { type GeneratedOf, resourceTypes } from "./generated.js";
/**
 * One cluster for each authority of a service port, named exactly like it: connect_terminate looks the authority up
 * among the clusters, so that adding a service touches no table that others share. Each leads to the port's listener.
 * An authority that the guard would refuse gets none: nobody could reach it.
 */
export declare function vipClusters(port: ServicePort): readonly GeneratedOf<typeof resourceTypes.cluster>[];
